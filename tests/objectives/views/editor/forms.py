"""What is sent to the pages of the editor, and what their forms hold."""

from tests import pages

EDIT = "/frameworks/mc-inf-300/edit/"
WORDS = {
    "code": "O9",
    "kind": "objective",
    "label": "A new objective",
    "wording": "to do something new",
    "source_symbol": "MC/INF/300",
    "source_paragraph": "12",
}


def typed(response):
    """What a form on a page holds, by name."""
    form = pages.read(response).xpath("//main//form[contains(@class, 'sheet')]")[0]
    fields = {name: value or "" for name, value in form.fields.items() if name != "csrfmiddlewaretoken"}
    return {name: value.removeprefix("\n") if isinstance(value, str) else value for name, value in fields.items()}


def error_words(response):
    """The lines of the summary of errors at the top."""
    return [words for _target, words in pages.error_links(response)]
