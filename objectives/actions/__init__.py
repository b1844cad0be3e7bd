"""Writing: keyword-only functions, each one transaction with its audit event (law 7)."""
