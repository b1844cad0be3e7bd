"""The form of an assessment: where it stands, what is typed into it, and what it holds."""

from tests import pages

FRAMEWORK = "/frameworks/mc-inf-274"
ASSESS = f"{FRAMEWORK}/elements/O1/assess/2026-Q3/"
JUDGEMENT = {"finding": "met", "measurability": "", "continuation": "completed", "narrative": "It was done.", "read": 0}
SUBMIT = {**JUDGEMENT, "submit": "yes"}


def value(response, name):
    """What a text box of the form holds."""
    return pages.read(response).xpath(f"//textarea[@name='{name}']")[0].text_content().strip()


def read(response):
    return pages.read(response).xpath("//input[@name='read']/@value")[0]
