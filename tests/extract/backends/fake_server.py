"""A server of a language model on loopback that behaves, or misbehaves, as a test tells it to."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx  # noqa: F401 -- imports rich, whose import draws from the global generator that the tests guard


@dataclass
class Reply:
    """What the server sends: a status with a body, or nothing at all."""

    status: int = 200
    content: str = ""
    finish_reason: str = "stop"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0  # seconds
    drops: bool = False  # closes the connection without a word
    body: str | None = None  # sent as it is instead of a chat completion
    usage: dict[str, int] | None = field(default_factory=lambda: {"prompt_tokens": 1000, "completion_tokens": 100})


Answering = Callable[[dict, int], Reply]  # the request and its number, from 0


@dataclass
class FakeServer:
    """Where it listens, and what was sent to it."""

    base: str
    requests: list[dict] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def serving(answering: Answering):
    """Run a server in a thread; `answering` decides what comes back."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                number = len(server.requests)
                server.requests.append(request)
                server.headers.append(dict(self.headers))
                server.paths.append(self.path)
            reply = answering(request, number)
            time.sleep(reply.delay)
            if reply.drops:
                self.close_connection = True
                return
            self.respond(reply)

        def respond(self, reply):
            body = (reply.body if reply.body is not None else completion(reply)).encode()
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # a client that does not wait

        def log_message(self, *arguments):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as listening:
        server = FakeServer(f"http://127.0.0.1:{listening.server_port}")
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()


def completion(reply: Reply) -> str:
    if reply.status >= 400:
        return json.dumps({"error": {"message": reply.content or "no", "type": "fake"}})
    message = {"role": "assistant", "content": reply.content}
    return json.dumps(
        {
            "id": "x",
            "model": "fake-1",
            "system_fingerprint": "fp_7",
            "choices": [{"index": 0, "message": message, "finish_reason": reply.finish_reason}],
            **({"usage": reply.usage} if reply.usage else {}),
        }
    )


def document_in(request: dict) -> str:
    """The text between the markers of a request."""
    text = next(m["content"] for m in request["messages"] if m["role"] == "user")
    return text.split("<<<document ", 1)[1].split("\n", 1)[1].rsplit("\ndocument ", 1)[0]


def is_repair(request: dict) -> bool:
    return len(request["messages"]) > 2


def facts(*ties: dict, actors: list[dict] | None = None, funding: list[dict] | None = None) -> str:
    named = dict.fromkeys(end for t in ties for end in (t["source"], t["target"]))
    return json.dumps(
        {"actors": actors or [actor(name) for name in named], "ties": list(ties), "funding": funding or []},
        ensure_ascii=False,
    )


CODES = {"Oman": "OM", "Peru": "PE", "Chile": "CL", "Kenya": "KE", "Norway": "NO", "Japan": "JP", "India": "IN"}


def actor(name: str, **changed) -> dict:
    kind = "country" if name in CODES else "company"
    return {"name": name, "kind": kind, "country": CODES.get(name, ""), "surfaces": [], **changed}


def tie(source: str, target: str, evidence: str, **changed) -> dict:
    return {
        "source": source,
        "target": target,
        "mode": "agreement",
        "domain": "ai",
        "status": "active",
        "year": None,
        "instrument": "",
        "evidence": evidence,
        **changed,
    }
