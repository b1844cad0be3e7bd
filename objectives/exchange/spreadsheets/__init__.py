"""Evidence from spreadsheets: a template made for a framework, and files of it read, checked, written and undone."""
