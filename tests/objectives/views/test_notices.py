"""Choosing what one hears of by mail."""

import pytest

from objectives.models import NoticeSetting
from tests import pages

pytestmark = pytest.mark.django_db


def chosen(response):
    tree = pages.read(response)
    return {node.get("name"): node.xpath("option[@selected]/@value")[0] for node in tree.xpath("//form//select")}


def test_one_sees_the_usual_way_and_keeps_another(client_for, recorder):
    client = client_for(recorder)
    usual = {"returned": "at_once", "review": "daily", "accepted": "daily", "remark": "daily", "shared": "at_once"}
    assert chosen(client.get("/notices/")) == usual

    response = client.post("/notices/", {**usual, "accepted": "never"}, follow=True)

    assert pages.messages(response) == ["Your choice is kept."]
    assert chosen(response) == {**usual, "accepted": "never"}


def test_what_is_on_no_list_is_refused_at_its_place(client_for, recorder):
    response = client_for(recorder).post("/notices/", {"returned": "sometimes", "review": "daily"})

    assert response.status_code == 422
    asked = ["id_returned", "id_accepted", "id_remark", "id_shared"]
    assert [target for target, _message in pages.error_links(response)] == asked
    assert pages.faults(response.content.decode()) == []
    assert not NoticeSetting.objects.exists()
