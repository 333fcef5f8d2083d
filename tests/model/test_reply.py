"""What of a reply may be looked at, and what ends a draft."""

from __future__ import annotations

import pytest

from assistant.model.complete import left_out
from assistant.model.reply import MOST_CHARACTERS, NoDraft, Reply, reply_to_text

GOOD = "市科技局牵头[1]。"
FOREIGN = (
    "<b>x</b>", "<|im_end|>", "＜script＞", "[x](y)", "![x](y)", "[a] (b)", "http://x", "www.x", "`x`", "| a | b |",
    "\n# x", "[/INST]", "\x07", "\u200b", "\u202e", "javascript:x", "data:text/html,x", "<think>unfinished",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [GOOD, f"<think>12 or 13?</think>\n{GOOD}", f"the end of a thought</think>{GOOD}", f"\n{GOOD}\n"],
    ids=["plain", "a thought", "a thought without its beginning", "blanks"],
)
def test_sentences_come_out_plain(text: str) -> None:
    assert reply_to_text(Reply(text, "stop")) == GOOD


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply("", "stop"), "empty"),
        (Reply("<think>all of it</think>", "stop"), "empty"),
        (Reply(GOOD, ""), "cut"),
        (Reply(GOOD, "length"), "length"),
        (Reply(GOOD, "tool_calls", called_tool=True), "tool"),
        (Reply(GOOD * MOST_CHARACTERS, "stop"), "longer"),
        *[(Reply(f"{GOOD}{foreign}", "stop"), "plain sentences") for foreign in FOREIGN],
    ],
)
def test_anything_else_is_no_draft(reply: Reply, reason: str) -> None:
    with pytest.raises(NoDraft, match=reason):
        reply_to_text(reply)


FIELDS = "指标2：\n- 2020年基数：**2.30%**[1]\n- 2023年目标：**2.50%**[1]"
LEADS = "**市科技局、市金融局**是牵头单位。[1]"
VALUES = "**210家（国家级）、350家（省级）**是目标。[1]"
TASKS = "**X牵头2项任务**：\n\n1. “甲乙丙丁”[1]\n2. “戊己庚辛”[2]"
ENGLISH = "**Science Bureau (市科技局), Finance Bureau (市金融局)** – lead. [1]"


@pytest.mark.parametrize(
    ("composed", "draft", "missing"),
    [
        (LEADS, "由市科技局和市金融局牵头[1]。", ()),
        (LEADS, "由市科技局牵头[1]。", ("市金融局",)),
        (VALUES, "国家级210家，省级350家[1]。", ()),
        (VALUES, "国家级210家[1]。", ("350家（省级）",)),
        (FIELDS, "由2020年的2.30%到2023年的2.50%[1]。", ()),
        (FIELDS, "2023年2.50%[1]。", ("2.30%",)),
        (TASKS, "X牵头2项任务：甲乙丙丁[1]。", ("“戊己庚辛”",)),
        (ENGLISH, "The Science Bureau and the Finance Bureau lead it [1].", ()),
        (ENGLISH, "The Science Bureau leads it [1].", ("Finance Bureau (市金融局)",)),
        ("**1845家**[1]\n\n> 高新技术企业1845家，占40%", "高新技术企业有1845家[1]。", ()),
    ],
)
def test_a_draft_leaves_nothing_out(composed: str, draft: str, missing: tuple[str, ...]) -> None:
    assert left_out(composed, draft) == missing
