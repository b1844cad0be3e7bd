"""The interface for programs to what we say: issued reports."""
