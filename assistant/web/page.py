"""The page of the chat: our own frame around Gradio's, which brings the question box and the way to the server.

Gradio writes its page for the open internet: previews for social networks, a resizer for foreign frames. This takes
those away, puts the frame in, and gives each inline script the nonce of the page's content security policy.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.headers import content_security_policy
from assistant.web.assets import assets_path

_FOREIGN = re.compile(
    r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>'
    r'|<link rel="manifest"[^>]*>'
    r"|<script>(?:(?!</script>).)*iframeResizer(?:(?!</script>).)*</script>",
    re.DOTALL,
)
_HTML = re.compile(r"<html\s[^>]*>")
_GRADIO = re.compile(r"<gradio-app.*?</gradio-app>", re.DOTALL)
_HEAD = (
    '<link rel="icon" href="{assets}/icon.svg"><link rel="stylesheet" href="{assets}/base.css">'
    '<link rel="stylesheet" href="{assets}/chat.css"><link rel="stylesheet" href="{assets}/source.css">'
    '<script src="{assets}/early.js"></script><script type="module" src="{assets}/chat.js"></script></head>'
)

Frame = Callable[[str], str]


def chat_page(page: str, frame: Frame, nonce: str) -> str:
    """Gradio's page → ours; `frame` puts itself around the question box."""
    ours = _HTML.sub('<html lang="zh-CN">', _FOREIGN.sub("", page), count=1)
    ours = ours.replace("<script", f'<script nonce="{nonce}"').replace("</head>", _HEAD.format(assets=assets_path()), 1)
    return _GRADIO.sub(lambda box: frame(box.group(0)), ours, count=1)


class ChatPage:
    """Turns Gradio's page at `/` into ours; everything else passes."""

    def __init__(self, app: ASGIApp, frame: Frame, ancestors: str = "'self'"):
        self._app = app
        self._frame = frame
        self._ancestors = ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not _is_chat(scope):
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
            body = chat_page(body.decode(), self._frame, nonce).encode()
            headers["Content-Length"] = str(len(body))
            headers["Content-Security-Policy"] = content_security_policy(self._ancestors, nonce)
            headers["Cache-Control"] = "no-store"
        await send(start)
        await send({"type": "http.response.body", "body": body})


def _is_chat(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")) in ("", "/")
