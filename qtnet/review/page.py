"""The review page and its data: one HTML file without any text of documents, and what its script fetches."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict
from functools import cache
from importlib.resources import files

from qtnet.errors import UnknownNameError
from qtnet.extract.vocabulary import KINDS, MODES
from qtnet.facts.annotation import ANNOTATED
from qtnet.facts.names import country_names
from qtnet.facts.schema import TABLES
from qtnet.review.desk import Desk

__all__ = ["page_html", "page_policy", "state", "text_of"]

_SCRIPTS = ("desk.js", "passage.js", "fields.js", "adding.js", "app.js")


@cache
def page_html() -> str:
    """Give the page; all it shows comes later, as data."""
    template = (files("qtnet.review") / "assets" / "page.html").read_text(encoding="utf-8")
    return template.replace("@style@", _style(), 1).replace("@script@", _script(), 1)


@cache
def page_policy() -> str:
    """Give the content security policy that allows this script and style, this server, and nothing else."""
    return (
        f"default-src 'none'; script-src {_hash(_script())}; style-src {_hash(_style())}; connect-src 'self'; "
        "img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )


def state(desk: Desk) -> dict[str, object]:
    """Give all that the page shows, but the texts of the documents."""
    facts = desk.reviewed.facts
    actors = facts.actors_resolved[["actor", "name", "kind", "country"]].to_dict("records")
    known = {str(row["actor"]) for row in actors}
    actors += [
        {"actor": code, "name": name, "kind": "country", "country": code}
        for code, name in sorted(country_names().items())
        if code not in known
    ]
    return {
        "who": desk.who,
        "file": str(desk.path),
        "questions": [asdict(question) for question in (*desk.questions.values(), *desk.added())],
        "verdicts": desk.verdicts(),
        "documents": {
            str(row["doc"]): {name: str(row[name]) for name in ("title", "date", "source", "url")}
            for row in facts.documents.to_dict("records")
        },
        "actors": actors,
        "columns": {name: _columns(name) for name in ("ties", "funding")},
        "directed": [mode for mode, about in MODES.items() if about.directed],
        "kinds": list(KINDS),
    }


def text_of(desk: Desk, doc: str) -> dict[str, object]:
    """Give the stored text of a document.

    Raises
    ------
    UnknownNameError
        If there is no such document.
    """
    if doc not in desk.reviewed.texts:
        raise UnknownNameError("document", doc, desk.reviewed.texts)
    return {"doc": doc, "text": desk.reviewed.texts[doc]}


def _columns(table: str) -> list[dict[str, object]]:
    open_to_people = [name for name in ANNOTATED[table] if name not in ("doc", "sign")]
    by_name = {column.name: column for column in TABLES[table].columns}
    return [
        {
            "name": name,
            "meaning": by_name[name].meaning,
            "type": by_name[name].type,
            "required": by_name[name].required,
            "allowed": list(by_name[name].allowed),
        }
        for name in open_to_people
    ]


@cache
def _style() -> str:
    return _asset("qtnet.report", "app.css") + _asset("qtnet.review", "review.css")


@cache
def _script() -> str:
    return "\n".join([_asset("qtnet.report", "dom.js"), *(_asset("qtnet.review", name) for name in _SCRIPTS)])


def _asset(package: str, name: str) -> str:
    return (files(package) / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
