"""How well this version extracts from documents that its weights never saw: the stored figures of `leftout`.

``python -m qtnet.facts.leftout data/corpus --record`` writes them, to the file that is read here and into the corpus's
README between two marks, so that neither can drift from what was measured.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from qtnet.errors import InputError
from qtnet.extract.unread import UNREAD, UNREAD_DEFINITION
from qtnet.writing import write_files

__all__ = [
    "END",
    "RECORD",
    "START",
    "marked_block",
    "record",
    "unread_quality",
    "unseen_quality",
    "unseen_reliability",
    "unseen_table",
]

RECORD = Path(__file__).with_name("leftout.json")
START, END = "<!-- left-out figures: start -->", "<!-- left-out figures: end -->"
#: The collection that stands for all left-out parts.
_ALL = "a-f"
#: Collections whose details are kept; of single parts only the rates.
_KEPT = ("a-d", "e-f", _ALL, UNREAD)
_RATES = ("precision", "recall", "f1")

Records = Mapping[str, Mapping[str, Any]]


def unseen_quality(collection: str = _ALL) -> pd.DataFrame:
    """Give precision, recall and F1 per level on left-out parts of the annotated corpus.

    Parameters
    ----------
    collection
        ``a-f`` (all), ``a-d`` (rules were developed on them), ``e-f`` (on half of them), ``unread`` (on none
        of them) or a part such as ``part a``.

    Returns
    -------
    DataFrame
        `level`, `precision`, `recall`, `f1`, the interval of F1 as `ci_low`, `ci_high`, those of the other rates as
        ``precision_low``, …, and the number of `documents`.

    Examples
    --------
    >>> unseen_quality()["level"].tolist()
    ['pair', 'mode', 'domain', 'full', 'money', 'money+actors']
    """
    found = _stored()[collection]
    frame = pd.DataFrame(found["levels"]).rename(columns={"f1_low": "ci_low", "f1_high": "ci_high"})
    ends = [f"{rate}_{end}" for rate in ("precision", "recall") for end in ("low", "high")]
    return frame[["level", *_RATES, "ci_low", "ci_high", *ends]].assign(documents=found["documents"])


def unread_quality() -> pd.DataFrame:
    """Give the same rates on the documents that nobody read for the rules; `which` says which these are.

    Examples
    --------
    >>> set(unread_quality()["which"])
    {'the documents of the parts e and f with an even number'}
    """
    return unseen_quality(UNREAD).assign(which=_stored()[UNREAD]["definition"])


def unseen_reliability() -> pd.DataFrame:
    """Give confidence against the share that is right on all left-out parts: `low`, `high`, `n`, both means."""
    return pd.DataFrame(_stored()[_ALL]["reliability"]).astype(float)


def record(records: Records, readme: Path, out: Path = RECORD) -> None:
    """Store the figures of all collections and write the table between the marks of a README.

    Raises
    ------
    InputError
        If a part was left out of the figures or the README has no marks; nothing is written then.
    """
    if missing := [name for name in _KEPT if name not in records]:
        raise InputError(f"figures of {', '.join(missing)} are missing; leave out all parts to record them")
    text = marked_block(readme.read_text(encoding="utf-8"), unseen_table(records), str(readme))
    kept = {
        name: dict(of) if name in _KEPT else {key: of[key] for key in ("levels", "documents")}
        for name, of in records.items()
    }
    kept[UNREAD]["definition"] = UNREAD_DEFINITION
    write_files({out: json.dumps(kept, separators=(",", ":"), allow_nan=False) + "\n", readme: text})


def unseen_table(records: Records | None = None) -> str:
    """Give the figures as a Markdown table: collections in rows, F1 with its interval per level in columns."""
    records = _stored() if records is None else records
    levels = [row["level"] for row in next(iter(records.values()))["levels"]]
    lines = [
        f"| left out | documents | {' | '.join(levels)} | precision and recall, pair |",
        f"|---|---:|{'---|' * len(levels)}---|",
    ]
    for name, of in records.items():
        rows = {row["level"]: row for row in of["levels"]}
        cells = [_with_interval(rows[level], "f1") for level in levels]
        both = ", ".join(_with_interval(rows["pair"], rate) for rate in ("precision", "recall"))
        lines.append(f"| {name.replace('part ', '')} | {of['documents']} | {' | '.join(cells)} | {both} |")
    whole = records[_ALL]
    shares = ", ".join(f"{row['attribute']} {row['accuracy']:.3f}" for row in _attributes(whole))
    error = f"expected calibration error {whole['calibration_error']:.3f}, Brier score {whole['brier']:.3f}"
    return "\n".join([*lines, "", f"All parts together: accuracy of {shares}; {error}."])


def marked_block(text: str, block: str, name: str) -> str:
    """Put a block between the marks of a text, in place of what stands there.

    Raises
    ------
    InputError
        If the marks are not there once each, in order.
    """
    head, start, rest = text.partition(START)
    _, end, tail = rest.partition(END)
    if not start or not end or START in rest or END in tail:
        raise InputError(f"{name}: expected the marks '{START}' and '{END}' once each, in this order")
    return f"{head}{START}\n{block}\n{END}{tail}"


def _stored() -> Records:
    found: Records = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def _attributes(records: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [*records["actors"], *records["attributes"]]


def _with_interval(row: Mapping[str, Any], rate: str) -> str:
    low, high = row[f"{rate}_low"], row[f"{rate}_high"]
    return f"{row[rate]:.3f}" + (f" [{low:.2f}, {high:.2f}]" if low is not None else "")
