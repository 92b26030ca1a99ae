# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Was the Cold War bipolar, and would we have known?
#
# *Is the world splitting in two?* is asked of documents: agreements signed, exports refused. Documents are few, they
# come in bursts, and one of them may name twenty partners. So there are two questions. What does a split look like in
# numbers? And would the documents have shown it?
#
# The first part invents a world, so that the truth is known, writes its documents, and reads them back. The second
# part asks the five documents that come with qtnet. The last one takes the alliances and disputes of states from 1946
# to 1999, if you have their table.

# %%
import os
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from IPython.display import Markdown
from plotly.subplots import make_subplots

import qtnet as qt
from qtnet.inference.bipolarity import bipolarity_over_time, what_if
from qtnet.inference.nulls import signed_null
from qtnet.metrics.bipolarity import profile
from qtnet.metrics.polarisation import anchored
from qtnet.metrics.polarisation.assortativity import assortativity
from qtnet.metrics.polarisation.controversy import controversy
from qtnet.metrics.polarisation.division import tied_matrices
from qtnet.metrics.polarisation.ei_index import adaptive_ei
from qtnet.metrics.polarisation.side_modularity import signed_modularity
from qtnet.network import MultilayerNetwork, time_windows
from qtnet.report.theme import BLOC_COLOURS, COOPERATIVE, ESTIMATE, HOSTILE, INTERVAL, MUTED, NULL, PAPER, TEMPLATE

pd.options.display.precision = 2
pd.options.display.max_colwidth = None


def in_words(table):
    """A table of sentences, set to the left."""
    heads = [{"selector": "th", "props": "text-align: left"}]
    styled = (
        table.reset_index(drop=True)
        .style.format(precision=2)
        .set_properties(**{"text-align": "left", "vertical-align": "top"})
    )
    return styled.set_table_styles(heads).hide(axis="index")


# %% [markdown]
# ## A world that we know
#
# Fourteen invented states. Arland and Borovia lead a camp each, three states belong to none. Four times follow one
# another; what differs is how much of cooperation crosses between the camps, how much of hostility falls inside them,
# and how much hostility there is at all. In the third time it is everywhere, and *along no line*.

# %%
camps = {
    "Arland": ["Arland", "Calder", "Dunmark", "Estria", "Fenwick", "Gallen"],
    "Borovia": ["Borovia", "Hestor", "Ilmen", "Jarovia", "Kuresh"],
    "neither": ["Lusana", "Marivo", "Nandura"],
}
poles = ("Arland", "Borovia")
actors = [actor for members in camps.values() for actor in members]
capability = dict(zip(actors, [10, 3, 3, 2, 2, 1, 9, 2, 2, 1, 1, 3, 2, 2], strict=True))
times = pd.DataFrame(
    [
        ("two camps", 2001, 2004, 0.04, 0.02, 0.25),
        ("thaw", 2005, 2008, 0.35, 0.30, 0.12),
        ("all against all", 2009, 2012, 0.80, 0.90, 0.45),
        ("a new split", 2013, 2016, 0.12, 0.05, 0.25),
    ],
    columns=["time", "from", "to", "cooperation across", "hostility inside", "share of hostility"],
).set_index("time")
times

# %% [markdown]
# Each year has 120 documents. Most tell of one agreement or one quarrel; a measure of Arland or Borovia is told by one
# document and hits up to four states at once.

# %%
camp = np.repeat([1, -1, 0], [len(members) for members in camps.values()])
weight = np.sqrt(np.outer(*[list(capability.values())] * 2)) * np.triu(np.ones((14, 14)), 1)
leaders = {actors.index(pole) for pole in poles}
same, other = np.multiply.outer(camp, camp) > 0, np.multiply.outer(camp, camp) < 0


def chances(time):
    """Chance of each pair to be in the next document, for cooperation and for hostility."""
    row = times.loc[time]
    friendly = weight * np.where(same, 1, np.where(other, row["cooperation across"], 0.5))
    hostile = weight * np.where(other, 1, np.where(same, row["hostility inside"], 0.05))
    return friendly / friendly.sum(), hostile / hostile.sum()


def documents(rng, time, year, number):
    """One row per pair that a document names."""
    for document in range(number):
        sign = -1 if rng.random() < times.loc[time, "share of hostility"] else 1
        chance = chances(time)[int(sign < 0)]
        source, *targets = divmod(rng.choice(chance.size, p=chance.ravel()), 14)
        if sign < 0 and {source, *targets} & leaders:
            source = min({source, *targets} & leaders)
            row = chance[source] + chance[:, source]
            targets = rng.choice(14, rng.integers(1, 5), replace=False, p=row / row.sum())
        for target in targets:
            yield actors[source], actors[target], sign, year, f"{year}-{document:03d}"


rng = np.random.default_rng(7)
rows = [
    row
    for time, first, last in times[["from", "to"]].itertuples()
    for year in range(first, last + 1)
    for row in documents(rng, time, year, 120)
]
edges = pd.DataFrame(rows, columns=["source", "target", "sign", "time", "doc"]).assign(layer="chips")
edges["event"] = edges["doc"]
world = MultilayerNetwork.from_edges(edges, actors=actors)
world

# %% [markdown]
# With endless documents every pair would appear as often as its chance says. The profile of that network is the truth
# that the documents should tell.

# %%
truth = {}
for time in times.index:
    endless = [
        (actors[i], actors[j], sign, chance[i, j])
        for sign, chance in zip((1, -1), chances(time), strict=True)
        for i, j in np.argwhere(chance > 0)
    ]
    net = MultilayerNetwork.from_edges(
        pd.DataFrame(endless, columns=["source", "target", "sign", "weight"]).assign(layer="chips"), actors=actors
    )
    found = profile(net, poles=poles, capability=capability, rng=1).to_frame()
    truth[time] = found[found["layer"] == "chips"].set_index("metric")["estimate"]
true = pd.DataFrame(truth).T
assert true.loc[["two camps", "a new split"], "TBI"].min() > true.loc["thaw", "TBI"] > 0
assert (true.loc["thaw", ["S", "H"]] < true.loc["two camps", ["S", "H"]]).all()
assert true.loc["all against all", "TBI"] == 0
true[["C", "S", "H", "D", "TBI"]]

# %% [markdown]
# *Two camps* and *a new split* are bipolar, the *thaw* much less, because cooperation crosses (S) and hostility leaves
# the line (H). *All against all* is not bipolar at all, although it is the most hostile time by far: volume is not
# direction, and the index reads direction.
#
# ## What the documents tell
#
# Two years to a window. Each window gets its profile, 99 null networks in which every state keeps its numbers of
# friendly and hostile ties, and 99 corpora drawn again from the documents. Then the same is done for an archive that
# kept only **one document in eight**.

# %%
kept = rng.choice(edges["doc"].unique(), edges["doc"].nunique() // 8, replace=False)
thin = MultilayerNetwork.from_edges(edges[edges["doc"].isin(kept)], actors=actors)
asking = {"poles": poles, "capability": capability, "nulls": 99, "draws": 99, "rng": 1}
histories = {
    "all documents": bipolarity_over_time(world, width=2, **asking),
    "one document in eight": bipolarity_over_time(thin, width=2, **asking),
}
truth_by_window = [truth[time]["TBI"] for time in times.index for _ in range(2)]

figure = make_subplots(1, 2, shared_yaxes=True, subplot_titles=list(histories), horizontal_spacing=0.04)
for column, history in enumerate(histories.values(), start=1):
    table = history.to_frame().query("layer == 'chips' and metric == 'TBI'")
    place = {"row": 1, "col": column, "showlegend": column == 1}
    figure.add_scatter(
        x=table["window"], y=table["null_mean"], fill="tozeroy", mode="lines", line={"color": NULL, "shape": "hvh"},
        name="what chance gives, on average", **place,
    )  # fmt: skip
    figure.add_scatter(
        x=table["window"], y=truth_by_window, mode="lines", line={"color": HOSTILE, "shape": "hvh", "width": 3},
        name="truth", **place,
    )  # fmt: skip
    figure.add_scatter(
        x=table["window"], y=table["estimate"], mode="markers", marker={"color": ESTIMATE, "size": 10},
        error_y={"type": "data", "symmetric": False, "array": table["ci_high"] - table["estimate"], "thickness": 3,
                 "arrayminus": table["estimate"] - table["ci_low"], "color": INTERVAL, "width": 0},
        name="TBI from the documents, 95 % interval", **place,
    )  # fmt: skip
figure.update_layout(template=TEMPLATE, height=430, showlegend=True, legend_y=1.1, margin_t=80)
figure.update_yaxes(range=[-0.03, 1.03]).update_yaxes(title_text="TBI", col=1)

tables = {name: h.to_frame().query("layer == 'chips' and metric == 'TBI'") for name, h in histories.items()}
full, few = tables.values()
bipolar = np.isin(full["window"], ["2001–2002", "2003–2004", "2013–2014", "2015–2016"])
assert (full["estimate"] - truth_by_window).abs().max() < 0.2
assert (full["estimate"] > full["null_mean"])[bipolar].all()
assert (few["estimate"] > 0.4).sum() >= 6
qt.draw(figure, title="TBI in eight windows beside the truth, from all documents and from one in eight")

# %% [markdown]
# With all documents the estimates follow the truth, and in the bipolar times they lie above what chance gives.
#
# With one document in eight nearly every window *looks bipolar*, the time of all against all too. Chance alone would
# give that: a state that is seen two or three times has to line up with something. So the height of the index says
# nothing without the grey floor, and no small p-value makes a finding of a handful of quarrels. The result says so:

# %%
verdicts = pd.concat([history.verdicts.assign(archive=name) for name, history in histories.items()])
verdicts = verdicts[(verdicts["layer"] == "chips") & verdicts["window"].isin(["2001–2002", "2011–2012"])]
in_words(verdicts[["archive", "window", "sentence"]])

# %% [markdown]
# A change between windows has an interval of its own; it is a finding where the interval leaves out 0.

# %%
changes = pd.concat(
    histories["all documents"].difference(*pair).query("layer == 'chips' and metric in ['C', 'S', 'H', 'D', 'TBI']")
    for pair in (("2003–2004", "2009–2010"), ("2009–2010", "2013–2014"), ("2001–2002", "2003–2004"))
)
changes["change"] = [f"{r.estimate:+.2f} [{r.ci_low:+.2f}, {r.ci_high:+.2f}]" for r in changes.itertuples()]
in_words(changes.pivot(index="window", columns="metric", values="change").reset_index())

# %% [markdown]
# ## Who stood where
#
# Alignment runs from −1 (Borovia, purple) to +1 (Arland, green). Friends of a pole stand near it, enemies of its
# enemies too; states with ties to both lie between.

# %%
alignment = histories["all documents"].alignment.query("layer == 'chips'")
positions = alignment.pivot(index="actor", columns="window", values="estimate").loc[actors[::-1]]
figure = go.Figure(
    go.Heatmap(
        z=positions, x=positions.columns, y=positions.index, zmid=0, zmin=-1, zmax=1, xgap=2, ygap=2,
        colorscale=[[0, BLOC_COLOURS[1]], [0.5, PAPER], [1, BLOC_COLOURS[0]]], showscale=False,
        text=positions.round(1), texttemplate="%{text}", textfont_size=11,
    )
)  # fmt: skip
figure.update_layout(template=TEMPLATE, height=470, margin_t=20)
qt.draw(figure, title="Alignment of fourteen states in eight windows")

# %% [markdown]
# The camps stand through the first two times, looser in the thaw: alignment tells *with whom* more than *how sharply*.
# When all quarrel with all they dissolve, and they return in 2013. Who has much to do with both poles, and why:

# %%
two_camps = qt.bipolarity(world.window(2001, 2002), **asking)
bridges = two_camps.bridges.query("layer == 'chips'")
in_words(bridges[["actor", "role", "alignment", "ambivalence", "engagement", "why"]])

# %% [markdown]
# ## Would another index have told us?
#
# Four indices of the literature, each with what it gives on networks that chance has tied with the same numbers of
# friendly and hostile ties. The sides are found anew in each of them, as they were found in the data.

# %%
indices = {
    "random-walk controversy": partial(controversy, k=2),
    "assortativity of the sides": assortativity,
    "E–I index by density": adaptive_ei,
    "signed modularity of the sides": signed_modularity,  # the only one that reads hostility
}
cases = {
    "two camps, all documents": (world, 2001),
    "all against all, all documents": (world, 2011),
    "all against all, one document in eight": (thin, 2011),
}
figure = make_subplots(1, 3, shared_yaxes=True, subplot_titles=list(cases), horizontal_spacing=0.03)
for column, (net, first) in enumerate(cases.values(), start=1):
    window = net.window(first, first + 1)
    P, N, tied = tied_matrices(window)
    place = tuple(int(np.searchsorted(tied, window.ids.index(pole))) for pole in poles)
    null = signed_null(P, N, draws=99, rng=1)
    for name, index in indices.items():
        statistic = anchored(index, place)
        low, high = np.nanquantile(statistic(null.P, null.N), [0.05, 0.95])
        figure.add_scatter(
            x=[low, high], y=[name, name], mode="lines", line={"color": NULL, "width": 12}, row=1, col=column,
            name="what chance gives (90 %)", showlegend=column == 1 and index is assortativity, hoverinfo="x",
        )  # fmt: skip
        figure.add_scatter(
            x=[float(statistic(P, N))], y=[name], mode="markers", marker={"color": ESTIMATE, "size": 12}, hoverinfo="x",
            name="from the documents", showlegend=column == 1 and index is assortativity, row=1, col=column,
        )  # fmt: skip
figure.update_layout(template=TEMPLATE, height=300, showlegend=True, legend_y=1.16, margin_t=90)
figure.update_xaxes(range=[-0.35, 1.05])
qt.draw(figure, title="Four indices of the literature beside what chance gives")

# %% [markdown]
# The trap is common to all: on the thin archive they are high, and no higher than chance makes them. None of them asks
# whether the two sides weigh the same, and hostility is read by modularity alone.
#
# ## Does the answer hang on our choices?
#
# Each dot is the same documents with another choice: how much balance of evidence aligns an actor (τ), how much
# hostility weighs beside cooperation (λ), what capability is, which two states are the poles.

# %%
figure = make_subplots(1, 2, shared_yaxes=True, subplot_titles=["2001–2002: two camps", "2011–2012: all against all"])
all_against_all = qt.bipolarity(world.window(2011, 2012), **asking)
for column, found in enumerate((two_camps, all_against_all), start=1):
    grid = found.sensitivity.query("layer == 'chips'")
    changed = {
        "τ and λ": (grid["capability"] == "given") & (grid["poles"] == "–".join(poles)),
        "capability": grid["capability"] != "given",
        "poles": grid["poles"] != "–".join(poles),
    }
    for name, chosen in changed.items():
        part = grid[chosen]
        text = [f"τ {r.tau:.2g}, λ {r._2:g}, {r.capability}, {r.poles}" for r in part.itertuples()]
        figure.add_scatter(
            x=part["TBI"], y=[name] * len(part), mode="markers", marker={"color": ESTIMATE, "size": 10, "opacity": 0.5},
            text=text, hovertemplate="%{x:.2f}: %{text}<extra></extra>", row=1, col=column,
        )  # fmt: skip
figure.update_layout(template=TEMPLATE, height=240, margin_t=40).update_xaxes(range=[-0.03, 1.03], title_text="TBI")
qt.draw(figure, title="TBI under other choices of method, in two windows")

# %% [markdown]
# ## What if?
#
# A proposed agreement, or a state that leaves the record, changes the profile. This is arithmetic on the record and no
# forecast: nobody answers to it.

# %%
window = world.window(2013, 2014)
pact = pd.DataFrame({"source": ["Arland"] * 8, "target": ["Borovia"] * 8, "layer": "chips", "sign": 1})
changes = {
    "eight agreements of Arland with Borovia": {"add_ties": pact},
    "without Lusana": {"remove_actors": ["Lusana"]},
    "without Calder": {"remove_actors": ["Calder"]},
}
pd.DataFrame(
    {
        name: what_if(window, poles=poles, capability=capability, rng=1, **change)
        .to_frame()
        .query("layer == 'chips'")
        .set_index("metric")["estimate"]
        for name, change in changes.items()
    }
).T[["C", "S", "H", "D", "TBI"]].round(2)

# %% [markdown]
# ## Five real documents
#
# The documents that come with qtnet are five. Is the world of quantum technology bipolar?

# %%
facts = qt.extract(qt.read_corpus("../seeds"))
asked = qt.bipolarity(qt.build_network(facts, level="country"), poles=("US", "CN"), nulls=99, draws=99, rng=1)
in_words(asked.verdicts[["layer", "sentence"]])

# %%
assert asked.exploratory
assert asked.verdicts["sentence"].str.contains("cannot be told").all()
quarrels = asked.components.query("layer == '(all)' and metric == 'TBI'")["n"].item()
Markdown(
    "Nothing can be told, in any technology, and the result says so. "
    f"{quarrels:.0f} quarrels in {len(facts.documents)} documents would not settle the question if they were all true."
)

# %% [markdown]
# ## The Cold War itself
#
# Correlates of War records the alliances and disputes of states; the networks of Doreian and Mrvar (2015,
# Journal of Social Structure 16) cut 1946–1999 into windows of four years. They are not part of qtnet. To see this
# section, put the table (`source, target, sign, weight, year`; `year` is the first of the window) beside this notebook
# as `cow_signed_windows_1946_1999.csv`, or name its place in the environment variable `QTNET_COLD_WAR`.

# %%
table = Path(os.environ.get("QTNET_COLD_WAR", "cow_signed_windows_1946_1999.csv"))
curve = pd.DataFrame()
if table.is_file():
    states = pd.read_csv(table, keep_default_na=False).rename(columns={"year": "time"})
    states = states[states["time"] % 2 == 0]  # neighbouring windows share three years; every second one does
    net = MultilayerNetwork.from_edges(states.assign(layer="states"))
    cuts = [cut for cut in time_windows(net) if len(cut.network.ties)]
    history = bipolarity_over_time(net, windows=cuts, poles=("USA", "RUS"), nulls=39, draws=1, rng=1)
    parts = history.to_frame().query("layer == 'states'")
    sides = history.alignment.query("layer == 'states' and actor in ['CHN', 'EGY', 'FRA', 'GBR', 'IND']")
    curve = parts.pivot(index="window", columns="metric", values="estimate")[["C", "S", "H", "D", "TBI", "TBI*"]]
    curve = curve.assign(p=parts[parts["metric"] == "TBI"].set_index("window")["p_value"])
    curve = curve.join(sides.pivot(index="window", columns="actor", values="estimate"))
    curve = curve.rename_axis("year").reset_index().astype({"year": int})
    told = curve.set_index("year")  # what the text below says of it
    assert sorted(told["TBI*"].nsmallest(2).index) == [1988, 1992]
    assert told.loc[1974:1976, "TBI*"].max() < told.loc[1950:1970, "TBI*"].min()
    assert (told["p"] == 1 / 40).mean() > 0.9
    assert (told.loc[:1970, ["CHN"]] < 0).all(axis=None)
    assert (told.loc[1972:, "CHN"] > 0).mean() > 0.5
    assert (told.loc[1948:1972, "EGY"] < 0).all()
    assert (told["FRA"] > 0).all()
    assert (told["GBR"] > 0).mean() > 0.8
in_words(curve.iloc[::3]) if len(curve) else "no table of the Cold War found"

# %%
figure = go.Figure(layout={"template": TEMPLATE, "height": 400, "showlegend": True, "margin_t": 50})
if len(curve):
    lines = {"TBI*": (ESTIMATE, 3), "S": (COOPERATIVE, 1), "H": (HOSTILE, 1), "C": (MUTED, 1)}
    for name, (colour, width) in lines.items():
        figure.add_scatter(
            x=curve["year"], y=curve[name], mode="lines", name=name, line={"color": colour, "width": width}
        )
    for year, event in ((1953, "Stalin dies"), (1962, "Cuba"), (1972, "détente"), (1991, "the USSR ends")):
        figure.add_vline(x=year, line={"color": MUTED, "width": 1, "dash": "dot"}, annotation_text=event)
    figure.update_xaxes(title_text="first year of the window").update_yaxes(range=[-0.03, 1.03])
qt.draw(figure, title="Bipolarity of states from 1946 to 1999") if len(curve) else "nothing to draw"

# %% [markdown]
# What to see there: TBI\* is high through the 1950s and 1960s, falls in the years of détente, and is lowest about 1988
# and 1992, between walls and new states; p stands at its least (1/40) nearly always. China (CHN) is with the USSR until
# 1971 and mostly not after, Egypt (EGY) from 1948 to 1973; France (FRA) and Great Britain (GBR) are with the United
# States, but for Britain in the quarrels over fish. So yes, it was bipolar, by more than chance would give. And we
# would have known, since a table of alliances is an archive that kept everything. Documents are not.
#
# Two cautions. Capability is the number of ties here, for want of a better table, which makes C follow S; and the rise
# after 1992 is many states against Yugoslavia, one event counted many times.
