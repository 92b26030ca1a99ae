"""A judged fact found again after its id has vanished, because the extractor now reads its sentence differently.

The id of a fact is a hash of what it says, so a changed mode, domain or actor changes it. What was judged (`was`) tells
which fact of the same document is the same statement: same two actors, same sign (same amount and currency, for money),
and a quotation that overlaps. A fact that somebody has judged under its own id is never taken for another one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from qtnet.extract.vocabulary import is_directed, sign_of
from qtnet.facts.corrections import Correction
from qtnet.facts.records import Record

__all__ = ["ENDS", "find_again", "says_the_same"]

ENDS = {"ties": ("source", "target"), "funding": ("funder", "recipient")}


def find_again(
    correction: Correction,
    facts: Mapping[str, Record],
    judged: Collection[str],
    text: str,
    leaders: Mapping[str, str],
) -> str:
    """Give the id of the fact that most probably is the judged one, or an empty string.

    Parameters
    ----------
    correction
        A verdict with `was`, whose id does not occur.
    facts
        The facts of its table by id.
    judged
        Ids that have a verdict of their own.
    text
        The stored text of its document.
    leaders
        Id of each actor over the whole corpus, by its id in a document.
    """
    found = sorted(_candidates(correction, facts, judged, text, leaders), reverse=True)
    best = [fact for rank, fact in found if rank == found[0][0]]
    return best[0] if len(best) == 1 else ""


def says_the_same(correction: Correction, record: Record, leaders: Mapping[str, str]) -> bool:
    """Tell whether a fact says exactly what was judged, so that only the ids of its actors can have changed."""
    names = ("mode", "domain") if correction.table == "ties" else ("amount", "currency", "year")
    first, second = _ends(correction.table, correction.was, leaders), _ends(correction.table, record, leaders)
    return first == second and all(_same(correction.was.get(name), record[name]) for name in names)


def _candidates(
    correction: Correction,
    facts: Mapping[str, Record],
    judged: Collection[str],
    text: str,
    leaders: Mapping[str, str],
) -> Iterator[tuple[tuple[bool, bool, bool, int], str]]:
    was = correction.was
    start = text.find(str(was.get("evidence", ""))) if was.get("evidence") else -1
    end = start + len(str(was.get("evidence", "")))
    for fact, record in facts.items():
        shared = min(end, int(str(record["end"]))) - max(start, int(str(record["start"])))
        if start < 0 or record["doc"] != was.get("doc") or fact in judged or shared <= 0:
            continue
        if _is_same_statement(correction, record, leaders):
            exact = says_the_same(correction, record, leaders)
            like = [_same(was.get(name), record.get(name)) for name in ("mode", "domain")]
            yield (exact, like[0], like[1], shared), fact


def _is_same_statement(correction: Correction, record: Record, leaders: Mapping[str, str]) -> bool:
    was = correction.was
    if correction.table == "funding":
        return all(_same(was.get(name), record[name]) for name in ("amount", "currency"))
    ends = {frozenset(leaders.get(str(r.get(e)), str(r.get(e))) for e in ENDS["ties"]) for r in (was, record)}
    return len(ends) == 1 and sign_of(was["mode"]) == record["sign"]  # type: ignore[arg-type]


def _ends(table: str, record: Mapping[str, object], leaders: Mapping[str, str]) -> tuple[str, ...]:
    ends = tuple(leaders.get(str(record.get(end)), str(record.get(end))) for end in ENDS[table])
    return tuple(sorted(ends)) if table == "ties" and not is_directed(record["mode"]) else ends  # type: ignore[arg-type]


def _same(first: object, second: object) -> bool:
    """Compare two cells; an unknown number is None here and NaN there."""
    unknown = [value is None or value == "" or value != value for value in (first, second)]
    return first == second if not any(unknown) else all(unknown)
