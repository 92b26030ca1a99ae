"""Who is central, in words: who leads, how sure that is, and who leads by another reading of the word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from qtnet.report.evidence import facts_of_actor
from qtnet.report.figures.centrality import leading_metric
from qtnet.report.labels import metric_label, unit_of
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.report.words.sentences import CANNOT_TELL, FEW_DOCUMENTS, Part, Sentence, count
from qtnet.results import MULTILAYER

__all__ = ["SURE", "central_more", "central_sentence"]

#: A place counts as sure from this share of the resamples on.
SURE: Final = 0.95

_TOP: Final = "five"  # as in the column p_top


def central_sentence(
    centrality: pd.DataFrame, network: pd.DataFrame, names: Mapping[str, str], documents: int
) -> Sentence:
    """Say who leads, with the interval and the chance to be first; that it cannot be told where it cannot."""
    _, metric, ranked = _leading(centrality)
    if not ranked:
        return [Part(f"Who is most central {CANNOT_TELL}: no centrality is defined.")]
    opening = _by_chance if _has_chances(ranked) else _by_interval
    return opening(ranked, metric, network, names, documents)


def central_more(centrality: pd.DataFrame, names: Mapping[str, str]) -> Sentence:
    """Say who is surely near the top, and who leads by another reading of the word."""
    whole, metric, ranked = _leading(centrality)
    if not ranked:
        return []
    near = [_surely_near_the_top(ranked, names)] if _has_chances(ranked) else []
    told = [*near, _otherwise(whole, metric, str(ranked[0]["actor"]), names)]
    return [Part(" ".join(part.text for part in told if part.text))]


def _leading(centrality: pd.DataFrame) -> tuple[pd.DataFrame, str, list[Row]]:
    """Give the scores over all layers, the leading metric, and its rows from the first on."""
    whole = centrality[centrality["layer"] == MULTILAYER].dropna(subset=["estimate"])
    metric = leading_metric(whole)
    return whole, metric, rows(_ranked(whole, metric))


def _has_chances(ranked: list[Row]) -> bool:
    return bool(np.isfinite(float(ranked[0].get("p_first", np.nan))))


def _ranked(whole: pd.DataFrame, metric: str) -> pd.DataFrame:
    return whole[whole["metric"] == metric].sort_values(["estimate", "actor"], ascending=[False, True])


def _by_chance(
    ranked: list[Row], metric: str, network: pd.DataFrame, names: Mapping[str, str], documents: int
) -> list[Part]:
    """Open with the leader, and with the one who comes first as often or oftener in resampled documents."""
    leader = ranked[0]
    sure = float(leader["p_first"]) >= SURE
    few = f", but {count(documents, 'document')} are few" if documents < FEW_DOCUMENTS else ""
    parts = [
        Part(_measure(metric) if sure else f"Who is most central {CANNOT_TELL}: b{_measure(metric)[1:]}"),
        *_named(leader, network, names),
        Part(f" {'leads' if sure else 'comes out ahead'}, {'and' if sure else 'but'} comes first in "),
        Part(f"{'' if sure else 'only '}{_share(leader['p_first'])} of the resampled corpora{few if sure else ''}"),
    ]
    others = sorted(ranked[1:], key=lambda row: (-_number(row["p_first"]), str(row["actor"])))
    if not sure and others:
        parts += [Part(", "), *_named(others[0], network, names), Part(f" in {_share(others[0]['p_first'])}")]
    return [*parts, Part(".")]


def _by_interval(
    ranked: list[Row], metric: str, network: pd.DataFrame, names: Mapping[str, str], documents: int
) -> list[Part]:
    """Open with the first three where no draws of the ranks are known."""
    parts = [Part(_measure(metric))]
    for place, row in enumerate(ranked[:3]):
        parts += [Part(("", ", then ", " and ")[place]), *_named(row, network, names)]
        if place == 0:
            parts.append(Part(" is the most central"))
    return [*parts, Part("." + (_lead(ranked[0], ranked[1], names, documents) if len(ranked) > 1 else ""))]


def _lead(first: Row, second: Row, names: Mapping[str, str], documents: int) -> str:
    low, high = float(first["ci_low"]), float(second["ci_high"])
    pair = " or ".join(names.get(str(r["actor"]), str(r["actor"])) for r in (first, second))
    if not (np.isfinite(low) and np.isfinite(high)):
        return f" Whether the order would hold in other documents {CANNOT_TELL}: there are no intervals."
    if low <= high:
        return f" Their intervals overlap: whether {pair} comes first {CANNOT_TELL}."
    few = f", but {documents} documents are few" if documents < FEW_DOCUMENTS else ""
    return f" The intervals of the first two do not overlap{few}."


def _surely_near_the_top(ranked: list[Row], names: Mapping[str, str]) -> Part:
    sure = [row for row in ranked if _number(row.get("p_top")) >= SURE]
    sure.sort(key=lambda row: (-float(row["p_top"]), str(row["actor"])))
    if not sure or len(ranked) <= 5:
        return Part("" if len(ranked) <= 5 else f"No actor is among the first {_TOP} in {SURE:.0%} of the resamples.")
    told = [f"{names.get(str(row['actor']), str(row['actor']))} ({_share(row['p_top'])})" for row in sure]
    return Part(f"Surely among the first {_TOP} (share of resamples): {_listed(told)}.")


def _otherwise(whole: pd.DataFrame, metric: str, leader: str, names: Mapping[str, str]) -> Part:
    """Say who leads by the other measures: a claim that hangs on one measure is a weak one."""
    led: dict[str, list[str]] = {}
    for other in sorted(set(whole["metric"]) - {metric}):
        first = rows(_ranked(whole, str(other)).head(1))
        if first and float(first[0]["estimate"]) > 0:
            led.setdefault(str(first[0]["actor"]), []).append(_name(str(other)))
    if not led:
        return Part("")
    if set(led) == {leader}:
        return Part(f"By {_listed(led[leader])} the same actor leads.")
    told = [f"{names.get(actor, actor)} by {_listed(by)}" for actor, by in led.items()]
    return Part(f"Other readings of the word have other leaders: {'; '.join(told)}.")


def _measure(metric: str) -> str:
    unit = unit_of(metric)
    return f"By {_name(metric)}{f' ({unit})' if unit else ''}, "


def _name(metric: str) -> str:
    label = metric_label(metric)[0]
    return label.lower() if label.istitle() else label


def _named(row: Row, network: pd.DataFrame, names: Mapping[str, str]) -> list[Part]:
    actor = str(row["actor"])
    shown = estimate_text(row["estimate"], row["ci_low"], row["ci_high"])
    return [Part(f"{names.get(actor, actor)} "), Part(shown, facts_of_actor(network, actor))]


def _share(probability: object) -> str:
    share = _number(probability)
    return f"{share:.0%}" if share in (0.0, 1.0) or 0.005 <= share < 0.995 else ("<1%" if share < 0.5 else ">99%")


def _number(value: object) -> float:
    number = float(str(value)) if value is not None else 0.0
    return number if np.isfinite(number) else 0.0


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
