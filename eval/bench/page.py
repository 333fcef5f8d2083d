"""`python -m eval.bench.page`: our page beside a bare Gradio page in one run, in a real browser with an empty cache."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from msgspec import Struct
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.settings import ROOT, read_settings

_VISITS = 9
_START_SECONDS = 120
_MOST = 1.4  # times the bare page
_QUESTION = "第17项谁牵头"
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
_LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


class Side(Struct, frozen=True):
    """One of the two pages: how it is served, where its text box is, what shows that the answer is there."""

    name: str
    module: tuple[str, ...]
    box: str
    answer: str


class Visit(Struct, frozen=True):
    """What one visit with an empty cache took, in ms; `source` is the time to open a citation, where there is one."""

    paint: float
    usable: float
    answer: float
    source: float | None


OURS = Side("ours", ("app.py", "--port"), "#question textarea", "#log article:not(.pending) .answer")
BARE = Side("bare", ("-m", "eval.bench.bare_chat"), "textarea", "[data-testid=bot]")


def main() -> int:
    """Measure and print; exits with 1 where ours takes more than 1.4 times as long."""
    browser = next((b for name in ("chromium", "chromium-browser", "google-chrome") if (b := shutil.which(name))), None)
    if browser is None:
        sys.stderr.write("Chromium is missing; install it with: apt-get install -y chromium\n")
        return 2
    data = str(read_settings().data)
    with served(OURS, data) as (ours, ready), served(BARE, data) as (bare, bare_ready), sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=list(_FLAGS))
        visits: dict[str, list[Visit]] = {OURS.name: [], BARE.name: []}
        for _ in range(_VISITS + 1):  # the first warms both servers up
            for side, url in ((OURS, ours), (BARE, bare)):
                visits[side.name].append(_visit(chromium, side, url))
        chromium.close()
    kept = {name: found[1:] for name, found in visits.items()}
    rows = [("server ready", ready * 1000, bare_ready * 1000), *_rows(kept[OURS.name], kept[BARE.name])]
    print(f"median of {_VISITS} visits, empty cache, ms\n{'':<26}{'ours':>10}{'bare':>10}{'ratio':>8}")
    for name, mine, other in rows:
        print(f"{name:<26}{mine:>10.0f}{other:>10.0f}{mine / other:>8.2f}")
    opened = median(v.source for v in kept[OURS.name] if v.source is not None)
    print(f"{'source open at its place':<26}{opened:>10.0f}")
    return int(any(mine > _MOST * other for _, mine, other in rows))


def _rows(ours: Sequence[Visit], bare: Sequence[Visit]) -> Iterator[tuple[str, float, float]]:
    yield "first paint", median(v.paint for v in ours), median(v.paint for v in bare)
    yield "loaded, box usable", median(v.usable for v in ours), median(v.usable for v in bare)
    yield "answer on screen", median(v.answer for v in ours), median(v.answer for v in bare)


def _visit(chromium: Browser, side: Side, url: str) -> Visit:
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    began = time.perf_counter()
    page.goto(url, wait_until="load")
    box = page.locator(side.box).first
    box.fill(_QUESTION)
    usable = (time.perf_counter() - began) * 1000
    asked = time.perf_counter()
    box.press("Enter")
    page.locator(side.answer).first.wait_for()
    answer = (time.perf_counter() - asked) * 1000
    paint, loaded = page.evaluate(_PAINTED), page.evaluate(_LOADED)
    source = _open_source(page) if side is OURS else None
    context.close()
    return Visit(float(paint or 0), max(usable, float(loaded)), answer, source)


def _open_source(page: Page) -> float:
    began = time.perf_counter()
    page.locator("#log a.cite").first.click()
    page.locator("#pages mark").first.wait_for()
    return (time.perf_counter() - began) * 1000


@contextmanager
def served(side: Side, data: str) -> Iterator[tuple[str, float]]:
    """Serve one side; gives its address and the seconds until it was ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    options = ("--data", data) if side is OURS else (data,)
    environment = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1"}
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # this interpreter, and this project's own programs
        [sys.executable, *side.module, port, *options], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}/"
            _wait_for(url)
            yield url, time.perf_counter() - began
        finally:
            server.terminate()


def _wait_for(url: str) -> None:
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            if opener.open(url, timeout=5).status == 200:
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(f"nothing is served at {url} after {_START_SECONDS} s")


if __name__ == "__main__":
    sys.exit(main())
