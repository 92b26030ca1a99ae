"""The dictionary of the results: what each CSV of a run holds, and each of its columns, with its unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from qtnet.facts.schema import TABLES

__all__ = ["column_meaning", "results_dictionary", "table_meaning"]

_HEAD: Final = """# The files of this folder

One CSV per table, UTF-8, comma-separated; an empty cell is undefined or not stated, never 0. Lists of fact ids are
separated by spaces. `report.json` holds the same tables for `qtnet report`. Read codes as text: `NA` is Namibia.
Intervals are 95 % intervals over resampled corpora: documents drawn again with replacement and, where the method
says so, each fact with its confidence.
"""

_FILES: Final = {
    "actors": "Actors as each document names them",
    "alignment": "Where each actor stands between the poles, per layer",
    "bipolarity": "Components of the bipolarity index per layer. C: two capable poles; S: separation of cooperation; "
    "H: alignment of hostility; D: two blocs suffice; X: the layers split alike; B: mean of S, H, D (and X), each "
    "clipped to 0 to 1; TBI = sqrt(C·B), 0 to 1; TBI*: TBI beyond the mean of chance; sqrt(C·S): cooperation alone; "
    "J: share of hostility between the poles minus share of cooperation that crosses, 1 a perfect divide",
    "bloc_count": "How many blocs stand out from chance: parallel analysis, one row per number of blocs",
    "bloc_support": "How often each actor stands with its bloc in resampled corpora",
    "blocs": "The bloc (community) of each actor and layer",
    "bridges": "Actors tied to both poles, by how much runs over them",
    "camps": "The division into two camps that leaves least over, for all layers together",
    "centrality": "Centralities of each actor; `qtnet list metrics` gives formula and range of each metric",
    "coassignment": "Share of the repeated searches in which two actors are in the same bloc, actor by actor",
    "commitments": "Commitments of money, each once although several documents may tell it",
    "documents": "The documents that were read",
    "frustrated_ties": "Ties that do not fit the best common division into two camps",
    "frustration": "Least weight of ties that any division into two camps leaves over, per layer and for all",
    "funding": "Statements of money",
    "funding_flows": "Money by funder, recipient and technology: sums of statements that may overlap, not a budget",
    "funding_totals": "Money by technology: sums of statements that may overlap, not a budget",
    "influence": "How far the headline moves when one document, actor or tie is left out",
    "layer_similarity": "How alike two layers are, by several measures",
    "network": "Ties of the network that the metrics read",
    "network_actors": "Actors of the network",
    "null_draws": "TBI of each random network",
    "preset_actors": "Actors of the network under each preset of the page's filters",
    "preset_metrics": "Metrics under each preset of the page's filters",
    "preset_ties": "Ties of the network under each preset of the page's filters",
    "presets": "The presets of the page's filters: level of the actors and which facts count",
    "quality": "Agreement of the extraction with the annotated documents, per level. Not a held-out test: the rules of "
    "the extractor were developed with documents of this kind",
    "reliability": "Confidence of ties against the share that is right in pair and mode, on annotated documents "
    "that the weights of the extractor never saw; one row per class of confidence",
    "schemes": "The headline under other schemes of weights: ties, funding, combined",
    "sensitivity": "The bipolarity components under other settings of the method",
    "ties": "Statements of ties",
    "unseen": "Agreement of the extraction with annotated documents that its weights never saw, per level",
    "unread": "The same as unseen, on those documents that nobody read while the rules of the extractor were written",
    "verdicts": "What may be said of each layer and of all layers, in one sentence",
    "window_blocs": "The bloc of each actor in windows of time, numbered alike over the windows",
    "windows": "The components of bipolarity in windows of time",
}

#: Meaning and unit of columns that mean the same in every file.
_COLUMNS: Final = {
    "actor": ("id of the actor", ""),
    "alignment": ("1 with the first pole, −1 with the second, 0 in the middle", "−1 to 1"),
    "always": ("whether the tie fits no best division", ""),
    "ambivalence": ("1 when pulled to both poles alike, 0 when to one only", "0 to 1"),
    "ambivalence_high": ("upper end of the 95 % interval of ambivalence", "0 to 1"),
    "ambivalence_low": ("lower end of the 95 % interval of ambivalence", "0 to 1"),
    "amount_usd": ("sum of the amounts; empty where none could be converted", "constant US dollars"),
    "B": ("polarisation", "0 to 1"),
    "bloc": ("number of the bloc, 1 is the largest", ""),
    "blocs": ("number of blocs asked for", "blocs"),
    "C": ("two capable poles", "0 to 1"),
    "capability": ("what the capability of a pole is measured by", ""),
    "certificate": ("optimal: proved to be the least; gap: time ran out; undefined: no ties", ""),
    "chars": ("length of the stored text", "characters"),
    "change": ("estimate minus without", "as estimate"),
    "ci_high": ("upper end of the 95 % interval", "as estimate"),
    "ci_low": ("lower end of the 95 % interval", "as estimate"),
    "confidence": ("highest confidence among the facts", "probability"),
    "country": ("country of the actor", "ISO 3166 code"),
    "D": ("two blocs suffice", "0 to 1"),
    "date": ("date of the document", ""),
    "directed": ("whether the tie runs one way, from source to target", ""),
    "doc": ("id of the document", ""),
    "documents": ("documents with a tie", "documents"),
    "domain": ("technology", ""),
    "draw": ("number of the random network", ""),
    "eigenvalue": ("eigenvalue of the modularity matrix that the last of these blocs needs", "weight"),
    "engagement": ("share of an actor's ties that pull it to either pole", "0 to 1"),
    "engagement_high": ("upper end of the 95 % interval of engagement", "0 to 1"),
    "engagement_low": ("lower end of the 95 % interval of engagement", "0 to 1"),
    "end": ("last year of the window", "year"),
    "estimate": ("the value", "see the metric"),
    "extraction_share": ("part of the variance over resampled corpora that errors of extraction alone make", "0 to 1"),
    "f1": ("harmonic mean of precision and recall", "0 to 1"),
    "facts": ("ids of the statements behind the row", ""),
    "funder": ("who pays; empty when not named", ""),
    "group": ("actors joined by ties; sides compare within a group only", ""),
    "H": ("alignment of hostility", "at most 1"),
    "J": ("share of hostility between the poles minus share of cooperation that crosses", "−1 to 1"),
    "hostile_events": ("independent hostile events", "events"),
    "item": ("id of what is left out", ""),
    "key": ("id of the preset", ""),
    "kind": ("kind of actor", ""),
    "label": ("name to show", ""),
    "lambda": ("weight of hostility relative to cooperation", ""),
    "language": ("language of the text", "ISO 639 code"),
    "layer": ("technology or other layer; (all) is the whole network", ""),
    "layer_a": ("the one layer", ""),
    "layer_b": ("the other layer", ""),
    "level": ("what must agree: pair and sign; mode; domain; full (status too); money; money+actors", ""),
    "lower_bound": ("what no division can go below", "weight"),
    "metric": ("name of the quantity", ""),
    "min_confidence": ("least confidence of a fact that counts", "probability"),
    "mode": ("kind of tie", ""),
    "n": ("number of observations behind the value", ""),
    "n_documents": ("documents with a tie", "documents"),
    "n_evidence": ("pieces of evidence that make up the weight", ""),
    "n_facts": ("facts that count", "facts"),
    "n_not_converted": ("commitments left out of the sum: no rate is known", "commitments"),
    "n_unnamed": ("commitments left out of the sum: neither payer nor recipient is named", "commitments"),
    "unnamed_usd": ("their sum, counted nowhere else; empty where there is none", "constant US dollars"),
    "facts_unnamed": ("ids of the facts that tell of them", ""),
    "n_ties": ("ties of the network", "ties"),
    "name": ("name to show", ""),
    "normalised": ("1 − 2 estimate / weight of all ties: 1 is balanced", "at most 1"),
    "null": ("what chance does and what stays", ""),
    "null_high": ("bound that 95 % of random networks keep at this rank", "as eigenvalue"),
    "null_mean": ("mean of the quantity over the random networks", "as estimate"),
    "optima": ("number of best divisions; empty where not known", ""),
    "own": ("whether this is the study's own choice", ""),
    "p_hedger": ("share of resampled corpora in which the actor stands between the poles", "0 to 1"),
    "p_pole_a": ("share of resampled corpora in which the actor stands with the first pole", "0 to 1"),
    "p_pole_b": ("share of resampled corpora in which the actor stands with the second pole", "0 to 1"),
    "p_first": ("share of resampled corpora in which the actor is first; equals share the place", "0 to 1"),
    "p_top": ("share of resampled corpora in which the actor is among the first five", "0 to 1"),
    "p_value": ("share of random networks with at least this value, the observed one counted", "0 to 1"),
    "pivotality": ("TBI with the actor held at the first pole minus TBI with it held at the second", "−1 to 1"),
    "poles": ("the two poles", ""),
    "precision": ("share of what was found that is right", "0 to 1"),
    "precision_high": ("upper end of the 95 % interval of precision", "0 to 1"),
    "precision_low": ("lower end of the 95 % interval of precision", "0 to 1"),
    "preset": ("id of the preset, see presets.csv", ""),
    "pull": ("direct pull to the first pole minus that to the second, as a share of both", "−1 to 1"),
    "pull_high": ("upper end of the 95 % interval of pull", "−1 to 1"),
    "pull_low": ("lower end of the 95 % interval of pull", "−1 to 1"),
    "q_value": ("p-value adjusted among the layers (Benjamini–Hochberg)", "0 to 1"),
    "rank": ("place by falling estimate, 1 is the first", "rank"),
    "rank_high": ("upper end of the 95 % interval of the rank: the worst place", "rank"),
    "rank_low": ("lower end of the 95 % interval of the rank: the best place", "rank"),
    "reason": ("why a value or its interval is missing, or how often it was undefined", ""),
    "recall": ("share of what is there that was found", "0 to 1"),
    "recall_high": ("upper end of the 95 % interval of recall", "0 to 1"),
    "recall_low": ("lower end of the 95 % interval of recall", "0 to 1"),
    "recipient": ("who is paid; empty when not named", ""),
    "role": ("hedger: between the poles, tied to both; bridge: with one, tied to both; outsider: tied to neither", ""),
    "S": ("separation of cooperation", "at most 1"),
    "scheme": ("what weighs a tie: ties, funding or combined", ""),
    "sentence": ("the verdict in words", ""),
    "sha256": ("SHA-256 of the stored text", ""),
    "settled": ("whether every best division sets the actor alike", ""),
    "side": ("1 or −1: the camp of the actor", ""),
    "sign": ("1 cooperation, −1 hostility", ""),
    "source": ("actor at the first end of the tie, the acting one where it is directed", ""),
    "sqrt(C·S)": ("two capable poles and separated cooperation, hostility left out", "0 to 1"),
    "stability": ("share of the repeated searches on the same ties that agree; no measure of certainty", "0 to 1"),
    "stands_out": ("whether so many blocs stand out from chance", ""),
    "start": ("first year of the window", "year"),
    "start_high": ("highest alignment over several starts of the iteration", "−1 to 1"),
    "start_low": ("lowest alignment over several starts of the iteration", "−1 to 1"),
    "status": ("statuses of the facts that count", ""),
    "std_error": ("standard deviation over the resampled corpora", "as estimate"),
    "strength": ("weight of the ties of the actor", "weight"),
    "support": ("share of resampled corpora in which the actor stands with its bloc", "0 to 1"),
    "surface": ("forms in the text, separated by |", ""),
    "target": ("actor at the other end of the tie", ""),
    "tau": ("pull needed to be fully aligned", ""),
    "TBI": ("technological bipolarity index; empty where it is undefined", "0 to 1"),
    "tight": ("1 − estimate / worst case that these weights allow", "0 to 1"),
    "title": ("title of the document", ""),
    "url": ("address of the document", ""),
    "verdict": ("bipolar; chance: not told from chance; untold: too little to tell", ""),
    "weight": ("status × confidence, summed over documents, unless the study weighs by money", "weight"),
    "window": ("time window; empty is the whole time", ""),
    "without": ("the value when the item is left out", "as estimate"),
    "X": ("the layers split alike", "0 to 1"),
    "year": ("earliest year of the facts", "year"),
}

#: Columns that mean something of their own in one file.
_OWN: Final = {
    ("alignment", "estimate"): ("alignment: 1 with the first pole, −1 with the second, 0 in the middle", "−1 to 1"),
    ("alignment", "reason"): ("unreached: no path of ties leads to a pole; or why there is no interval", ""),
    ("bipolarity", "n"): ("independent hostile events", "events"),
    ("bridges", "estimate"): ("ambivalence times engagement", "0 to 1"),
    ("bridges", "reason"): ("the role in words", ""),
    ("bloc_count", "estimate"): ("modularity of the best division into at most so many blocs", ""),
    ("bloc_count", "found"): ("blocs that this division has", "blocs"),
    ("bloc_count", "n"): ("actors with a tie", "actors"),
    ("bloc_count", "p_value"): ("share of random networks with an eigenvalue as large at this rank", "0 to 1"),
    ("blocs", "estimate"): ("number of the bloc, 1 is the largest", ""),
    ("frustration", "estimate"): ("least weight left over", "weight"),
    ("frustration", "n"): ("pairs of actors with a tie, counted in each layer", "pairs"),
    ("funding_flows", "n"): ("commitments in the sum", "commitments"),
    ("funding_totals", "n"): ("commitments in the sum", "commitments"),
    ("influence", "estimate"): ("the value with everything", ""),
    ("influence", "kind"): ("what is left out: document, actor or tie", ""),
    ("layer_similarity", "n"): ("pairs or actors compared", ""),
    ("preset_metrics", "actor"): ("id of the actor; empty for the whole network", ""),
    ("presets", "level"): ("country or actor", ""),
    ("quality", "ci_high"): ("upper end of the 95 % interval of F1", "0 to 1"),
    ("quality", "ci_low"): ("lower end of the 95 % interval of F1", "0 to 1"),
    ("commitments", "amount_usd"): ("the amount; empty where it could not be converted", "constant US dollars"),
    ("commitments", "year"): ("year that the statement behind the amount gives; empty where it gives none", ""),
    ("documents", "source"): ("publisher", ""),
    ("reliability", "confidence"): ("mean confidence of the ties in the class", "probability"),
    ("reliability", "high"): ("upper end of the class", "probability"),
    ("reliability", "low"): ("lower end of the class", "probability"),
    ("reliability", "n"): ("ties in the class", "ties"),
    ("reliability", "right"): ("share that is right", "0 to 1"),
    ("unseen", "ci_high"): ("upper end of the 95 % interval of F1", "0 to 1"),
    ("unseen", "ci_low"): ("lower end of the 95 % interval of F1", "0 to 1"),
    ("unseen", "documents"): ("documents compared", "documents"),
    ("unread", "ci_high"): ("upper end of the 95 % interval of F1", "0 to 1"),
    ("unread", "ci_low"): ("lower end of the 95 % interval of F1", "0 to 1"),
    ("unread", "documents"): ("documents compared", "documents"),
    ("unread", "which"): ("which of the annotated documents these are", ""),
}


def results_dictionary(frames: Mapping[str, pd.DataFrame]) -> str:
    """Describe the files of a results folder as Markdown, in the order of their names.

    Parameters
    ----------
    frames
        The tables by the name of their file, without the ending.

    Examples
    --------
    >>> results_dictionary({"null_draws": pd.DataFrame(columns=["layer", "TBI"])}).splitlines()[-2]
    '| `TBI` | technological bipolarity index; empty where it is undefined | 0 to 1 |'
    """
    lines = [_HEAD]
    for file in sorted(frames):
        lines += [f"## {file}.csv", "", f"{_FILES[file]}.", ""]
        if file == "coassignment":
            continue  # its columns are actors
        lines += ["| column | meaning | unit or range |", "|---|---|---|"]
        for column in map(str, frames[file].columns):
            cells = (f"`{column}`", *column_meaning(file, column))
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines) + "\n"


def table_meaning(file: str) -> str:
    """Give what a table of the results holds, by the name of its file without the ending.

    Examples
    --------
    >>> table_meaning("camps")
    'The division into two camps that leaves least over, for all layers together'
    """
    return _FILES[file]


def column_meaning(file: str, column: str) -> tuple[str, str]:
    """Give meaning and unit of a column: its own in this file, that of the fact tables, or the common one.

    Examples
    --------
    >>> column_meaning("bipolarity", "n")
    ('independent hostile events', 'events')
    """
    if (file, column) in _OWN:
        return _OWN[file, column]
    if file in TABLES:
        told = next((c for c in TABLES[file].columns if c.name == column), None)
        if told is not None:
            return told.meaning, told.unit
    return _COLUMNS.get(column, ("a further column that this dictionary does not describe", ""))
