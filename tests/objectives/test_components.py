"""Components that are written once and kept show what they are asked for, and nothing that was."""

import pytest
from django.template import Context, Template

from objectives.enums import EvidenceStatus
from tests import factories

SHOWN = "{% load components %}{{ one|badge }}|{{ one|named_badge }}|{{ one|badge_and_name }}"


@pytest.mark.django_db
def test_an_element_that_gets_another_name_or_code_is_shown_by_it_at_once() -> None:
    element = factories.ElementFactory(code="O1", label="Safe <return>", framework__language="fr")

    before = Template(SHOWN).render(Context({"one": element}))
    element.code, element.label = "O2", "Health"
    after = Template(SHOWN).render(Context({"one": element}))

    assert before.count(">O1<") == 3
    assert before.count("Safe &lt;return&gt;") == 3  # two names, and the title of one
    assert before.count('lang="fr"') == 2
    assert after == before.replace("O1", "O2").replace("Safe &lt;return&gt;", "Health")


def test_a_status_is_a_shape_and_a_word_in_the_language_of_the_page() -> None:
    mark = Template("{% load components %}{% status_mark status label %}")

    english = mark.render(Context({"status": EvidenceStatus.ACCEPTED, "label": "Accepted"}))
    french = mark.render(Context({"status": EvidenceStatus.ACCEPTED, "label": "Acceptée & close"}))

    assert 'class="status status-accepted"' in english
    assert "Accepted</span>" in english
    assert "Acceptée &amp; close</span>" in french
