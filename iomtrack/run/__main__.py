"""Set up, then serve until stopped. Everything written is under the state folder (settings.STATE_DIR)."""

import os
import sys

import django
from django.conf import settings

from iomtrack.run.place import CannotRun, free_port, hold
from iomtrack.run.prepare import prepare
from iomtrack.run.serve import serve


def main(arguments: list[str]) -> int:
    """The exit status: 0 when stopped as asked, 2 with one line on the error output when it cannot run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomtrack.settings.development")
    django.setup()
    try:
        return run(only_set_up="--only-set-up" in arguments)
    except CannotRun as problem:
        print(problem, file=sys.stderr)
        return 2


def run(*, only_set_up: bool) -> int:
    """Hold the state folder, fill it, and serve from it. Raises CannotRun."""
    if settings.IS_PRODUCTION:
        raise CannotRun("`make run` is for development. For a served installation, see docs/how-to/deploy.md.")
    port = free_port(os.environ.get("PORT") or "8000")
    with hold(settings.STATE_DIR) as lock:
        prepare(with_sample=os.environ.get("SAMPLE", "yes").lower() not in ("no", "0", "false"))
        return 0 if only_set_up else serve(port=port, lock=lock)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
