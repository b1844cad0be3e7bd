"""Evidence as a file: CSV, XLSX or JSON Lines, written while it is read, whatever its size."""
