"""Serving: one process that answers on the web, over HTTP and through Gradio."""

from __future__ import annotations

import errno
import logging
import os
import socket

from assistant.settings import Settings, SettingsError

_log = logging.getLogger(__name__)


class PortTaken(SettingsError):
    """An address that cannot be listened on."""

    def __init__(self, host: str, port: int, error: OSError):
        super().__init__(
            f"address {host}:{port}: {_reason(error)}; expected a free port of this machine; "
            f"choose another with --port or POLICY_PORT, or stop what uses it"
        )


def serve(settings: Settings) -> int:
    """Serve until stopped. Raises `PortTaken`, `CorpusError` or `IndexFault` before anything is served."""
    _log_from(settings.log_level.upper())
    with listen(settings.host, settings.port) as listening:
        from assistant.cli.opening import open_assistant

        assistant = open_assistant(settings)

        import uvicorn

        from assistant.api.app import create_app
        from assistant.web.mount import mount_chat

        app = mount_chat(create_app(assistant, settings), assistant, settings)
        config = uvicorn.Config(
            app, root_path=settings.root_path.rstrip("/"), log_level=settings.log_level.lower(),
            access_log=False, server_header=False,
        )  # fmt: skip
        _log.info("serving on http://%s:%d%s", settings.host, settings.port, settings.root_path)
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _log_from(level: str) -> None:
    """Log this level and above, also of libraries that would say more."""
    handler = logging.StreamHandler()
    handler.setLevel(level)
    logging.basicConfig(level=level, format="%(levelname)s: %(name)s: %(message)s", handlers=[handler])


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address. Raises `PortTaken`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere the option lets two servers share a port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise PortTaken(host, port, error) from error
    return bound


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "already in use"
    return f"cannot be used ({error.strerror or error})"
