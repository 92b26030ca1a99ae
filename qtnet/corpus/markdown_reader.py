"""Markdown in, readable text out: its headings and lists stay marked, links and emphasis become their words.

The front matter (``---`` lines with ``key: value``) tells title, date, source and address, and is no text.
"""

from __future__ import annotations

import re

from qtnet.corpus.decoding import bytes_to_text, check_text
from qtnet.corpus.metadata import date_of, is_iso_date, title_of
from qtnet.corpus.reading import Reading, clean_line

__all__ = ["read_markdown"]

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n((?:(?!---|\.\.\.)[^\n]*\n){0,200})(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(title|date|source|publisher|url|link)[ \t]*:[ \t]*(\S[^\n]*)$", re.IGNORECASE | re.MULTILINE)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_REFERENCE = re.compile(r" {0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?){1,10}")
_LISTED = re.compile(r"[ \t]*(?:[-*+>#]|\d{1,3}[.)])")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
# One pair of round brackets inside an address is common (Wikipedia).
_ADDRESS = r"\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)"
_LINK = re.compile(rf"\[((?:[^\[\]\n]|\[[^\[\]\n]{{0,100}}\]){{1,500}})\](?:{_ADDRESS}|\[[^\[\]\n]{{0,200}}\])")
_AUTO = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>\n]{0,2000})?/?>")
_CODE = re.compile(r"`([^`\n]{1,500})`")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|(?<!\w)__|(?<!\w)_)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_INLINE = (
    (_IMAGE, ""),
    (_LINK, r"\1"),
    (_AUTO, r"\1"),
    (_BREAK, "\n"),
    (_TAG, ""),
    (_CODE, r"\1"),
    (_STRONG, r"\2"),
    (_STRONG, r"\2"),  # once more for *emphasis* inside **strong**
    (_ESCAPE, r"\1"),
)


def read_markdown(data: bytes, place: str, encoding: str = "") -> Reading:
    r"""Read Markdown.

    Examples
    --------
    >>> found = read_markdown(b"---\ndate: 2025-05-13\n---\n# Pact\n\n**Japan** met [Korea](http://k.example).\n", "a")
    >>> found.date, found.text
    ('2025-05-13', '# Pact\n\nJapan met Korea.\n')
    """
    source, used = bytes_to_text(data, place, encoding)
    source = check_text(source, place)
    front = _FRONT.match(source)
    fields = {key.lower(): value for key, value in _FIELD.findall(front[1])} if front else {}
    text = check_text(_plain(source[front.end() :].lstrip("\n") if front else source), place)
    date = _value(fields, "date")[:10]
    return Reading(
        text=text,
        reader="md" + ("" if used == "utf-8" else f" ({used})"),
        title=_value(fields, "title") or title_of(text),
        date=date if is_iso_date(date) else date_of(text),
        source=_value(fields, "source") or _value(fields, "publisher"),
        url=_value(fields, "url") or _value(fields, "link"),
    )


def _plain(text: str) -> str:
    lines: list[str] = []
    for line in _without_comments(text).split("\n"):
        line = _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line
        signs = line.strip()
        if not signs:
            lines.append("")
            continue
        heads = bool(lines and lines[-1].strip()) and not _LISTED.match(lines[-1])
        if heads and (set(signs) == {"="} or (set(signs) == {"-"} and len(signs) >= 3)):
            lines[-1] = ("# " if signs[0] == "=" else "## ") + lines[-1].strip()
        elif _FENCE.match(line) or _REFERENCE.match(line) or (set(signs) <= set("|:- \t") and "---" in signs):
            continue
        else:
            lines.append(_words(line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).lstrip("\n")


def _words(line: str) -> str:
    for pattern, instead in _INLINE:
        line = pattern.sub(instead, line)
    return line


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (opens := text.find("<!--", at)) >= 0:
        kept.append(text[at:opens])
        closes = text.find("-->", opens + 4)
        if closes < 0:
            # A comment that never ends is more likely a slip than half a document to hide.
            at = opens
            break
        at = closes + 3
    return "".join([*kept, text[at:]])


def _value(fields: dict[str, str], name: str) -> str:
    return clean_line(fields.get(name, "").strip().strip("\"'"))
