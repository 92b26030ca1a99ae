"""Inputs of a page made from the annotated seeds: real documents, real facts, invented scores.

Nothing here is a result. The numbers are drawn once from a fixed generator so that the page has something to show
before, and apart from, the stages that compute them.
"""

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

from qtnet.report.inputs import ReportInputs
from qtnet.results import MULTILAYER, tidy

NAMES = {
    "AU": "Australia", "CA": "Canada", "CH": "Switzerland", "CN": "China", "DK": "Denmark", "ES": "Spain",
    "EU": "European Union", "FI": "Finland", "FR": "France", "GB": "United Kingdom", "IN": "India", "JP": "Japan",
    "NL": "Netherlands", "Quad": "Quad", "TW": "Taiwan", "US": "United States",
}  # fmt: skip
NEGATIVE = {"restriction", "rivalry"}
DIRECTED = {"supply", "funding", "restriction"}
PER_USD = {"USD": 1.0, "EUR": 0.9, "JPY": 150.0}
FULL = 8  # layers keep this many digits


def invented_inputs(root: Path) -> ReportInputs:
    """The seeds of the repository with their annotation, and invented results over them."""
    gold, seeds = root / "data" / "corpus" / "seeds" / "gold", root / "seeds"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))}
    actors, ties, funding = (_read(gold / f"{name}.csv") for name in ("actors", "ties", "funding"))
    rng = np.random.default_rng(7)
    ties = _located(ties.drop(columns="optional"), "tie", texts, rng)
    funding = _located(funding, "funding", texts, rng)
    rate = funding["currency"].map(PER_USD).astype(float)
    funding["amount_usd"] = funding["amount"].astype(float) / rate
    home = {a: c or a for a, c in zip(actors["actor"], actors["country"], strict=True)}
    network = _network(ties[ties["status"].isin(["active", "announced"])], home)
    countries = sorted(set(network["source"]) | set(network["target"]) | {"DK", "CH"})
    return ReportInputs(
        title="Quantum technology partnerships: who works with whom?",
        question="Is the world of quantum and related technologies dividing into two poles?",
        config={
            "network": {"level": "country", "weight": "ties", "status": ["active", "announced"]},
            "run": {"seed": 7},
        },
        provenance={
            "qtnet": "0.1.0",
            "seed": 7,
            "python": "3.11",
            "config_sha256": hashlib.sha256(b"invented").hexdigest(),
            "inputs": [{"doc": d, "sha256": hashlib.sha256(t.encode()).hexdigest()} for d, t in texts.items()],
            "packages": {"numpy": "2.4.6", "plotly": "7.1.0"},
        },
        documents=_documents(seeds, texts),
        texts=texts,
        actors=actors,
        ties=ties,
        funding=funding,
        network=network,
        network_actors=pd.DataFrame(
            {"actor": countries, "name": [NAMES.get(c, c) for c in countries], "kind": "country", "country": countries}
        ),
        **_scores(network, countries, rng),
        **_profile(network, countries, rng),
        funding_totals=_totals(funding),
        funding_flows=funding.assign(facts=[(f,) for f in funding["funding"]])[
            ["funder", "recipient", "domain", "amount_usd", "facts"]
        ],
        commitments=_commitments(funding),
        quality=pd.DataFrame(
            {
                "level": ["actor", "pair", "mode", "domain", "full", "money"],
                "precision": [0.85, 0.78, 0.66, 0.61, 0.55, 1.0],
                "recall": [0.8, 0.7, 0.6, 0.55, 0.5, 1.0],
                "f1": [0.82, 0.74, 0.63, 0.58, 0.52, 1.0],
                "ci_low": [0.74, 0.61, 0.5, 0.44, 0.4, 0.7],
                "ci_high": [0.88, 0.83, 0.72, 0.68, 0.63, 1.0],
            }
        ),
        unseen=pd.DataFrame(
            {
                "level": ["pair", "full"],
                "precision": [0.7, 0.5],
                "recall": [0.6, 0.4],
                "f1": [0.65, 0.44],
                "ci_low": [0.6, 0.4],
                "ci_high": [0.7, 0.5],
                "documents": 120,
            }
        ),
        reliability=pd.DataFrame(
            {
                "low": [0.0, 0.2, 0.4, 0.6, 0.8],
                "high": [0.2, 0.4, 0.6, 0.8, 1.0],
                "n": [0.0, 20.0, 30.0, 60.0, 90.0],
                "confidence": [np.nan, 0.31, 0.52, 0.7, 0.9],
                "right": [np.nan, 0.3, 0.5, 0.75, 0.88],
            }
        ),
        counts={"documents": len(texts), "sentences": 312, "candidates": 240, "facts": len(ties), "drop_negated": 3},
        null="ties rewired at random within each layer, every actor keeping its number of ties of each sign",
    )


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _documents(seeds: Path, texts: dict[str, str]) -> pd.DataFrame:
    titles = _read(seeds / "sources.csv").set_index("doc")["title"]
    return pd.DataFrame(
        {
            "doc": list(texts),
            "title": [titles.get(doc, doc) for doc in texts],
            "date": ["2025-04", "2025-11", "2025", "2025", "2025-05-13"][: len(texts)],
            "source": "",
            "url": "",
            "language": "en",
            "sha256": [hashlib.sha256(text.encode()).hexdigest() for text in texts.values()],
            "chars": [len(text) for text in texts.values()],
        }
    )


def _located(facts: pd.DataFrame, key: str, texts: dict[str, str], rng: np.random.Generator) -> pd.DataFrame:
    starts = [texts[doc].index(quote) for doc, quote in zip(facts["doc"], facts["evidence"], strict=True)]
    ids = [hashlib.sha256("|".join(row).encode()).hexdigest()[:12] for row in facts.itertuples(index=False)]
    return facts.assign(
        **{key: ids},
        start=starts,
        end=[start + len(quote) for start, quote in zip(starts, facts["evidence"], strict=True)],
        confidence=rng.beta(6, 2, len(facts)).round(3),
        rule="annotated by hand",
    )


def _network(ties: pd.DataFrame, home: dict[str, str]) -> pd.DataFrame:
    rows: dict[tuple[str, str, str, int, bool], list[pd.Series]] = {}
    for _, tie in ties.iterrows():
        source, target = home[tie["source"]], home[tie["target"]]
        directed = tie["mode"] in DIRECTED
        if source == target:
            continue
        if not directed:
            source, target = sorted((source, target))
        sign = -1 if tie["mode"] in NEGATIVE else 1
        rows.setdefault((source, target, tie["domain"], sign, directed), []).append(tie)
    return pd.DataFrame(
        [
            {
                "source": source, "target": target, "layer": layer, "sign": sign, "directed": directed,
                "weight": round(sum(t["confidence"] for t in told), 4), "year": np.nan,
                "confidence": max(t["confidence"] for t in told), "n_evidence": len(told),
                "facts": tuple(sorted(t["tie"] for t in told)),
            }
            for (source, target, layer, sign, directed), told in sorted(rows.items())
        ]
    )  # fmt: skip


def _around(estimate: float, spread: float, *, low: float, high: float) -> dict[str, float]:
    return {
        "estimate": round(min(high, max(low, estimate)), FULL),
        "ci_low": round(max(low, estimate - 1.3 * spread), FULL),
        "ci_high": round(min(high, estimate + spread), FULL),
    }


def _scores(network: pd.DataFrame, actors: list[str], rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    rows = []
    for layer in (MULTILAYER, *sorted(network["layer"].unique())):
        part = network if layer == MULTILAYER else network[network["layer"] == layer]
        for metric, top in (("pagerank", 1.0), ("strength_positive", 99.0), ("strength_negative", 99.0),
                            ("betweenness", 1.0), ("participation", 1.0)):  # fmt: skip
            sign = {"strength_negative": -1}.get(metric, 1)
            for actor in actors:
                mine = part[((part["source"] == actor) | (part["target"] == actor)) & (part["sign"] == sign)]
                size = float(mine["weight"].sum())
                value = size if top > 1 else size / (part["weight"].sum() + 1)
                spread = value * float(rng.uniform(0.2, 0.5)) + 0.001
                rows.append({"metric": metric, "layer": layer, "actor": actor,
                             **_around(value, spread, low=0.0, high=top)})  # fmt: skip
    west = {"US", "GB", "JP", "CA", "EU", "DK", "NL", "FR", "ES"}
    bloc = {a: 1 if a in west else 2 if a in {"TW", "IN", "AU", "Quad", "FI"} else 3 for a in actors}
    together = np.array([[1.0 if a == b else 0.85 if bloc[a] == bloc[b] else 0.12 for b in actors] for a in actors])
    noise = np.triu(rng.uniform(-0.1, 0.1, together.shape), 1)
    blocs = tidy([{"metric": "bloc", "layer": MULTILAYER, "actor": a, "estimate": bloc[a]} for a in actors])
    return {
        "centrality": tidy(rows),
        "blocs": blocs.assign(stability=[0.7 + 0.25 * float(rng.random()) for _ in actors]),
        "coassignment": pd.DataFrame(together + noise + noise.T, index=actors, columns=actors).clip(0, 1),
    }


def _profile(network: pd.DataFrame, actors: list[str], rng: np.random.Generator) -> dict[str, object]:
    components, draws = [], []
    for layer in (MULTILAYER, *sorted(network["layer"].unique())):
        part = network if layer == MULTILAYER else network[network["layer"] == layer]
        hostile = int((part["sign"] < 0).sum())
        for metric in ("C", "S", "H", "D", "X", "TBI", "TBI*"):
            undefined = (hostile == 0 and metric in ("H", "D", "TBI", "TBI*")) or (
                metric == "X" and layer != MULTILAYER
            )
            value = {"estimate": np.nan} if undefined else _around(
                float(rng.uniform(0.2, 0.8)), 0.25, low=-0.3 if metric in "SH" else 0.0, high=1.0)  # fmt: skip
            components.append({"metric": metric, "layer": layer, "n": hostile, **value,
                               "p_value": 0.084 if metric == "TBI" and not undefined else np.nan,
                               "reason": "no hostile tie in this layer" if undefined else ""})  # fmt: skip
        if hostile:
            null = rng.beta(4, 7, 199)
            draws += [{"layer": layer, "draw": k, "TBI": round(float(v), 4)} for k, v in enumerate(null)]
    lean = {"US": 1.0, "CN": -1.0, "GB": 0.9, "CA": 0.8, "JP": 0.7, "EU": 0.5, "TW": 0.3, "IN": 0.05, "NL": 0.6}
    aligned = []
    for actor in actors:
        value = lean.get(actor, float(rng.uniform(-0.4, 0.8)))
        spread = 0.0 if actor in ("US", "CN") else 0.3
        p_a, p_b = float(value > 0.33) * 0.8 + 0.1, float(value < -0.33) * 0.8 + 0.05
        aligned.append({"metric": "alignment", "layer": MULTILAYER, "actor": actor,
                        **_around(value, spread, low=-1.0, high=1.0),
                        "p_pole_a": p_a, "p_pole_b": p_b, "p_hedger": 1 - p_a - p_b})  # fmt: skip
    tense = network[(network["sign"] < 0)].head(3)
    return {
        "bipolarity": tidy(components),
        "alignment": tidy(aligned),
        "null_draws": pd.DataFrame(draws),
        "poles": ("US", "CN"),
        "exploratory": True,
        "exploratory_reason": "fewer than 30 independent hostile events and fewer than 100 documents",
        "frustration": tidy(
            [{"metric": "frustration", "layer": MULTILAYER, "estimate": 3.0, "n": len(network)}]
        ).assign(lower_bound=3.0, certificate="optimal"),
        "camps": pd.DataFrame(
            {
                "layer": MULTILAYER,
                "actor": actors,
                "side": [float(a == "CN") for a in actors],
                "group": 1,
                "settled": [a != "IN" for a in actors],
            }
        ),
        "frustrated_ties": tense.assign(layer=MULTILAYER)[["layer", "source", "target", "sign", "weight", "facts"]],
    }


def _commitments(funding: pd.DataFrame) -> pd.DataFrame:
    """Each amount is a commitment of its own."""
    money = funding[["funder", "recipient", "domain", "status", "amount_usd"]]
    return money.assign(
        year=pd.to_numeric(funding["year"], errors="coerce"), facts=[(fact,) for fact in funding["funding"]]
    )


def _totals(funding: pd.DataFrame) -> pd.DataFrame:
    groups = funding.groupby("domain", sort=True)
    return pd.DataFrame(
        [
            {"domain": d, "amount_usd": float(g["amount_usd"].sum()), "n": len(g), "facts": tuple(sorted(g["funding"]))}
            for d, g in groups
        ]
    )
