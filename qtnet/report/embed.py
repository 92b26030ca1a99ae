"""How data and scripts stand inside the page: escaped, compressed, hashed, and always the same bytes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

from qtnet.errors import InputError

__all__ = ["SIGNS", "content_policy", "figure_json", "json_pieces", "packed", "safe_json", "unpacked"]

#: The only markup that figures use; anything else in a figure's text was not escaped.
_FIGURE_MARKUP = re.compile(r"<(?!/?(?:b|br|i)>|extra></extra>|/extra>)")

#: Signs of packed text: the 91 printable ones that open nothing in HTML.
SIGNS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "<>&")
_BITS = 13  # 2^13 < 91^2
_BLOCK = _BITS << 14  # bytes packed at once, whole pairs of signs: the bits of all take a hundred times their room
#: Where gzip names the system that compressed, which each Python fills in otherwise, and what stands there always.
_SYSTEM, _UNIX = 9, b"\x03"
_GZIP = zlib.MAX_WBITS | 16  # asks zlib for the form of gzip

_DEPTH = 2  # so far down a large value is written item by item: kind of content, then figure or table

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def safe_json(value: object) -> str:
    r"""Write JSON that cannot end a script element, with sorted keys.

    Examples
    --------
    >>> safe_json({"b": "</script>", "a": 1})
    '{"a":1,"b":"\\u003c/script\\u003e"}'
    """
    return "".join(json_pieces(value))


def json_pieces(value: object) -> Iterator[str]:
    """Give what `safe_json` writes piece by piece: a large value need not stand in memory as one text."""
    return _pieces(value, _DEPTH)


def _pieces(value: object, depth: int) -> Iterator[str]:
    """Write a mapping item by item, so that but one of them at a time takes the room of its parts."""
    if depth and isinstance(value, dict) and all(type(key) is str for key in value):
        for place, key in enumerate(sorted(value)):
            yield ("," if place else "{") + _plain_json(key) + ":"
            yield from _pieces(value[key], depth - 1)
        yield "}" if value else "{}"
    else:
        yield _plain_json(value)


def _plain_json(value: object) -> str:
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True, allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda found: _ESCAPES[found.group()], text)


def packed(text: str | Iterable[str]) -> str:
    """Compress a text for a script element; the page unpacks it with ``DecompressionStream``.

    The bytes are written as pairs of 91 signs that hold 13 bits each, after their number and a line feed: 8 % shorter
    than base64, which counts where the library of the figures is nine tenths of the page.

    Parameters
    ----------
    text
        Or its pieces; how it is cut makes no difference.

    Examples
    --------
    >>> packed("qtnet") == packed(["qt", "net"])
    True
    """
    raw = _gzipped([text] if isinstance(text, str) else text)
    raw = raw[:_SYSTEM] + _UNIX + raw[_SYSTEM + 1 :]
    signs = (_signs(raw[start : start + _BLOCK]) for start in range(0, len(raw), _BLOCK))
    return f"{len(raw)}\n{''.join(signs)}"


def _gzipped(pieces: Iterable[str]) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return b"".join([*(deflate.compress(piece.encode("utf-8")) for piece in pieces), deflate.flush()])


def _signs(raw: bytes) -> str:
    """Write bytes as pairs of signs; the last pair is filled up with zeros."""
    bits = np.unpackbits(np.frombuffer(raw, dtype=np.uint8))
    padded = np.concatenate([bits, np.zeros(-len(bits) % _BITS, dtype=np.uint8)]).reshape(-1, _BITS)
    values = padded.astype(np.int64) @ (1 << np.arange(_BITS - 1, -1, -1))
    pairs = np.stack([values // len(SIGNS), values % len(SIGNS)], axis=1).ravel()
    signs: bytes = np.frombuffer(SIGNS.encode("ascii"), dtype=np.uint8)[pairs].tobytes()
    return signs.decode("ascii")


def unpacked(text: str) -> str:
    """Give back what `packed` compressed.

    Examples
    --------
    >>> unpacked(packed("qtnet"))
    'qtnet'
    """
    length, _, signs = text.partition("\n")
    digit = np.zeros(128, dtype=np.int64)
    digit[np.frombuffer(SIGNS.encode("ascii"), dtype=np.uint8)] = np.arange(len(SIGNS))
    pairs = digit[np.frombuffer(signs.encode("ascii"), dtype=np.uint8)].reshape(-1, 2)
    values = pairs[:, 0] * len(SIGNS) + pairs[:, 1]
    bits = (values[:, None] >> np.arange(_BITS - 1, -1, -1)) & 1
    raw = np.packbits(bits.astype(np.uint8).ravel())[: int(length)]
    return gzip.decompress(raw.tobytes()).decode("utf-8")


def content_policy(scripts: Iterable[str]) -> str:
    """Give the content security policy that allows these inline scripts and nothing from outside."""
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "connect-src 'none'; form-action 'none'; base-uri 'none'"
    )


def figure_json(name: str, figure: go.Figure, *, stored: Callable[[Sequence[str]], object] = list) -> dict[str, object]:
    """Give data and layout of a figure without the template, which the page stores once.

    Parameters
    ----------
    name
        Of the figure, for the message.
    figure
        Whose marks may have facts in their ``meta``.
    stored
        Turns the facts of a mark into what stands for them.

    Raises
    ------
    InputError
        If a text in the figure has markup that should have been escaped.
    """
    copy = figure.to_dict()
    for trace in copy["data"]:
        meta = trace.get("meta")
        if isinstance(meta, dict) and "facts" in meta:
            meta["facts"] = [stored(facts) for facts in meta["facts"]]
    copy["layout"].pop("template", None)
    plain = json.loads(to_json_plotly(copy, engine="json"))
    for text in _texts([plain["data"], plain["layout"]]):
        if _FIGURE_MARKUP.search(text):
            raise InputError(f"figure '{name}' has text that is not escaped: '{text[:80]}'; pass it through plain()")
    return {"data": plain["data"], "layout": plain["layout"]}


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
