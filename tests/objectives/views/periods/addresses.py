"""Where the pages of periods stand."""

FRAMEWORK = "/frameworks/mc-inf-274"
NEW, Q3 = f"{FRAMEWORK}/periods/new/", f"{FRAMEWORK}/periods/2026-Q3/"
