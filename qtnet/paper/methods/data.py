"""How the documents became a network: corpus and extraction, ties and layers, money."""

from __future__ import annotations

from typing import Final

from qtnet.paper.methods.pieces import Cite, Paragraph, Piece
from qtnet.paper.methods.settings import counted, listed, number, setting, words_of
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label
from qtnet.report.rows import Row, keyed
from qtnet.report.sections.section import Context
from qtnet.report.shows.money import money_source
from qtnet.report.words.money import SUMS_OF_STATEMENTS
from qtnet.report.words.quality import rate_text

__all__ = ["corpus_paragraph", "money_paragraph", "network_paragraph"]

_BACKENDS: Final = {
    "rules": "frames and a small linear model whose weights are part of the package, without a language model",
    "llm": "a language model, each answer accepted only with a verbatim quotation",
    "mix": "frames, a small linear model and a language model, each answer accepted only with a verbatim quotation",
    "spacy": "frames and a small linear model over the names that a spaCy pipeline finds",
}
_WEIGHTS: Final = {
    "ties": "the confidence of its statements, less for what is only announced, summed over independent evidence",
    "funding": "the money that its statements name, in constant US dollars",
    "combined": "its statements, those that name money counting more",
}


def corpus_paragraph(context: Context) -> Paragraph:
    """Say what was read, what extracted it, and how well that is known to work."""
    inputs = context.inputs
    facts = len(inputs.ties) + len(inputs.funding)
    version = str(inputs.provenance.get("qtnet", inputs.provenance.get("version", "")))
    backend = str(setting(inputs, "extraction", "backend") or "rules")
    pieces: list[Piece] = [
        f"The corpus holds {counted(len(inputs.documents), 'document')}. From these qtnet {version} extracted "
        f"{counted(facts, 'fact')} ({counted(len(inputs.ties), 'statement of a tie', 'statements of ties')} and "
        f"{counted(len(inputs.funding), 'commitment')} of money), each with the words that it rests on, by "
        f"{_BACKENDS.get(backend, backend)}."
    ]
    model = str(setting(inputs, "extraction", "model") or "")
    if model and backend in ("llm", "mix"):
        pieces.append(f" The model was {model}.")
    if setting(inputs, "corpus", "corrections"):
        pieces.append(" Corrections made by people were applied on every run.")
    pieces += _quality(inputs)
    return Paragraph(heading="Documents and extraction", pieces=tuple(pieces))


def _quality(inputs: ReportInputs) -> list[Piece]:
    unread, unseen, own = (
        keyed(frame, "level").get("mode") for frame in (inputs.unread, inputs.unseen, inputs.quality)
    )
    found = []
    if unread:
        found.append(f"on {_documents(unread)} that nobody read while the rules were written, with {_rates(unread)}")
    if unseen:
        found.append(f"on {'all ' if unread else ''}{_documents(unseen)} with {_rates(unseen)}")
    told: list[Piece] = []
    if found:
        told.append(
            f" Facts that agree in the pair of actors and the kind of tie are found {'; '.join(found)}. These rates "
            "come from weights fitted again without the part that is judged; the weights that the package carries are "
            "fitted to all parts, and have no such test."
        )
    if own:
        told.append(f" Against the annotation of this study it has {_rates(own)}; this is no held-out test.")
    return told or [" Its precision and recall were not measured for this study."]


def _documents(row: Row) -> str:
    return counted(float(row.get("documents", float("nan"))), "annotated document")


def _rates(row: Row) -> str:
    """Write precision and recall in per cent with their intervals."""
    return listed([f"{rate} {rate_text(row, rate)}" for rate in ("precision", "recall")])


def network_paragraph(context: Context) -> Paragraph:
    """Say which facts became ties, between whom, in which layers and with what weight."""
    inputs = context.inputs
    network = inputs.network
    level = str(setting(inputs, "network", "level") or "country")
    layers = sorted({layer_label(str(layer)) for layer in network["layer"]})
    status = words_of(setting(inputs, "network", "status")) or ["active", "announced"]
    least = number(inputs, "network", "min_confidence") or 0.0
    weight = str(setting(inputs, "network", "weight") or "ties")
    who = "countries, to which their organisations are lifted" if level == "country" else "the named actors"
    hostile = int((network["sign"] < 0).sum())
    pieces: tuple[Piece, ...] = (
        "The facts form a signed multilayer network",
        Cite.of("kivela2014"),
        f" of {counted(inputs.tied_actors, 'actor')} and {counted(len(network), 'tie')}, {hostile} of them hostile, in "
        f"{counted(len(layers), 'layer')}: {listed(layers) or 'none'}. Actors are {who}. Facts that are "
        f"{listed(status)} count"
        + (f", from a confidence of {least:g} on" if least else "")
        + f". A tie weighs {_WEIGHTS.get(weight, weight)}. Cooperation and hostility are two numbers and are never "
        "netted; a statement that names several pairs counts once in all.",
    )
    return Paragraph(heading="Network", pieces=pieces)


def money_paragraph(context: Context) -> Paragraph | None:
    """Say what the amounts are; nothing where the documents name none."""
    inputs = context.inputs
    if inputs.funding.empty:
        return None
    lost = int(inputs.funding["amount_usd"].isna().sum())
    told = f" {counted(lost, 'amount')} could not be converted." if lost else ""
    return Paragraph(heading="Money", pieces=(f"{money_source(inputs.funding)} {SUMS_OF_STATEMENTS}{told}",))
