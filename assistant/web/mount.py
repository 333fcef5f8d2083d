"""The web chat becomes part of the application; Gradio, slow to import, is imported here and nowhere earlier."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.assistant import Assistant
from assistant.compose.voice import Voice
from assistant.finish import openers
from assistant.settings import Settings
from assistant.web.draft import draft_routes
from assistant.web.frame import frame_html
from assistant.web.gradio_paths import GradioPaths
from assistant.web.page import ChatPage


def mount_chat(app: FastAPI, assistant: Assistant, settings: Settings) -> FastAPI:
    """Serve the chat at `/`."""
    import gradio as gr

    from assistant.web.chat import build_chat, theme

    def frame(question: str) -> str:
        snapshot = assistant.library.snapshot
        asked = {language: openers(snapshot, Voice(snapshot, language)) for language in ("zh", "en")}
        return frame_html(question, {d.id: d.title for d in assistant.documents}, asked)

    app.include_router(draft_routes(assistant))
    app.add_middleware(GradioPaths)
    app.add_middleware(ChatPage, frame=frame, ancestors=settings.frame_ancestors)
    mounted: FastAPI = gr.mount_gradio_app(
        app, build_chat(assistant), path="/", theme=theme(), root_path=settings.root_path or None,
        footer_links=[], run_history=False, show_error=False, ssr_mode=False, pwa=False, mcp_server=False,
    )  # fmt: skip
    return mounted
