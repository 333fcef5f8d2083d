"""Behind a reverse proxy that serves the chat under a path of its own and takes that path away."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.web.site import Chat, running_site

PREFIX = "/assistant"


class Proxy(BaseHTTPRequestHandler):
    """Passes what is asked under the prefix to the site."""

    site: ClassVar[str]

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        path = self.path.removeprefix(PREFIX).lstrip("/")
        found = httpx.request(self.command, f"{self.site}{path}", content=body, headers=headers, trust_env=False)
        self.send_response(found.status_code)
        for name, value in found.headers.items():
            if name not in ("content-encoding", "content-length", "transfer-encoding", "connection"):
                self.send_header(name, value)
        self.send_header("content-length", str(len(found.content)))
        self.end_headers()
        self.wfile.write(found.content)

    do_GET = do_POST = _pass  # noqa: N815  # the names http.server looks for

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def proxied(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("POLICY_ROOT_PATH", PREFIX)
    with running_site(data_folder) as site:
        Proxy.site = site
        with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
            server.shutdown()


def test_the_chat_works_under_a_prefix(proxied: str, browser: Browser) -> None:
    chat = Chat(browser.new_context(locale="zh-CN").new_page(), proxied)
    chat.open_citation(chat.ask("第17项谁牵头"))
    expect(chat.page.locator("#pages td.cited")).to_be_in_viewport()
    with chat.page.context.expect_page() as opened:
        chat.page.locator("#alone").click()
    expect(opened.value.locator("td.cited")).to_be_in_viewport()
    chat.page.context.close()
    assert chat.foreign == []
    assert chat.complaints == []
