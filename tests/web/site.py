"""The program as visitors meet it: `app.py` on a free port, and a chat in a real Chromium."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Dialog, Locator, Page, Playwright

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 120
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
REMEDY = "Chromium is missing; install it with: apt-get install -y chromium fonts-noto-cjk"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def find_browser() -> str | None:
    """The Chromium of this machine."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start the browser, with everything switched off that would talk to its maker."""
    return playwright.chromium.launch(executable_path=executable, args=list(FLAGS))


@contextmanager
def running_site(data: Path, *options: str) -> Iterator[str]:
    """Serve the chat as a program of its own; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "app.py", "--port", str(port), "--data", str(data), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        url = f"http://127.0.0.1:{port}/"
        try:
            _wait_for(url, server)
            yield url
        finally:
            server.terminate()


def _wait_for(url: str, server: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, server.communicate()[1]
        try:
            if httpx.get(f"{url}readyz", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"nothing is served at {url} after {START_SECONDS} s")


class Chat:
    """A chat in a browser window, used as a person would."""

    def __init__(self, page: Page, url: str):
        self.page = page
        self.url = url
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda r: None if r.url.startswith((url, "data:", "blob:")) else self.foreign.append(r.url))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("dialog", self._refuse)
        page.goto(url)
        self.box.wait_for()

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog {dialog.message}")
        dialog.dismiss()

    @property
    def box(self) -> Locator:
        """The question box."""
        return self.page.locator("#question textarea")

    @property
    def turns(self) -> Locator:
        """The turns that are answered."""
        return self.page.locator("#log article:not(.pending)")

    @property
    def last(self) -> Locator:
        """The newest answered turn."""
        return self.turns.last

    def ask(self, question: str) -> Locator:
        """Type a question, press Enter, wait for its turn."""
        self.box.fill(question)
        return self.after(lambda: self.box.press("Enter"))

    def after(self, act: object) -> Locator:
        """Do something that asks; wait for the new turn."""
        before = self.turns.count()
        assert callable(act)
        act()
        self.turns.nth(before).wait_for()
        return self.turns.nth(before)

    def open_citation(self, turn: Locator, number: int = 1) -> Locator:
        """Click a citation mark; gives the lit characters."""
        turn.locator("a.cite", has_text=f"[{number}]").first.click()
        lit = self.page.locator("#pages mark")
        lit.first.wait_for()
        return lit
