"""Why an entry is corrected."""

WHY = "It was forty-two."
