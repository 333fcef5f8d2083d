"""A bare Gradio chat with the same answers, to be measured beside ours: `python -m eval.bench.bare_chat PORT DATA`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported

import gradio as gr

from assistant.assistant import Assistant
from assistant.settings import read_settings


def main() -> None:
    """Serve one Chatbot and one text box."""
    port, data = sys.argv[1:]
    assistant = Assistant.open(read_settings(data=Path(data)))

    def answer(question: str, turns: list[dict[str, str]]) -> tuple[str, list[dict[str, str]]]:
        said = assistant.answer(question).text
        return "", [*turns, {"role": "user", "content": question}, {"role": "assistant", "content": said}]

    with gr.Blocks() as chat:
        log = gr.Chatbot()
        box = gr.Textbox()
        box.submit(answer, [box, log], [box, log])
    chat.launch(server_name="127.0.0.1", server_port=int(port), quiet=True, ssr_mode=False)


if __name__ == "__main__":
    main()
