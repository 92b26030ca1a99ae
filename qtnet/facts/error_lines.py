"""What went wrong, one line per fact: missed or extra, at which level, what it says, and the words."""

from __future__ import annotations

import pandas as pd

from qtnet.extract.vocabulary import MODES
from qtnet.facts.matching import MONEY_LEVELS, TIE_LEVELS

__all__ = ["error_lines", "first_errors"]


def first_errors(errors: pd.DataFrame) -> pd.DataFrame:
    """Keep each wrong fact once, at the first level at which it is wrong.

    A missed pair is missed at every stricter level too; only the first says what went wrong. The errors must be in the
    order of documents, as `Scores.errors` gives them; of equal levels the order stays.
    """
    order = {level: i for i, level in enumerate((*TIE_LEVELS, *MONEY_LEVELS))}
    known: set[tuple[object, ...]] = set()
    kept = []
    for place, row in sorted(enumerate(errors.to_dict("records")), key=lambda item: order[item[1]["level"]]):
        keys = _keys({str(name): value for name, value in row.items()})
        if known.isdisjoint(keys):
            kept.append(place)
            known.add(keys[-1])
    return errors.iloc[sorted(kept)].reset_index(drop=True)


def error_lines(errors: pd.DataFrame) -> list[str]:
    """Give one line per wrong fact, at its first wrong level.

    Examples
    --------
    >>> row = {"doc": "d", "level": "pair", "outcome": "missed", "source": "EU", "target": "JP", "mode": "agreement"}
    >>> row |= {"domain": "ai", "status": "active", "evidence": "the EU and Japan", "confidence": float("nan")}
    >>> error_lines(pd.DataFrame([row]))
    ['d  missed at pair: EU – JP agreement (ai, active) «the EU and Japan»']
    """
    return [_line({str(name): value for name, value in row.items()}) for row in first_errors(errors).to_dict("records")]


def _keys(row: dict[str, object]) -> list[tuple[object, ...]]:
    """Give what the fact is at each level up to its own, the own last."""
    side = (row["doc"], row["outcome"])
    if row["level"] in MONEY_LEVELS:
        money = (*side, "money", row["amount"], row["currency"])
        return [money] if row["level"] == "money" else [money, (*money, row["funder"], row["recipient"])]
    mode = MODES[row["mode"]]  # type: ignore[index]
    pair = tuple(sorted((str(row["source"]), str(row["target"]))))
    ends = (row["source"], row["target"]) if mode.directed else pair
    keys: list[tuple[object, ...]] = [
        (*side, "pair", pair, mode.sign),
        (*side, "mode", ends, row["mode"]),
        (*side, "domain", ends, row["mode"], row["domain"]),
        (*side, "full", ends, row["mode"], row["domain"], row["status"]),
    ]
    return keys[: TIE_LEVELS.index(str(row["level"])) + 1]


def _line(row: dict[str, object]) -> str:
    head = f"{row['doc']}  {row['outcome']} at {row['level']}: "
    sure = "" if row["outcome"] == "missed" else f" confidence {row['confidence']:.2f}"
    if row["level"] in MONEY_LEVELS:
        amount = f"{row['amount']:.0f} {row['currency']}"
        what = f"{amount} {row['funder'] or '?'} → {row['recipient'] or '?'}"
    else:
        arrow = "→" if MODES[row["mode"]].directed else "–"  # type: ignore[index]
        what = f"{row['source']} {arrow} {row['target']} {row['mode']} ({row['domain']}, {row['status']})"
    return f"{head}{what}{sure} «{row['evidence']}»"
