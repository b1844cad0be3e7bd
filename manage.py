#!/usr/bin/env python
"""Django's command line for iomtrack; the settings default to development."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomtrack.settings.development")
    execute_from_command_line(sys.argv)
