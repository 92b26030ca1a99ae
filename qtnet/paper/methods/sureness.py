"""How sure the numbers are: chance, intervals, other choices, what repeats the run, and what it cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qtnet.paper.methods.pieces import Cite, Math, Paragraph, Piece
from qtnet.paper.methods.settings import counted, listed, number, setting, words_of
from qtnet.report.labels import layers_named
from qtnet.report.sections.section import Context

__all__ = ["chance_paragraph", "choices_paragraph", "intervals_paragraph", "limits_paragraph", "repeat_paragraph"]

_NULL_SOURCES: Final = {
    "configuration": ("maslov2002", "gallo2024"),
    "strengths": ("parisi2020",),
    "signs": ("leskovec2010",),
    "dyads": ("holland1976",),
    "actors": ("krackhardt1988",),
    "across": ("maslov2002",),
}
_SOFTWARE: Final = {
    "networkx": ("NetworkX", "hagberg2008"),
    "numpy": ("NumPy", "harris2020"),
    "pandas": ("pandas", "mckinney2010"),
    "scipy": ("SciPy", "virtanen2020"),
    "statsmodels": ("statsmodels", "seabold2010"),
}


def chance_paragraph(context: Context) -> Paragraph | None:
    """Say what chance keeps, how many networks were drawn, and how p-values were made and adjusted."""
    inputs = context.inputs
    if not inputs.null and inputs.null_draws.empty:
        return None
    kind = str(setting(inputs, "bipolarity", "null") or "configuration")
    drawn = number(inputs, "bipolarity", "nulls")
    counts = inputs.null_draws.groupby("layer").size()
    nulls = drawn if drawn is not None else float(counts.max()) if len(counts) else None
    told = layers_named(inputs.null, inputs.network["layer"]).strip()
    pieces: list[Piece] = [f"Chance was given by {counted(nulls, 'random network')}" if nulls else "Chance"]
    if keys := _NULL_SOURCES.get(kind, ()):
        pieces.append(Cite(keys))
    if told:
        pieces.append(f". {told[:1].upper()}{told[1:].rstrip('.')}")
    pieces += [
        ". Every draw ends its own chain, all begun at one network that a chain from the data has reached",
        Cite.of("besag1989"),
        ", and p-values are one-sided, ",
        Math(r"p = (1 + \#\{\mathrm{null} \ge \mathrm{observed}\})/(n + 1)"),
        Cite.of("phipson2010"),
    ]
    if len(inputs.verdicts) and inputs.verdicts["q_value"].notna().any():
        pieces += ["; over the technologies they are adjusted for their number", Cite.of("benjamini1995")]
    return Paragraph(heading="Chance", pieces=(*pieces, "."))


def intervals_paragraph(context: Context) -> Paragraph | None:
    """Say what the intervals hold, and with how many draws."""
    inputs = context.inputs
    frames = (inputs.bipolarity, inputs.centrality)
    if not any(frame["ci_low"].notna().any() for frame in frames):
        return None
    draws = number(inputs, "bipolarity", "draws")
    noise = bool(setting(inputs, "bipolarity", "noise"))
    pieces: list[Piece] = [
        "Intervals of 95 % come from "
        + (f"{counted(draws, 'resample')} " if draws else "resamples ")
        + "of whole documents, in which each fact is kept with the probability that its confidence gives"
        + (", and facts are missed and signs turned at the measured rates of extraction" if noise else "")
        + ". Those of bipolarity are nested: resamples of resamples tell how far the bias-corrected estimate spreads",
        Cite.of("efron1987", "hall1988"),
        ", and the interval spans the answers with and without the correction. Intervals say what other documents of "
        "this kind would change, not what was never written about.",
    ]
    if len(inputs.reliability):
        pieces += [" Intervals of shares in the reliability diagram are Wilson's", Cite.of("wilson1927"), "."]
    return Paragraph(heading="Intervals", pieces=tuple(pieces))


def choices_paragraph(context: Context) -> Paragraph | None:
    """Say under which other choices the index was computed again."""
    inputs = context.inputs
    told = []
    if len(inputs.schemes):
        told.append("with other weights of ties")
    if len(inputs.sensitivity):
        told.append(f"under {counted(_settings(context), 'other setting')} of τ, λ, capability and poles")
    if len(inputs.influence):
        left = words_of(setting(inputs, "bipolarity", "influence")) or ["documents", "actors", "ties"]
        told.append(f"without one of the {listed(left)} at a time")
    if len(inputs.windows):
        kind = str(setting(inputs, "bipolarity", "windows") or "")
        told.append("in windows of time" + (f" ({kind.replace(':', ', ')} years)" if ":" in kind else ""))
    pieces: list[Piece] = [f"The index was computed again {listed(told)}."] if told else []
    if len(inputs.layer_similarity):
        pieces += [
            " Layers were compared by shared pairs and actors, by the order of actors and by their spectra",
            Cite.of("brodka2018", "nicosia2015", "dedomenico2015reducibility"),
            ".",
        ]
    return Paragraph(heading="Other choices", pieces=tuple(pieces)) if pieces else None


def _settings(context: Context) -> int:
    names = [n for n in ("tau", "lambda", "capability", "poles") if n in context.inputs.sensitivity.columns]
    return len(context.inputs.sensitivity[names].drop_duplicates()) - 1 if names else 0


def repeat_paragraph(context: Context) -> Paragraph:
    """Give versions, seed and hashes: what repeats the run to the byte."""
    told = context.inputs.provenance
    version = str(told.get("qtnet", told.get("version", "")))
    packages = told.get("packages")
    known = packages if isinstance(packages, Mapping) else {}
    pieces: list[Piece] = [f"All numbers were computed with qtnet {version}".rstrip(), Cite.of("qtnet")]
    pieces.append(f", Python {told['python']}" if told.get("python") else "")
    for name, (shown, key) in _SOFTWARE.items():
        if name in known:
            pieces += [f", {shown} {known[name]}", Cite.of(key)]
    pieces += ["; figures with Matplotlib", Cite.of("hunter2007"), ". "]
    if told.get("seed") is not None:
        pieces.append(f"The seed of all random numbers is {told['seed']}. ")
    if told.get("config_sha256"):
        pieces.append(f"The configuration has the SHA-256 {str(told['config_sha256'])[:16]}…; ")
    pieces.append(
        "the same documents and configuration give the same bytes. Hashes of all documents are in sources.bib."
    )
    return Paragraph(heading="Repeating the run", pieces=tuple(piece for piece in pieces if piece))


def limits_paragraph(context: Context) -> Paragraph:
    """Say what the numbers cannot say."""
    inputs = context.inputs
    told = [
        "The numbers follow what documents say, not what is the case: a tie that nobody wrote about does not count, "
        "and one that many wrote about counts more.",
    ]
    if inputs.exploratory:
        told.append(
            f"With {inputs.exploratory_reason} all numbers of bipolarity are exploratory: the intervals do not cover "
            "what they promise, and none is a finding."
        )
    told.append(
        "The index is no share and no probability, it does not compare between corpora that were collected "
        "differently, and a value of 0 says that one part is missing, not that no split was measured."
    )
    return Paragraph(heading="Limits", pieces=(" ".join(told),))
