"""What stops a document."""


class DocumentError(Exception):
    """The document cannot be made. The message is a sentence for administrators: what is missing, and where."""
