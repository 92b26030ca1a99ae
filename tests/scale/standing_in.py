"""All of an extraction but the reading of sentences: what tables, names and copies of a large corpus cost.

``python tests/scale/standing_in.py KEPT DOCS OUT`` takes the claims that an extraction of some documents of DOCS has
kept in the folder KEPT (``.qtnet``) and deals them out to all documents in turn, every fourth organisation under
a new id, so that the number of actors grows with the corpus. It prints seconds and most memory after each stage.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qtnet.corpus import Document, read_corpus
from qtnet.extract.claims import ActorClaim, Claims
from qtnet.facts import build
from qtnet.facts.alias_suggestions import suggested, write_suggestions
from qtnet.facts.build import extract_into
from qtnet.facts.tables import TableFiles
from qtnet.study.kept import KeptResults
from qtnet.study.shards import Shards
from qtnet.study.store import decoded, record_types

_EVERY = 4


class StandIn:
    """A back end that deals out claims that were kept."""

    def __init__(self, kept: Path) -> None:
        shards, types = Shards(KeptResults(kept)), record_types(Claims)
        bodies = (shards.find(key) for key in shards)
        self._bodies = [body for body in bodies if body is not None]
        self._types = types

    def claims(self, documents: Sequence[Document]) -> Iterator[Claims]:
        """Give the claims of some document for each, cut to its length."""
        for number, document in enumerate(documents):
            turn, place = divmod(number, len(self._bodies))
            found: Claims = decoded(self._bodies[place], self._types)
            yield _dealt(found, document, turn)

    def report(self) -> dict[str, object]:
        """Give nothing."""
        return {}


def _dealt(found: Claims, document: Document, turn: int) -> Claims:
    names = {actor.actor: _name(actor, place, turn) for place, actor in enumerate(found.actors)}
    names[""] = ""
    end = len(document.text)
    return replace(
        found,
        doc=document.doc,
        actors=tuple(_renamed(actor, names[actor.actor]) for actor in found.actors),
        ties=tuple(
            replace(tie, source=names[tie.source], target=names[tie.target]) for tie in found.ties if tie.end <= end
        ),
        funding=tuple(
            replace(money, funder=names[money.funder], recipient=names[money.recipient])
            for money in found.funding
            if money.end <= end
        ),
    )


def _renamed(actor: ActorClaim, name: str) -> ActorClaim:
    if name == actor.actor:
        return actor
    return replace(actor, actor=name, surfaces=tuple(f"{form} {name.rpartition('-')[2]}" for form in actor.surfaces))


def _name(actor: ActorClaim, place: int, turn: int) -> str:
    is_new = turn and place % _EVERY == 0 and actor.kind not in ("country", "bloc")
    return f"{actor.actor}-{turn}" if is_new else actor.actor


def main(kept: Path, docs: Path, out: Path) -> None:
    """Extract with the stand-in and tell what each stage took."""
    began = time.monotonic()

    def tell(stage: str) -> None:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stderr.write(
            f"{stage}: {time.monotonic() - began:.0f} s, {time.process_time():.0f} s of the processor, {most:.0f} MiB\n"
        )

    real = build.duplicates

    def duplicates(*arguments: object, **options: object) -> object:
        tell("claims checked and put aside")
        found = real(*arguments, **options)  # type: ignore[arg-type]
        tell("copies")
        return found

    build.duplicates = duplicates  # type: ignore[assignment]
    with TableFiles(out) as files:
        corpus = read_corpus([docs])
        tell(f"{len(corpus)} documents read")
        done = extract_into(files, corpus, backend=StandIn(kept))
        tell(f"{done.counts['ties']} ties and {len(done.resolved)} actors written")
        files.finish(done.counts)
    write_suggestions(suggested(done.use, done.resolved), out)
    tell("names alike listed")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
