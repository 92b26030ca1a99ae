"""The review page on this computer: a small server on the loopback address that answers nobody but its own page.

Documents may hold anything, and any page open in the same browser may try to reach the server. So each address holds a
random token; the host must be the loopback address, an origin the page's own; verdicts come as JSON, which no form of
another page can send; answers allow no script, style or connection but those of the page, and are never stored.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from qtnet.errors import InputError, UnknownNameError
from qtnet.review.desk import Desk, VerdictError
from qtnet.review.page import page_html, page_policy, state, text_of

__all__ = ["HOST", "ReviewServer", "serve"]

HOST = "127.0.0.1"
_MOST_BYTES = 1 << 20
_SECONDS = 30  # for a request to arrive, so that a silent connection holds no thread


class ReviewServer(ThreadingHTTPServer):
    """Serves one desk; `url` is the address with the token.

    Parameters
    ----------
    desk
        Questions and verdicts.
    port
        0 for a free one.

    Raises
    ------
    InputError
        If the port is taken.
    """

    daemon_threads = True

    def __init__(self, desk: Desk, *, port: int = 0) -> None:
        self.desk = desk
        self.token = secrets.token_urlsafe(24)
        self.page = page_html().encode()
        self.policy = page_policy()
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as fault:
            raise InputError(f"port {port} of {HOST}: {fault.strerror}; choose another with --port") from fault

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a page that was closed while it was answered."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def hosts(self) -> tuple[str, ...]:
        """Give what a request may name as its host."""
        return f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"


def serve(desk: Desk, *, port: int = 0, started: Callable[[str], None]) -> None:
    """Serve the review until it is interrupted; each verdict is on the disk before it is answered.

    Parameters
    ----------
    desk
        Questions and verdicts.
    port
        0 for a free one.
    started
        Called with the address of the page.
    """
    with ReviewServer(desk, port=port) as server:
        started(server.url)
        try:
            server.serve_forever(poll_interval=0.2)
        finally:
            desk.close()


class _Answer(Exception):  # noqa: N818 - it ends a request, which is no error of the program
    def __init__(self, status: HTTPStatus, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.fields = status, dict(fields or {})


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "qtnet", ""
    timeout = _SECONDS

    def do_GET(self) -> None:
        """Answer with the page, its data or the text of a document."""
        self._answer(self._read)

    def do_POST(self) -> None:
        """Save a verdict, or take the last one back."""
        self._answer(self._write)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so it is called
        """Log nothing: addresses hold the token."""

    def _answer(self, act: Callable[[str, dict[str, list[str]]], object]) -> None:
        try:
            parts = urlsplit(self.path)
            found = act(self._checked(parts.path), parse_qs(parts.query))
            if isinstance(found, bytes):
                self._send(HTTPStatus.OK, found, "text/html; charset=utf-8")
            else:
                self._send_json(HTTPStatus.OK, found)
        except _Answer as stop:
            self._send_json(stop.status, {"error": str(stop), "fields": stop.fields})
        except UnknownNameError as fault:
            self._send_json(HTTPStatus.NOT_FOUND, {"error": str(fault), "fields": {}})
        except VerdictError as fault:
            self._send_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(fault), "fields": fault.fields})
        except InputError as fault:  # the file cannot be read or written: nothing was saved
            self._send_json(HTTPStatus.CONFLICT, {"error": str(fault), "fields": {}})

    def _checked(self, path: str) -> str:
        """Give the path behind the token, of a request that comes from the page itself."""
        hosts = self.server.hosts()
        if self.headers.get("Host") not in hosts:
            raise _Answer(HTTPStatus.FORBIDDEN, f"wrong host; expected {hosts[0]}")
        origin = self.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            raise _Answer(HTTPStatus.FORBIDDEN, "requests from other pages are refused")
        if self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise _Answer(HTTPStatus.FORBIDDEN, "requests from other pages are refused")
        _, _, rest = path.partition("/")
        token, _, behind = rest.partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()):
            raise _Answer(HTTPStatus.FORBIDDEN, "wrong token; open the address that qtnet review printed")
        return behind

    def _read(self, path: str, query: dict[str, list[str]]) -> object:
        if path == "":
            return self.server.page
        if path == "api/state":
            return state(self.server.desk)
        if path == "api/text":
            return text_of(self.server.desk, query.get("doc", [""])[0])
        raise _Answer(HTTPStatus.NOT_FOUND, "there is nothing here")

    def _write(self, path: str, _query: dict[str, list[str]]) -> object:
        request = self._body()
        desk = self.server.desk
        if path == "api/judge":
            name = desk.judge(request)
            return {"id": name, "verdicts": desk.verdicts()}
        if path == "api/undo":
            return {"undone": desk.undo(), "verdicts": desk.verdicts()}
        raise _Answer(HTTPStatus.NOT_FOUND, "there is nothing here")

    def _body(self) -> dict[str, object]:
        self.close_connection = True  # what was not read of a refused body must not be taken for a request
        if self.headers.get_content_type() != "application/json":
            raise _Answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "expected application/json")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()):
            raise _Answer(HTTPStatus.LENGTH_REQUIRED, "expected a Content-Length")
        if len(length) > 9 or int(length) > _MOST_BYTES:
            raise _Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {_MOST_BYTES} bytes")
        try:
            request = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError) as fault:
            raise _Answer(HTTPStatus.BAD_REQUEST, f"not JSON: {fault}") from fault
        if not isinstance(request, dict):
            raise _Answer(HTTPStatus.BAD_REQUEST, f"{type(request).__name__}; expected an object")
        return request

    def _send_json(self, status: HTTPStatus, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        self._send(status, text.encode("utf-8", "replace"), "application/json; charset=utf-8")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Content-Security-Policy": self.server.policy,
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if self.close_connection:
            headers["Connection"] = "close"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
