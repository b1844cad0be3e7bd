"""IATI 2.03 activity files: programmes in, results out (docs/reference/iati.md)."""
