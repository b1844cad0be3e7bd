"""The interface for programs to what we know: frameworks, offices, programmes, assessments and evidence."""
