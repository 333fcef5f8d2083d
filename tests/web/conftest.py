"""One server and one browser for all tests of the chat; each test has a fresh window and its network log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.web.site import REMEDY, Chat, find_browser, launch, running_site

PHONE = {"viewport": {"width": 375, "height": 812}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}

Visit = Callable[..., Chat]


@pytest.fixture(scope="session")
def site(data_folder: Path) -> Iterator[str]:
    """The address of the chat."""
    with running_site(data_folder) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    executable = find_browser()
    if executable is None:
        pytest.skip(REMEDY)
    with sync_playwright() as playwright:
        found = launch(playwright, executable)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Opens the chat in a window of its own. Nothing may be asked of another host, nothing may be complained of."""
    chats: list[Chat] = []

    def open_chat(**options: Any) -> Chat:
        wide = {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN"}
        context = browser.new_context(**{**wide, **options})
        chats.append(Chat(context.new_page(), site))
        return chats[-1]

    yield open_chat
    for chat in chats:
        chat.page.context.close()
        assert chat.foreign == []
        assert chat.complaints == []


@pytest.fixture
def chat(visit: Visit) -> Chat:
    """The chat in a wide window of a Chinese browser."""
    return visit()
