"""The exhibit of the map."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.map import MOST_ASIDE, crosses_edge, draw_map
from qtnet.report.figures.outlines import world_source
from qtnet.report.figures.places import SEATS, prepare_links, prepare_places
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, shorten
from qtnet.report.rounding import number_text
from qtnet.report.rows import rows
from qtnet.report.shows.sources import documents_source
from qtnet.report.words.where import aside_text

__all__ = ["show_map"]

_MOST_LINES = 300  # beyond that lines cover the map, and the page grows by megabytes

_DISCLAIMER = (
    "Boundaries and names on the map imply no opinion on the legal status of any country, territory or area; the "
    "outlines are coarse and show who holds an area in fact."
)


def show_map(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show the ties between places."""
    places = prepare_places(inputs.network, inputs.network_actors, blocs, names)
    links = prepare_links(inputs.network, inputs.network_actors)
    drawn = links.tail(_MOST_LINES)
    few = f" The {_MOST_LINES} heaviest of {len(links):,} lines are drawn." if len(links) > _MOST_LINES else ""
    return exhibit_of(
        "map",
        links,
        lambda narrow: draw_map(places, drawn, narrow=narrow),
        title="The ties on the map",
        reading=_reading(places) + _over_the_edge(places, drawn) + few,
        alt=_alt(places, links),
        source=f"{documents_source(inputs)} {world_source()} {_DISCLAIMER}",
        legend=(
            ("cooperation", "cooperation, bows to the north"),
            ("hostility", "hostility, bows to the south"),
            *_bloc_legend(places),
        ),
        reason="No tie joins two places.",
        table=_table(places, links),
    )


def _reading(places: pd.DataFrame) -> str:
    seats = [f"{row['name']} stands at {SEATS[row['place']][0]}, its seat. " for row in rows(places[_seated(places)])]
    several = places["actors"].map(len).gt(1).any()
    home = "Actors stand in their home country, all of one country in one mark. " if several else ""
    return (
        "A line joins two places over all technologies: thicker for more and surer facts. A mark is larger the heavier "
        f"the ties of its place. {home}{''.join(seats)}{aside_text(_missing(places), MOST_ASIDE)}"
    ).strip()


def _over_the_edge(places: pd.DataFrame, links: pd.DataFrame) -> str:
    """Explain lines that leave the map, where there are any."""
    at = {str(place): x for place, x in zip(places["place"], places["x"], strict=True) if x == x}
    pairs = zip(links["source"].astype(str), links["target"].astype(str), strict=True)
    over = any(a in at and b in at and crosses_edge(at[a], at[b]) for a, b in pairs)
    return " A line across the Pacific leaves the map at one edge and comes back at the other." if over else ""


def _seated(places: pd.DataFrame) -> pd.Series:
    return places["place"].isin(SEATS)


def _missing(places: pd.DataFrame) -> list[str]:
    return [str(name) for name in places.loc[places["x"].isna(), "name"]]


def _bloc_legend(places: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    shown = sorted({int(bloc) for bloc in places["bloc"]})
    none = "several blocs, or none" if places["actors"].map(len).gt(1).any() else "no bloc"
    return tuple((f"bloc-{bloc}", f"bloc {bloc}" if bloc else none) for bloc in shown[:6])


def _table(places: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    names = dict(zip(places["place"], places["name"], strict=True))
    heavy = links.iloc[::-1]
    return pd.DataFrame(
        {
            "from": [names[place] for place in heavy["source"]],
            "to": [names[place] for place in heavy["target"]],
            "tie": ["cooperation" if sign > 0 else "hostility" for sign in heavy["sign"]],
            "weight": heavy["weight"].tolist(),
            "technologies": [", ".join(map(layer_label, layers)) for layers in heavy["technologies"]],
            "facts": heavy["facts"].tolist(),
        }
    )


def _alt(places: pd.DataFrame, links: pd.DataFrame) -> str:
    names = {str(r["place"]): shorten(str(r["name"]), 60) for r in rows(places)}
    told = [
        f"{names[r['source']]} and {names[r['target']]} ({'cooperation' if r['sign'] > 0 else 'hostility'}, "
        f"{number_text(r['weight'])})"
        for r in rows(links.iloc[::-1].head(4))
    ]
    missing = f" {aside_text(_missing(places), MOST_ASIDE)}" if _missing(places) else ""
    return f"World map. Heaviest lines: {'; '.join(told)}.{missing}"
