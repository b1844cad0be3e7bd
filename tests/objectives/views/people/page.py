"""The page of a person, and what is read on it."""

from tests import pages


def person(user, *rest):
    return "/".join(["/people", str(user.pk), *rest, ""])


def history(response):
    return [pages.words(item) for item in pages.read(response).xpath("//ol[@class='history']/li/strong")]


def facts(response):
    return [pages.words(item) for item in pages.read(response).xpath("//ol[@class='history']//p")]


def offered(response):
    return [pages.words(node) for node in pages.read(response).xpath("//main//h2")]
