"""The marked difference of two wordings."""

from hypothesis import given
from hypothesis import strategies as st

from objectives.differences import Piece, difference

WORDINGS = st.text(alphabet=st.sampled_from("abé ’-,.\n;(1)"), max_size=60)


@given(WORDINGS, WORDINGS)
def test_both_wordings_can_be_read_from_their_difference(before, after):
    pieces = difference(before, after)

    assert "".join(piece.text for piece in pieces if piece.change != "inserted") == before
    assert "".join(piece.text for piece in pieces if piece.change != "deleted") == after
    assert all(piece.text for piece in pieces)


@given(WORDINGS)
def test_what_did_not_change_is_not_marked(wording):
    assert [piece.change for piece in difference(wording, wording)] == (["kept"] if wording else [])


def test_whole_words_are_marked():
    assert difference("to help migrants’ families", "to assist migrants’ families and States") == (
        Piece("kept", "to "),
        Piece("deleted", "help"),
        Piece("inserted", "assist"),
        Piece("kept", " migrants’ families"),
        Piece("inserted", " and States"),
    )
