"""Pieces of pages that are kept: by all that they show, in each language, and without what they were made from."""

from django.utils import translation
from django.utils.safestring import SafeString

from iomtrack.accounts.pieces import Piece, keeper


def word(text: str) -> Piece:
    return Piece((text,), lambda: SafeString(f"{text} in {translation.get_language()}"))


def test_a_piece_that_shows_the_same_is_written_once_in_each_language() -> None:
    kept, written = keeper(10), []

    def piece() -> Piece:
        return Piece(("a", 1), lambda: written.append("once") or SafeString(translation.get_language()))

    for language in ("en", "fr", "en", "fr"):
        with translation.override(language):
            assert kept(piece()) == language
    assert written == ["once", "once"]


def test_a_piece_that_shows_something_else_is_another() -> None:
    kept = keeper(10)

    assert [kept(word("a")), kept(word("b")), kept(word("a"))] == ["a in en", "b in en", "a in en"]


def test_no_more_are_kept_than_there_is_room_for() -> None:
    kept, written = keeper(2), []
    for name in ("a", "b", "c", "a"):
        kept(Piece((name,), lambda name=name: written.append(name) or SafeString(name)))

    assert written == ["a", "b", "c", "a"]


def test_nothing_of_a_request_stays_with_a_piece_that_is_kept() -> None:
    piece = word("a")

    keeper(10)(piece)

    assert piece.is_let_go
