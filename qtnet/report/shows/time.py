"""The exhibits of time: ties and money by the year that the documents give."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.flows import NOT_NAMED
from qtnet.report.figures.money_years import draw_money_years, prepare_money_years, sums_by_year
from qtnet.report.figures.years import draw_years, prepare_years
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import money
from qtnet.report.rows import rows
from qtnet.report.shows.money import money_source
from qtnet.report.shows.sources import documents_source
from qtnet.report.words.money import SUMS_OF_STATEMENTS
from qtnet.report.words.time import WHAT_YEARS_SAY, money_undated_text, undated_text

__all__ = ["show_money_years", "show_years"]

_REAL = ("active", "announced")


def show_years(inputs: ReportInputs, names: Mapping[str, str]) -> Exhibit:
    """Show the statements of ties by year."""
    frame = prepare_years(inputs.ties, inputs.network, names, _counted(inputs))
    each = int(frame["facts"].map(len).max()) if len(frame) else 1
    several = f" A mark stands for up to {each} statements." if each > 1 else ""
    return exhibit_of(
        "ties_by_year",
        frame,
        lambda narrow: draw_years(frame, narrow=narrow),
        title="Ties by the year that the documents give",
        reading="Each mark is one statement: squares above the line are cooperation, diamonds below it hostility."
        f"{_hollow(frame, 'not counted in the network')}{several} {undated_text(inputs.ties)} {WHAT_YEARS_SAY}",
        alt=_years_alt(frame),
        source=documents_source(inputs),
        reason="No statement of a tie gives a year.",
        table=_years_table(frame),
    )


def show_money_years(inputs: ReportInputs, names: Mapping[str, str], amounts: Mapping[str, str]) -> Exhibit:
    """Show the commitments of money by year."""
    frame = prepare_money_years(inputs.commitments, names, _counted(inputs))
    return exhibit_of(
        "money_by_year",
        frame,
        lambda narrow: draw_money_years(frame, amounts, narrow=narrow),
        title="Money by the year that the documents give",
        reading="Each dot is one commitment; each line is ten times the one below. A dash is the sum of a year with "
        f"several.{_in_no_sum(frame)} Money for several years stands at its first. "
        f"{money_undated_text(inputs.commitments)}",
        alt=_money_alt(frame),
        source=f"{money_source(inputs.funding)} {SUMS_OF_STATEMENTS}",
        reason="No commitment of money has both a year and an amount that could be converted."
        if len(inputs.commitments)
        else "The documents name no amount of funding.",
        table=frame.drop(columns="counted"),
    )


def _counted(inputs: ReportInputs) -> Collection[str]:
    """Give the statuses that the network counts; those of real ties where the study does not say."""
    network = inputs.config.get("network", {})
    status = network.get("status") if isinstance(network, Mapping) else None
    return [str(name) for name in status] if isinstance(status, list | tuple) else _REAL


def _hollow(frame: pd.DataFrame, what: str) -> str:
    """Explain hollow marks where there are any."""
    return "" if frame["counted"].astype(bool).all() else f" Hollow: proposed or past, {what}."


def _in_no_sum(frame: pd.DataFrame) -> str:
    """Explain the hollow marks of money."""
    nobody = (frame["funder"] == NOT_NAMED) & (frame["recipient"] == NOT_NAMED)
    kinds = ["proposed or past"] * bool((~frame["counted"].astype(bool) & ~nobody).any())
    kinds += ["without payer and recipient"] * bool(nobody.any())
    return f" Hollow, in no sum: {'; '.join(kinds)}." if kinds else ""


def _years_table(frame: pd.DataFrame) -> pd.DataFrame:
    signs = ["cooperation" if sign > 0 else "hostility" for sign in frame["sign"]]
    return frame.assign(sign=signs)[["year", "tie", "sign", "kind", "technology", "status", "facts"]]


def _years_alt(frame: pd.DataFrame) -> str:
    told = [
        f"{year}: {sum(len(f) for f in part.loc[part['sign'] > 0, 'facts'])} of cooperation, "
        f"{sum(len(f) for f in part.loc[part['sign'] < 0, 'facts'])} of hostility"
        for year, part in frame.groupby("year")
    ]
    return "; ".join(told[-6:]) + "."


def _money_alt(frame: pd.DataFrame) -> str:
    sums = sums_by_year(frame)
    return "Sums by year: " + "; ".join(f"{row['year']} {money(row['amount_usd'])}" for row in rows(sums)[-6:]) + "."
