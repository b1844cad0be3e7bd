"""Background work of every kind: rows, claims, letters. It knows nothing of what is done."""
