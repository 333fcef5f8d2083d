"""The Gradio side of the chat: a question box, a button, and the way of a question to the assistant and back."""

from __future__ import annotations

import logging
import os
from typing import cast

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported

import gradio as gr
import msgspec

from assistant.answer import Answer
from assistant.api.asking import MOST_HISTORY, ask
from assistant.assistant import Assistant
from assistant.compose.voice import Voice
from assistant.finish import openers
from assistant.request import BadRequest, Request, check_documents, parse_request
from assistant.web.turn import turn_html
from assistant.web.words import words
from corpus.text import han_share

_FONTS = ("system-ui", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")

_log = logging.getLogger(__name__)


def build_chat(assistant: Assistant) -> gr.Blocks:
    """The blocks. The page keeps a conversation and sends it along, so the server holds nothing of anybody's."""

    def answer_line(line: str) -> str:
        """The HTML of one turn for one batch line."""
        asked = parse_request(line.encode())
        answer = answer_or_apology(assistant, asked)
        return turn_html(answer, assistant.document, drafting=assistant.may_draft(asked, answer))

    def answer_question(question: str, history: list[str], documents: list[str]) -> dict[str, object]:
        """Answer a question as JSON; `history` holds the earlier questions of the chat, `documents` may be empty."""
        asked = Request(question, None, tuple(history[-MOST_HISTORY:]), tuple(documents))
        try:
            check_documents(asked.documents, tuple(d.id for d in assistant.documents))
        except BadRequest as error:
            raise gr.Error(str(error)) from error
        found: dict[str, object] = msgspec.to_builtins(ask(assistant, asked))
        return found

    with gr.Blocks(title=words()["brand"].zh, analytics_enabled=False, fill_width=True) as built:
        with gr.Row(elem_id="asking"):
            gr.Textbox(
                elem_id="question", label=words()["question"].zh, show_label=False, container=False,
                lines=1, max_lines=8, placeholder=words()["placeholder"].zh, scale=1,
            )  # fmt: skip
            send = gr.Button(words()["send"].zh, elem_id="send", variant="primary", scale=0, min_width=72)
        line = gr.Textbox(elem_id="line", visible="hidden", show_label=False)
        arrival = gr.Textbox(elem_id="arrival", visible="hidden", show_label=False)
        # Without the queue an answer is one plain request, which no proxy on the way can hold back.
        # A question that was stopped must not hold up the next, hence "multiple".
        send.click(
            answer_line, [line], [arrival], queue=False, show_progress="hidden", api_visibility="private",
            trigger_mode="multiple",
        )  # fmt: skip
        gr.api(answer_question, api_name="ask", queue=False)  # type: ignore[attr-defined]  # not in its __all__
    return cast(gr.Blocks, built)


def answer_or_apology(assistant: Assistant, asked: Request) -> Answer:
    """The answer to a batch line; where something fails inside, the assistant's own sentence for that."""
    try:
        return ask(assistant, asked)
    except Exception:  # noqa: BLE001  # whatever breaks becomes a sentence here; the log has it whole
        _log.exception("no answer")
        return _apology(assistant, asked)


def _apology(assistant: Assistant, asked: Request) -> Answer:
    snapshot = assistant.library.snapshot
    voice = Voice(snapshot, "zh" if han_share(asked.question) > 0 else "en")
    return Answer(
        id=asked.id, question=asked.question, standalone=asked.question, language=voice.language,
        outcome="error_internal", answered=False, text=voice.say("internal"), facts=(), citations=(), missing=(),
        suggestions=openers(snapshot, voice), provenance="extract", receipt=assistant.chain.receipt, elapsed_ms=0.0,
    )  # fmt: skip


def theme() -> gr.themes.Base:
    """Gradio's plain theme in the fonts of the visitor's system."""
    return gr.themes.Base(font=list(_FONTS), font_mono=["ui-monospace", "monospace"])
