"""Takes the screenshots of `docs/screenshots/` from the running chat: `python -m docs.screenshots [NAME…]`.

It serves the plan, uses the chat as a person would, and writes one picture a line of `SHOTS` (those named, or all),
and a page that shows them all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from assistant.settings import read_settings
from tests.web.site import REMEDY, Chat, find_browser, launch, running_site

FOLDER = Path(__file__).with_name("screenshots")
WIDE: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN"}
PHONE: dict[str, Any] = {
    "viewport": {"width": 375, "height": 812}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True,
    "locale": "zh-CN",
}  # fmt: skip
ENGLISH, DARK = {"locale": "en-US"}, {"color_scheme": "dark"}
SETTLE_MILLISECONDS = 400


class Shot(NamedTuple):
    """One picture: the window, what is done in it, and what it shows."""

    name: str
    window: dict[str, Any]
    act: Callable[[Chat], object]
    shows: str


def asking(*questions: str) -> Callable[[Chat], object]:
    """Ask these questions in turn."""
    return lambda chat: [chat.ask(q) for q in questions]


def opening(question: str, then: Callable[[Chat], object] = lambda _: None) -> Callable[[Chat], object]:
    """Ask, open the first citation, and go on from there."""

    def act(chat: Chat) -> None:
        chat.open_citation(chat.ask(question))
        then(chat)

    return act


def viewing(path: str, then: Callable[[Chat], object] = lambda _: None) -> Callable[[Chat], object]:
    """Open a view, and go on from there."""

    def act(chat: Chat) -> None:
        chat.page.goto(f"{chat.url}views{path}")
        then(chat)

    return act


def _press_mark(chat: Chat) -> None:
    chat.page.locator("td a.mark.lead").first.click()
    chat.page.locator("#card-quote:not(:empty)").wait_for()


def _type_unit(chat: Chat) -> None:
    chat.page.get_by_role("searchbox").fill("高新区")


def _search(chat: Chat) -> None:
    chat.page.locator("#find").fill("科技金融")
    chat.page.locator("#find-next").click()


def pressing(question: str, button: str, shown: str) -> Callable[[Chat], object]:
    """Ask, press something of the newest turn, wait for what it shows."""

    def act(chat: Chat) -> None:
        chat.ask(question).locator(button).first.click()
        chat.page.locator(shown).first.wait_for()

    return act


def _list_chats(chat: Chat) -> None:
    for question in (INDICATOR, TASK):
        chat.page.locator("#new-chat").click()
        chat.ask(question)
    chat.page.locator("#chats").click()


def _translate(chat: Chat) -> None:
    chat.page.locator("#translation").click()
    chat.page.locator("#pages .translation").first.wait_for(state="attached")


TASK, INDICATOR, BUREAU = "第17项谁牵头", "孵化器的目标是多少", "市工业和信息化局牵头哪些任务"
TASK_EN, DECLINED = "which bureau leads task 17", "明天天气怎么样"
YEAR, TABLE, FIELDS = "2025年孵化器目标", "列出所有指标的目标", "指标3和指标5的基数和目标"
PROSE = "珠西综合交通枢纽江门站建成后铁路里程有多少公里"

SHOTS = (
    Shot("welcome", WIDE, asking(), "the first page, with questions to begin with"),
    Shot("answer", WIDE, asking(INDICATOR), "the fact first, its cell and place below it"),
    Shot("answer-dark", WIDE | DARK, asking(INDICATOR), "the same in the dark"),
    Shot("answer-english", WIDE | ENGLISH, asking(TASK_EN), "an English question over the Chinese plan"),
    Shot("answer-english-dark", WIDE | ENGLISH | DARK, asking(TASK_EN), "the same in the dark"),
    Shot("follow-up", WIDE, asking(TASK, "那配合单位呢"), "a follow-up, with how it was understood"),
    Shot("taken-away", WIDE, pressing(YEAR, ".chip.year", ".chip.dropped"), "asked again without the year"),
    Shot("table", WIDE, pressing(TABLE, "th:nth-child(4) button", "[aria-sort=ascending]"), "a long list, sorted"),
    Shot("fields", WIDE | DARK, asking(FIELDS), "several fields of several records, in the dark"),
    Shot("feedback", WIDE, pressing(TASK, ".thumb.down", "form.feedback"), "a thumb down asks for a reason"),
    Shot("editing", WIDE | ENGLISH, pressing(TASK_EN, "button.again", "form.editing"), "a question edited in place"),
    Shot("chats", WIDE, _list_chats, "the chats of this browser, to be named, deleted, exported, printed"),
    Shot("source-cell", WIDE, opening(BUREAU), "the plan beside the chat: cited row and cell lit"),
    Shot("source-sentence", WIDE | DARK, opening(PROSE), "a cited sentence lit, in the dark"),
    Shot("source-translated", WIDE | ENGLISH, opening(TASK_EN, _translate), "the plan with its English translation"),
    Shot("source-search", WIDE, opening(BUREAU, _search), "the plan searched"),
    Shot("decline", WIDE, asking(DECLINED), "what the plan does not say is said plainly"),
    Shot("phone-welcome", PHONE, asking(), "the first page on a phone"),
    Shot("phone-answer", PHONE, asking(INDICATOR), "an answer on a phone"),
    Shot("phone-answer-english-dark", PHONE | ENGLISH | DARK, asking(TASK_EN), "on a phone, in English, in the dark"),
    Shot("phone-table", PHONE, asking(TABLE), "a table on a phone"),
    Shot("phone-feedback", PHONE | DARK, pressing(TASK, ".thumb.down", "form.feedback"), "feedback on a phone"),
    Shot("phone-source-search", PHONE, opening(BUREAU, _search), "the plan searched on a phone"),
    Shot("phone-source", PHONE, opening(BUREAU), "on a phone the plan slides over"),
    Shot("views", WIDE, viewing(""), "the views, for people who would rather look than ask"),
    Shot("view-indicators", WIDE, viewing("/indicators"), "every indicator from base to target"),
    Shot("view-indicators-english-dark", WIDE | ENGLISH | DARK, viewing("/indicators"), "in English, in the dark"),
    Shot("view-matrix", WIDE, viewing("/matrix"), "which unit leads or joins which task"),
    Shot(
        "view-matrix-card", WIDE | ENGLISH, viewing("/matrix", _press_mark), "a mark pressed: its words, its question"
    ),
    Shot("view-timeline", WIDE, viewing("/timeline"), "the phases with their months"),
    Shot("view-timeline-english-dark", WIDE | ENGLISH | DARK, viewing("/timeline"), "the same in English, in the dark"),
    Shot("view-unit-choice", WIDE, viewing("/unit", _type_unit), "a unit is chosen by any of its names"),
    Shot("view-unit", WIDE, viewing("/unit?name=DRB"), "all that a unit leads, joins and monitors"),
    Shot("phone-view-indicators", PHONE, viewing("/indicators"), "indicators on a phone"),
    Shot("phone-view-matrix", PHONE, viewing("/matrix"), "the matrix on a phone"),
    Shot("phone-view-timeline", PHONE | DARK, viewing("/timeline"), "the timeline on a phone, in the dark"),
    Shot("phone-view-unit", PHONE | ENGLISH, viewing("/unit?name=DRB"), "a unit on a phone, in English"),
)


def take(browser: Browser, url: str, shot: Shot) -> None:
    """Take one picture."""
    context = browser.new_context(**shot.window, reduced_motion="reduce")
    chat = Chat(context.new_page(), url)
    shot.act(chat)
    chat.page.wait_for_timeout(SETTLE_MILLISECONDS)
    chat.page.screenshot(path=FOLDER / f"{shot.name}.png")
    context.close()


def write_page(shots: Sequence[Shot]) -> None:
    """A page that shows every picture."""
    parts = [f"## {shot.shows[0].upper()}{shot.shows[1:]}\n\n![{shot.shows}]({shot.name}.png)\n" for shot in shots]
    text = "# The web chat in pictures\n\nTaken by `make screenshots`.\n\n" + "\n".join(parts)
    (FOLDER / "README.md").write_text(text, encoding="utf-8")


def main(*names: str) -> int:
    """Take the pictures of these names, all without any."""
    executable = find_browser()
    if executable is None:
        sys.stderr.write(f"{REMEDY}\n")
        return 2
    FOLDER.mkdir(exist_ok=True)
    with running_site(read_settings().data) as url, sync_playwright() as playwright:
        browser = launch(playwright, executable)
        for shot in (s for s in SHOTS if not names or s.name in names):
            take(browser, url, shot)
            sys.stderr.write(f"{shot.name}.png: {shot.shows}\n")
        browser.close()
    write_page(SHOTS)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
