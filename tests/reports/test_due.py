from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.due import Kind, Span, due

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
KIND = Kind(definition=1, framework=10, rhythm="every_period")


def span(period=1, framework=10, ends_on=date(2026, 9, 30), closed_at=NOW - timedelta(days=1)):
    return Span(period, framework, ends_on, closed_at)


@pytest.mark.parametrize(
    ("kind", "spans", "editions", "expected"),
    [
        pytest.param(KIND, [span()], [], [(1, 1)], id="a closed period is due"),
        pytest.param(KIND, [span(closed_at=NOW)], [], [(1, 1)], id="from the moment it is closed"),
        pytest.param(KIND, [span(closed_at=None)], [], [], id="an open period is not"),
        pytest.param(KIND, [span(closed_at=NOW + timedelta(seconds=1))], [], [], id="nor one closed after the clock"),
        pytest.param(KIND, [span(framework=11)], [], [], id="nor one of another framework"),
        pytest.param(KIND, [span()], [(1, 1)], [], id="nor one that has its edition"),
        pytest.param(KIND, [span()], [(2, 1)], [(1, 1)], id="another definition's edition is not its own"),
        pytest.param(Kind(1, 10, "every_period", False), [span()], [], [], id="a definition out of use is never due"),
        pytest.param(Kind(1, 10, "yearly"), [span()], [], [], id="nor one of another rhythm"),
        pytest.param(
            KIND,
            [
                span(3, ends_on=date(2026, 9, 30)),
                span(1, ends_on=date(2026, 3, 31)),
                span(2, ends_on=date(2026, 6, 30)),
            ],
            [],
            [(1, 1), (1, 2), (1, 3)],
            id="every missed period is due, oldest first",
        ),
    ],
)
def test_what_is_due(kind, spans, editions, expected):
    assert due([kind], spans, editions, now=NOW) == expected


keys = st.integers(1, 4)
moments = st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
kinds = st.lists(st.builds(Kind, keys, keys, st.just("every_period"), st.booleans()), unique_by=lambda k: k.definition)
spans = st.lists(
    st.builds(Span, keys, keys, st.dates(date(2020, 1, 1), date(2026, 12, 31)), moments), unique_by=lambda s: s.period
)


@given(kinds, spans, st.sets(st.tuples(keys, keys)))
def test_every_pair_is_due_once_and_never_again_when_it_has_its_edition(some_kinds, some_spans, editions):
    found = due(some_kinds, some_spans, editions, now=NOW)

    assert len(set(found)) == len(found)
    assert not set(found) & editions
    assert due(some_kinds, some_spans, editions | set(found), now=NOW) == []


@given(kinds, spans)
def test_as_time_passes_nothing_due_is_forgotten(some_kinds, some_spans):
    later = due(some_kinds, some_spans, [], now=NOW + timedelta(days=400))

    assert set(due(some_kinds, some_spans, [], now=NOW)) <= set(later)


@given(kinds, spans)
def test_the_oldest_period_comes_first(some_kinds, some_spans):
    ends = {one.period: one.ends_on for one in some_spans}

    found = [ends[period] for _definition, period in due(some_kinds, some_spans, [], now=NOW)]

    assert found == sorted(found)
