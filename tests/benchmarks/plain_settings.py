"""Development's settings, with the alternative's address beside the product's own."""

from iomtrack.settings.development import *  # noqa: F403 settings are layered by design

ROOT_URLCONF = "tests.benchmarks.plain"
