"""The page of the chat: our own frame around Gradio's, which brings the question box and the way to the server.

Gradio writes its page for the open internet: previews for social networks, a resizer for foreign frames. This takes
those away, puts the frame in, and gives each inline script the nonce of the page's content security policy.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from html import escape

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.headers import content_security_policy
from assistant.web.turn import ask_buttons
from assistant.web.words import both, label, words

_FOREIGN = re.compile(
    r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>|<link rel="manifest"[^>]*>|<script>(?:(?!</script>).)*iframeResizer'
    r"(?:(?!</script>).)*</script>",
    re.DOTALL,
)
_HTML = re.compile(r"<html\s[^>]*>")
_GRADIO = re.compile(r"<gradio-app.*?</gradio-app>", re.DOTALL)
_HEAD = (
    '<link rel="icon" href="web/icon.svg"><link rel="stylesheet" href="web/base.css"><link rel="stylesheet" href="web/chat.css">'
    '<link rel="stylesheet" href="web/source.css"><script src="web/early.js"></script>'
    '<script type="module" src="web/chat.js"></script>'
)


def chat_page(page: str, frame: str, nonce: str) -> str:
    """Gradio's page → ours."""
    ours = _HTML.sub('<html lang="zh-CN">', _FOREIGN.sub("", page), count=1)
    ours = ours.replace("<script", f'<script nonce="{nonce}"').replace("</head>", f"{_HEAD}</head>", 1)
    return _GRADIO.sub(lambda match: frame.replace("<!-- question -->", match.group(0)), ours, count=1)


def frame_html(titles: str, openers: dict[str, tuple[str, ...]], documents: dict[str, str]) -> str:
    """What stands around the question box: bar, welcome, conversation, source. `openers` are by language."""
    one = ' class="one-document"' if len(documents) == 1 else ""
    asked = "".join(f'<div class="{language}">{"".join(ask_buttons(q))}</div>' for language, q in openers.items())
    return (
        f'<a class="skip" href="#question">{both("skip")}</a>'
        f'<header class="bar"><span class="brand">{both("brand")}</span>{_scope(documents)}'
        f"{_button('chats')}{_button('new_chat')}{_button('language')}"
        f'<button type="button" id="theme" {label("theme")}><span aria-hidden="true">◐</span></button></header>'
        f'<div id="desk"{one}><div id="chat"><main id="talk" tabindex="-1">'
        f'<section id="welcome"><h1>{both("welcome")}</h1><p>{both("about", titles=titles)}</p>'
        f'<p class="hint">{both("openers")}</p><div class="openers">{asked}</div></section>'
        f'<div id="log" role="log" aria-live="polite" {label("conversation")}></div></main>'
        f'<div id="box"><!-- question --><p class="keys">{both("keys")}</p></div></div>'
        f"{_source_panel()}</div>{_chats_dialog()}{_messages()}"
    )


def _button(name: str) -> str:
    return f'<button type="button" id="{name.replace("_", "-")}">{both(name)}</button>'


def _scope(documents: dict[str, str]) -> str:
    if len(documents) < 2:
        return f'<span class="title">{escape(next(iter(documents.values()), ""))}</span>'
    options = "".join(f'<option value="{escape(id)}">{escape(title)}</option>' for id, title in documents.items())
    every = words()["all_documents"]
    return (
        f'<select id="scope" {label("scope")}><option value="" data-text-zh="{every.zh}" data-text-en="{every.en}">'
        f"{every.zh}</option>{options}</select>"
    )


def _source_panel() -> str:
    find = words()["search"]
    return (
        f'<aside id="source" hidden {label("source")}><div class="tools"><strong id="source-title"></strong>'
        f'<span id="source-count" aria-live="polite"></span>'
        f'<button type="button" id="previous" {label("previous_citation")}>↑</button>'
        f'<button type="button" id="next" {label("next_citation")}>↓</button>'
        f'<button type="button" id="close" {label("close")}>✕</button></div>'
        f'<div class="tools"><input type="search" id="find" {label("search")} data-placeholder-zh="{find.zh}"'
        f' data-placeholder-en="{find.en}" placeholder="{find.zh}"><output id="found"></output>'
        f'<button type="button" id="translation" aria-pressed="false">{both("translation")}</button>'
        f'<a id="alone" target="_blank" rel="noopener">{both("open_page")}</a></div>'
        '<div id="pages" tabindex="0"></div></aside>'
    )


def _chats_dialog() -> str:
    return (
        f'<dialog id="chats-dialog" {label("chats")}><div class="tools"><strong>{both("chats")}</strong>'
        f'<button type="button" id="export-chat">{both("export_chat")}</button>'
        f'<button type="button" id="close-chats" {label("close")}>✕</button></div>'
        f'<ul id="chat-list"></ul><p id="no-chats">{both("no_chats")}</p></dialog>'
    )


def _messages() -> str:
    """Words that scripts show later, and the place where short notices are read out."""
    used = (
        "looking",
        "lost",
        "retry",
        "copied",
        "copy_failed",
        "source_lost",
        "rename",
        "delete",
        "restore",
        "asked",
        "source_mark",
    )
    kept = "".join(f'<span data-word="{name}">{both(name)}</span>' for name in used)
    placeholder = words()["placeholder"]
    return (
        f'<div id="words" hidden data-placeholder-zh="{escape(placeholder.zh)}" data-placeholder-en="{escape(placeholder.en)}">'
        f'{kept}</div><div id="notice" role="status"></div>'
    )


class ChatPage:
    """Turns Gradio's page at `/` into ours; everything else passes."""

    def __init__(self, app: ASGIApp, frame: Callable[[], str], ancestors: str = "'self'"):
        self._app = app
        self._frame = frame
        self._ancestors = ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or scope["path"].removeprefix(scope.get("root_path", "")) not in ("", "/")
        ):
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def collect(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_ours(start, body, send)

        await self._app(scope, receive, collect)

    async def _send_ours(self, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(scope=start)
        if headers.get("content-type", "").startswith("text/html"):
            nonce = secrets.token_urlsafe(16)
            body = chat_page(body.decode(), self._frame(), nonce).encode()
            headers["Content-Length"] = str(len(body))
            headers["Content-Security-Policy"] = content_security_policy(self._ancestors, nonce)
            headers["Cache-Control"] = "no-store"
        await send(start)
        await send({"type": "http.response.body", "body": body})
