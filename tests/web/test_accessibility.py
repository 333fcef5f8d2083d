"""axe-core finds nothing serious or critical on any screen of the chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.web.conftest import PHONE, Visit
from tests.web.site import Chat

ENGLISH, DARK = {"locale": "en-US"}, {"color_scheme": "dark"}


def _opened(chat: Chat) -> None:
    chat.open_citation(chat.ask("市工业和信息化局牵头哪些任务"))
    chat.page.locator("#find").fill("科技")


def _translated(chat: Chat) -> None:
    chat.open_citation(chat.ask("which bureau leads task 17"))
    chat.page.locator("#translation").click()
    chat.page.locator("#pages .translation").first.wait_for(state="attached")


def _judged(chat: Chat) -> None:
    chat.ask("第17项谁牵头").locator(".thumb.down").click()
    chat.page.locator("form.feedback").wait_for()


def _edited(chat: Chat) -> None:
    chat.ask("第17项谁牵头").locator("button.again").click()
    chat.page.locator("form.editing").wait_for()


def _taken_away(chat: Chat) -> None:
    chat.ask("2025年孵化器目标").locator(".chip.year").click()
    chat.page.locator(".chip.dropped").wait_for()


def _listed(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    chat.page.locator("#chats").click()
    chat.page.locator("dialog[open]").wait_for()


SCREENS: dict[str, Callable[[Chat], object]] = {
    "welcome": lambda _: None,
    "follow-up": lambda chat: [chat.ask(q) for q in ("第17项谁牵头", "那配合单位呢")],
    "decline": lambda chat: chat.ask("明天天气怎么样"),
    "error": lambda chat: chat.ask("？？"),
    "table": lambda chat: chat.ask("列出所有指标的目标").locator("button.sort").first.click(),
    "fields": lambda chat: chat.ask("第17项的全部内容"),
    "taken away": _taken_away,
    "source": _opened,
    "translation": _translated,
    "feedback": _judged,
    "editing": _edited,
    "chats": _listed,
}
WINDOWS: dict[str, dict[str, Any]] = {"wide": {}, "dark": DARK, "English, dark, on a phone": PHONE | ENGLISH | DARK}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_serious(visit: Visit, screen: str, window: str) -> None:
    chat = visit(**WINDOWS[window], reduced_motion="reduce")
    SCREENS[screen](chat)
    found = Axe().run(chat.page).response["violations"]
    grave = [
        f"{v['id']} ({v['impact']}): {n['html'][:160]}"
        for v in found if v["impact"] in ("serious", "critical") for n in v["nodes"]
    ]  # fmt: skip
    assert grave == []
