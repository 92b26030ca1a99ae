"""What was measured: centralities, blocs, balance and bipolarity, each with its formula and its source."""

from __future__ import annotations

from typing import Final

from qtnet.metrics import list_metrics
from qtnet.paper.methods.pieces import Cite, Math, Paragraph, Piece, formula
from qtnet.paper.methods.settings import counted, listed, number, setting
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import metric_label
from qtnet.report.rows import keyed
from qtnet.report.sections.section import Context

__all__ = ["CENTRALITY_SOURCES", "balance_paragraph", "bipolarity_paragraph", "blocs_paragraph", "centrality_paragraph"]

#: References of each metric of actors in the registry; without one it is defined by its formula alone.
CENTRALITY_SOURCES: Final[dict[str, tuple[str, ...]]] = {
    "activity": ("nicosia2015",),
    "actor_betweenness": ("soleribalta2014", "dedomenico2015ranking"),
    "authority": ("kleinberg1999", "dedomenico2015ranking"),
    "betweenness": ("freeman1977", "brandes2001"),
    "brokerage": ("gould1989",),
    "closeness": ("marchiori2000",),
    "constraint": ("burt1992",),
    "coordinator": ("gould1989",),
    "current_flow_betweenness": ("newman2005", "brandes2005"),
    "current_flow_closeness": ("stephenson1989", "brandes2005"),
    "degree": ("battiston2014",),
    "degree_z": ("battiston2014",),
    "dependence": (),
    "effective_size": ("burt1992",),
    "efficiency_loss": ("latora2001", "latora2005"),
    "eigenvector": ("dedomenico2015ranking",),
    "gatekeeper": ("gould1989",),
    "hub": ("kleinberg1999", "dedomenico2015ranking"),
    "itinerant": ("gould1989",),
    "katz": ("katz1953", "dedomenico2015ranking"),
    "layer_dependence": (),
    "layer_entropy": ("battiston2014",),
    "liaison": ("gould1989",),
    "local_balance": ("diazdiaz2023",),
    "multiplex_pagerank": ("halu2013",),
    "pagerank": ("dedomenico2015ranking",),
    "participation": ("battiston2014",),
    "partner_concentration": ("herfindahl1950", "hirschman1964"),
    "relaxed_pagerank": ("dedomenico2015modular",),
    "representative": ("gould1989",),
    "split": ("borgatti2006",),
    "strength_in": ("barrat2004",),
    "strength_negative": ("barrat2004",),
    "strength_net": ("barrat2004",),
    "strength_out": ("barrat2004",),
    "strength_positive": ("barrat2004",),
}

_ALIGNMENT: Final = (
    r"x_i = \mathrm{clip}\Bigl(\frac{\sum_j (P_{ij} - \lambda N_{ij})\, x_j}"
    r"{\tau \sum_j (P_{ij} + \lambda N_{ij})},\, -1,\, 1\Bigr)"
)


def centrality_paragraph(context: Context) -> Paragraph | None:
    """Name each centrality of the study with its formula and its source."""
    metrics = list(dict.fromkeys(str(metric) for metric in context.inputs.centrality["metric"]))
    if not metrics:
        return None
    known = keyed(list_metrics(), "name")
    pieces: list[Piece] = ["Centrality was measured over all layers at once and in each: "]
    for place, metric in enumerate(metrics):
        name, reading = metric_label(metric)
        pieces.append(f"{'; ' if place else ''}{name}{f' ({reading})' if reading else ''}")
        if metric in known:
            pieces += [", ", *formula(str(known[metric]["formula"]))]
        if keys := CENTRALITY_SOURCES.get(metric, ()):
            pieces.append(Cite(keys))
    draws = number(context.inputs, "centrality", "draws")
    intervals = f" Intervals rest on {counted(draws, 'resample')}." if draws else ""
    return Paragraph(heading="Centrality", pieces=(*pieces, f".{intervals}"))


def blocs_paragraph(context: Context) -> Paragraph | None:
    """Say how blocs were found, and how firm they are."""
    inputs = context.inputs
    if not context.blocs:
        return None
    restarts, resolution = number(inputs, "blocs", "restarts"), number(inputs, "blocs", "resolution")
    coupling, draws = number(inputs, "blocs", "coupling"), number(inputs, "blocs", "draws")
    settings = [
        *([f"resolution γ = {resolution:g}"] if resolution is not None else []),
        *([f"coupling ω = {coupling:g}"] if coupling is not None else []),
    ]
    searched = f" from {counted(restarts, 'start')}" if restarts else ""
    pieces: list[Piece] = [
        "Blocs maximise multilayer modularity with signs and directions, ",
        Math(
            r"Q = \frac{1}{2\mu}\sum_{sr}\bigl[A^{+} - A^{-} - \gamma\bigl(k^{+}k^{+}/m^{+} - k^{-}k^{-}/m^{-}\bigr)"
            r" + \omega C\bigr]_{sr}\,\delta(g_s, g_r)"
        ),
        Cite.of("mucha2010", "gomez2009", "leicht2008"),
        f" ({listed(settings)})" if settings else "",
        f", searched{searched} by local moves, refinement and merging",
        Cite.of("traag2019"),
        ". Agreement is the share of starts that put an actor with its bloc",
    ]
    if draws and len(inputs.bloc_support):
        pieces.append(f"; support the same over {counted(draws, 'resampled corpus', 'resampled corpora')}")
    pieces.append(". Modularity finds blocs in random networks too, and blocs are communities, not poles.")
    return Paragraph(heading="Blocs", pieces=tuple(piece for piece in pieces if piece))


def balance_paragraph(context: Context) -> Paragraph | None:
    """Say how far the network is from balance was computed."""
    frame = context.inputs.frustration
    if frame.empty:
        return None
    proved = int((frame["certificate"] == "optimal").sum()) if "certificate" in frame else 0
    pieces: tuple[Piece, ...] = (
        "The frustration index, the least weight of ties that no division into two camps can fit",
        Cite.of("cartwright1956", "aref2019"),
        ", ",
        Math(r"L = \min_{\sigma \in \{\pm 1\}^n} \sum_{ij} |w_{ij}|\,[w_{ij}\sigma_i\sigma_j < 0]"),
        ", was computed by integer programming with HiGHS",
        Cite.of("huangfu2018"),
        f"; {proved} of {counted(len(frame), 'value')} {'is' if proved == 1 else 'are'} proved smallest.",
    )
    return Paragraph(heading="Structural balance", pieces=pieces)


def bipolarity_paragraph(context: Context) -> Paragraph | None:
    """Give the definition of the index and of its parts."""
    inputs = context.inputs
    if inputs.bipolarity.empty:
        return None
    poles = listed([context.names.get(pole, pole) for pole in inputs.poles])
    found = setting(inputs, "bipolarity", "poles") in ([], ())
    chosen = "given" if not found else "found: the pair among the most capable actors with the largest index"
    pieces: tuple[Piece, ...] = (
        f"Is the world of these technologies splitting into two poles? The poles, {poles}, were {chosen}. With "
        "sign-balanced weights of cooperation ",
        Math("P"),
        " and hostility ",
        Math("N"),
        " the alignment of an actor is the fixed point of ",
        Math(_ALIGNMENT),
        ", ",
        Math(r"x_A = 1,\ x_B = -1,\ \tau = 1/2,\ \lambda = 1"),
        ". " + _capability(inputs) + " With the shares of capability on the side of each pole, ",
        Math(r"s_A = \sum_i c_i \max(x_i, 0) / \sum_i c_i"),
        " and ",
        Math("s_B"),
        " likewise, ",
        Math("C = 4 s_A s_B"),
        " is 1 when two equal poles hold all; separation ",
        Math("S"),
        " is one minus the observed over the expected share of cooperation that crosses",
        Cite.of("newman2003"),
        "; hostility alignment ",
        Math("H = (f - e)/(1 - e)"),
        " is a kappa for the share of hostility between the poles",
        Cite.of("cohen1960"),
        "; two-ness ",
        Math(r"D = \max\bigl(0,\, 1 - (L_2 - L_\infty)/(L_1 - L_2)\bigr)"),
        " asks from the frustration with one, two and any number of blocs whether a third is needed",
        Cite.of("davis1967", "doreian1996"),
        "; over all layers ",
        Math(r"X = (\lambda_{\max}(R)/K - 1/K)/(1 - 1/K)"),
        " asks whether all split alike, ",
        Math("R"),
        " being the uncentred cosine similarity of the ",
        Math("K"),
        " layers' alignments, each actor weighted by its capability. The index is ",
        Math(r"\mathrm{TBI} = \sqrt{C\,B}"),
        ", ",
        Math(r"B = (S\,H\,D)^{1/3}"),
        " in a layer and ",
        Math(r"(S\,H\,D\,X)^{1/4}"),
        " over all, with parts below 0 counted as 0; ",
        Math(r"\mathrm{TBI}^{*} = \max\bigl(0, (\mathrm{TBI} - m)/(1 - m)\bigr)"),
        ", ",
        Math("m"),
        " its mean by chance. Without hostility the index is not defined.",
    )
    return Paragraph(heading="Technological bipolarity", pieces=pieces)


def _capability(inputs: ReportInputs) -> str:
    """Say what the capability of an actor is; a study takes the number of ties, the command also a table."""
    measures = inputs.sensitivity.get("capability")
    if measures is not None and len(measures) and str(measures.iloc[0]) == "given":
        return "The capability of an actor was given in a table."
    return (
        "The capability of an actor is its number of ties, of cooperation and of hostility together; no other "
        "measure was given, so that who is written about more counts as more capable."
    )
