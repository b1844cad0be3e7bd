"""What stands at a field of a place."""

NO_CODE = "Give it a code of letters from A to Z, digits, dots and hyphens: NBO, KE-01. “new” is none."
