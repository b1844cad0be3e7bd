"""What stands at a field of a place."""

NO_CODE = (
    "“%s” cannot be a code. A code has letters from A to Z without accents, digits, dots, hyphens and underscores, and "
    "begins with a letter or a digit: NBO, KE-01."
)
