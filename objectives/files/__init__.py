"""Files that people send: told by what they hold, never by their name; cleaned, or refused in words. No database."""
