"""The server: `POST /v1/chat/completions`, streamed or not, and `GET /v1/models`, on a free port of this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from eval.scripted.behaviours import BEHAVIOURS, Behaviour
from eval.scripted.seen import Seen, prompt_to_seen

MODEL = "scripted"
_PIECE = 7  # characters in one chunk of a stream
_DRIP_SECONDS = 0.05
_ENDLESS = b"x" * 65536

Restate = Callable[[Seen], str]


class ScriptedModel(ThreadingHTTPServer):
    """Listens on a free port; `behaviour` may be changed while it runs.

    `asked` holds every request body; `hurry` ends the thinking of all.
    """

    daemon_threads = True

    def __init__(self, behaviour: str = "truthful", restate: Restate | None = None, seconds: float = 0.0):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour, self.restate, self.seconds = behaviour, restate, seconds
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.stopping = threading.Event()
        self.hurry = threading.Event()

    def begin(self, behaviour: str = "truthful") -> None:
        """Behave as at first, and forget what was asked."""
        self.behaviour, self.restate, self.seconds = behaviour, None, 0.0
        self.asked.clear()
        self.hurry.clear()

    @property
    def address(self) -> str:
        """What POLICY_LLM_BASE_URL gets."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def behaves(self, seen: Seen) -> Behaviour:
        """What it does with a prompt: questions to be restated go to `restate` where there is one."""
        if not seen.composed and self.restate:
            return Behaviour(self.restate)
        return BEHAVIOURS[self.behaviour]

    def handle_error(self, request: object, client_address: object) -> None:
        """Callers that hang up are expected."""


@contextmanager
def scripted_model(
    behaviour: str = "truthful", restate: Restate | None = None, seconds: float = 0.0
) -> Iterator[ScriptedModel]:
    """Serve; `seconds` is how long it thinks before it says anything."""
    with ScriptedModel(behaviour, restate, seconds) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopping.set()
            server.hurry.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedModel

    def do_GET(self) -> None:
        """The list of models."""
        self._json(200, {"object": "list", "data": [{"id": MODEL, "object": "model", "owned_by": "tests"}]})

    def do_POST(self) -> None:
        """One completion."""
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("authorization", ""))
        seen = prompt_to_seen(body["messages"][-1]["content"])
        behaviour = self.server.behaves(seen)
        self.server.hurry.wait(self.server.seconds)
        if not self._refuse(behaviour.wire):
            text = behaviour.say(seen)
            if body.get("stream"):
                self._stream(text, behaviour.wire)
            else:
                self._json(200, _whole(text))

    def _refuse(self, wire: str) -> bool:
        """Answers that are none."""
        busy = wire == "busy" or (wire == "busy once" and len(self.server.asked) % 2 == 1)
        if busy or wire == "busy for long":
            retry = {"Retry-After": "3600" if wire == "busy for long" else "0"}
            self._json(429, {"error": {"message": "slow down", "type": "rate_limit"}}, retry)
        elif wire == "broken":
            self._json(500, {"error": {"message": "out of memory", "type": "server_error"}})
        elif wire == "redirect":
            self._json(307, {}, {"Location": f"{self.server.address}/elsewhere"})
        elif wire == "stall":
            self.server.stopping.wait()
        else:
            return False
        return True

    def _stream(self, text: str, wire: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if wire == "endless line":
            self._send(b"data: ")
            while not self.server.stopping.is_set():
                self._send(_ENDLESS)
        self._event({"role": "assistant", "content": ""})
        piece = 50_000 if len(text) > 10_000 else _PIECE
        for start in range(0, len(text) // 2 if wire in ("cut", "silent end") else len(text), piece):
            if wire == "drip":
                self._drip(_event(_chunk({"content": text[start : start + piece]})))
            self._event({"content": text[start : start + piece]})
        if wire == "cut":
            self._send(b'data: {"id": "x", "object": "chat.comp')
            return
        if wire == "no JSON":
            self._send(b"data: {not json at all\n\n")
        if wire == "tool":
            call = {"index": 0, "id": "c1", "type": "function", "function": {"name": "search", "arguments": "{}"}}
            self._event({"tool_calls": [call]})
        if wire != "silent end":
            self._event({}, {"length": "length", "tool": "tool_calls"}.get(wire, "stop"))
        self._send(b"data: [DONE]\n\n")

    def _drip(self, line: bytes) -> None:
        """One byte at a time."""
        for byte in line:
            if self.server.stopping.is_set():
                return
            self._send(bytes([byte]))
            time.sleep(_DRIP_SECONDS)

    def _event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        self._send(_event(_chunk(delta, finish)))

    def _send(self, content: bytes) -> None:
        self.wfile.write(content)
        self.wfile.flush()

    def _json(self, status: int, value: object, headers: dict[str, str] | None = None) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        for name, said in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, said)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self._send(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": [choice]}


def _event(value: object) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"


def _whole(text: str) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20}
    return {
        "id": "x", "object": "chat.completion", "created": 1, "model": MODEL, "choices": [choice], "usage": usage,
    }  # fmt: skip
