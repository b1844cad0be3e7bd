"""Everything comes up, says that it is well, and ends when asked to."""

import json

import pytest

from iomtrack.accounts.development import ACCOUNTS, PASSWORD, DevelopmentAccount
from tests.processes.stack import PROGRAMS, Stack, ends

pytestmark = [pytest.mark.process, pytest.mark.timeout(1200)]


def health(stack: Stack) -> dict[str, object]:
    return json.loads(stack.visitor().get("/healthz").body)


def test_web_worker_and_beat_come_up_and_are_healthy(served: Stack) -> None:
    answer = health(served)

    assert (answer["status"], answer["database"], answer["broker"]) == ("ok", "ok", "ok")
    assert answer["tick"]["age_seconds"] < 30
    assert answer["worker"]["age_seconds"] < 30


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.label)
def test_each_role_can_sign_in(served: Stack, account: DevelopmentAccount) -> None:
    page = served.visitor(account.email, PASSWORD).get("/")

    assert page.status == 200, page.text[:2000]


def test_a_killed_worker_is_replaced_and_ticks_go_on(served: Stack) -> None:
    last_tick = "Heartbeat.objects.get(name='tick').at.timestamp()"
    served.kill("worker")
    before = float(served.query(last_tick))

    served.start("worker")

    assert served.wait_for("a tick after the restart", lambda: float(served.query(last_tick)) > before)


def test_setting_up_again_loses_nothing(served: Stack) -> None:
    count = "User.objects.count(), Framework.objects.count(), Evidence.objects.count(), Definition.objects.count()"
    before = served.query(count)

    for command in ("migrate", "load_states", "load_accounts", "load_people", "load_definitions", "load_recipients"):
        served.manage(command)

    assert served.query(count) == before


def test_nothing_is_left_running_after_a_stop(served: Stack) -> None:
    groups = [process.pid for process in served.running.values()]
    assert len(groups) == len(PROGRAMS)

    served.stop()

    assert [group for group in groups if not ends(group)] == []
