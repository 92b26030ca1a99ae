"""What would change the answer, as frames of the page: what the index hangs on, and other schemes of weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from qtnet.inference.bipolarity import BipolarityInfluence
from qtnet.inference.bipolarity.hanging import tie_name
from qtnet.network import MultilayerNetwork
from qtnet.report.inputs import no_rows
from qtnet.report.labels import layer_label
from qtnet.results import MULTILAYER, tidy

__all__ = ["influence_frame", "scheme_frame"]

#: Items of a kind that the page shows at most, by how far the index moves.
MOST = 40
_KINDS = {"documents": "document", "actors": "actor", "ties": "tie"}
_METRICS = ("TBI", "C", "S", "H", "D", "X", "J")


def influence_frame(
    found: Sequence[BipolarityInfluence],
    net: MultilayerNetwork,
    *,
    titles: Mapping[str, str],
    names: Mapping[str, str],
) -> pd.DataFrame:
    """Give how far the numbers over all layers move when an item is left out, the most influential items first.

    Parameters
    ----------
    found
        Influence of documents, actors, ties.
    net
        The network, for the facts of each item.
    titles, names
        Titles of documents and names of actors.
    """
    frames = [_kind(each, _items(each, net, titles, names)) for each in found]
    return pd.concat(frames, ignore_index=True) if frames else no_rows("influence")


def scheme_frame(components: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Stack the components under each scheme of weights."""
    frames = [frame.assign(scheme=scheme) for scheme, frame in components.items()]
    return tidy(pd.concat(frames, ignore_index=True)) if frames else no_rows("schemes")


Item = tuple[str, tuple[str, ...]]


def _items(
    found: BipolarityInfluence, net: MultilayerNetwork, titles: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, Item]:
    """Give label and facts of each item that was left out."""
    evidence = net.evidence.merge(
        net.ties[["source", "target", "layer", "sign"]], left_on="tie", right_index=True, how="left"
    )
    if found.of == "documents":
        return {str(doc): (titles.get(str(doc)) or str(doc), _facts(own)) for doc, own in evidence.groupby("doc")}
    if found.of == "actors":
        ends = pd.concat([evidence.assign(actor=evidence[end]) for end in ("source", "target")])
        return {str(actor): (names.get(str(actor), str(actor)), _facts(own)) for actor, own in ends.groupby("actor")}
    items: dict[str, Item] = {}
    place = {actor: number for number, actor in enumerate(net.ids)}
    pairs = [sorted(pair, key=place.__getitem__) for pair in zip(evidence["source"], evidence["target"], strict=True)]
    keyed = evidence.assign(first=[a for a, _ in pairs], second=[b for _, b in pairs])
    for sign, same in ((sign, keyed[keyed["sign"] == sign]) for sign in (1, -1)):
        for (a, b, layer), own in same.groupby(["first", "second", "layer"]):
            label = tie_name(names.get(str(a), str(a)), names.get(str(b), str(b)), sign, layer_label(str(layer)))
            items[tie_name(str(a), str(b), sign, str(layer))] = (label, _facts(own))
    return items


def _facts(evidence: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(set(map(str, evidence["fact"]))))


def _kind(found: BipolarityInfluence, items: Mapping[str, Item]) -> pd.DataFrame:
    frame = found.frame
    frame = frame[(frame["layer"] == MULTILAYER) & frame["metric"].isin(_METRICS)]
    kept = _leading(frame)
    frame = frame[frame["unit"].isin(kept)]
    order = {unit: number for number, unit in enumerate(kept)}
    frame = frame.assign(place=frame["unit"].map(order)).sort_values(["place"], kind="stable")
    return pd.DataFrame(
        {
            "kind": _KINDS[found.of],
            "item": frame["unit"].astype(object),
            "label": [items.get(unit, (unit, ()))[0] for unit in frame["unit"]],
            "layer": frame["layer"],
            "metric": frame["metric"],
            "estimate": frame["without"] + frame["estimate"],
            "without": frame["without"],
            "change": frame["estimate"],
            "reason": frame["reason"],
            "facts": [items.get(unit, (unit, ()))[1] for unit in frame["unit"]],
        }
    ).reset_index(drop=True)


def _leading(frame: pd.DataFrame) -> list[str]:
    """Order the items: those without which the index is undefined, then by the change of the index, then of its parts.

    An index that is 0 moves with few items, its components with many.
    """
    change = frame.pivot_table(index="unit", columns="metric", values="estimate", dropna=False, sort=False).abs()
    undone = frame.assign(undone=frame["reason"] == "undefined without it")
    lost = undone[undone["metric"] == "TBI"].groupby("unit", sort=False)["undone"].any().reindex(change.index)
    headline = change.get("TBI", pd.Series(0.0, index=change.index)).fillna(0.0).round(9)
    parts = change.drop(columns="TBI", errors="ignore").sum(axis=1).round(9)
    order = np.lexsort((change.index.to_numpy(dtype=str), -parts, -headline, ~lost.fillna(False).to_numpy(dtype=bool)))
    return [str(unit) for unit in change.index[order][:MOST]]
