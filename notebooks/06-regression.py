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
# # Who partners with whom, and since when?
#
# A regression of ties on what two countries have in common answers *who*; a trend, a break and a comparison of two
# periods answer *since when*. Pairs that share a country are not independent, years are few, and documents are what was
# sampled: each test below allows for that and states its null hypothesis in words. First the five documents that come
# with the project, which cannot tell much, then a simulated world in which the answer is known.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go
from IPython.display import Markdown

import qtnet as qt
from qtnet.facts import read_facts
from qtnet.inference.dyadic.covariates import pair_sum, same_group
from qtnet.inference.dyadic.graph_correlation import qap_layers
from qtnet.inference.dyadic.of_network import tie_regression
from qtnet.inference.dyadic.structure import common_partners
from qtnet.inference.trends.breaks import structural_break
from qtnet.inference.trends.lines import metric_trend
from qtnet.inference.trends.periods import period_difference
from qtnet.inference.trends.series import window_series
from qtnet.inference.trends.yearly_counts import tie_trend
from qtnet.network import MultilayerNetwork
from qtnet.report.theme import TEMPLATE

# %% [markdown]
# ## Five documents
#
# Do members of the same group cooperate more often? Each row is a covariate: the rate ratio says how many times as
# often a pair with it cooperates, the p-value comes from letting countries change places.

# %%
facts = read_facts("../data/facts")
net = qt.build_network(facts, level="country")
groups = {"both in the EU": same_group(net, "EU"), "both in the G7": same_group(net, "G7")}
tie_regression(net, groups, rng=1)

# %% [markdown]
# The result says itself what it cannot tell. Do the same pairs cooperate in several technologies?

# %%
together = qap_layers(net, rng=1, permutations=199)
together

# %%
compared = together.to_frame()
Markdown(
    f"Of {len(compared)} pairs of layers {compared['estimate'].isna().sum()} cannot be compared, and "
    f"{(compared['p_value'] < 0.05).sum()} go together (p < 0.05). "
    "But the same documents speak of several technologies, often in one sentence."
)

# %% [markdown]
# And is cooperation becoming more frequent?

# %%
trend = tie_trend(facts, rng=1)
trend

# %%
dated = facts.ties["year"].astype(str).str.strip().str.fullmatch(r"\d{4}(\.0)?")
Markdown(f"Of {len(facts.ties)} ties of the five documents {dated.sum()} have a year at all.")

# %% [markdown]
# ## A simulated world
#
# Twenty countries; 240 documents of 2012 to 2023, each with a few ties. Pairs with larger capability cooperate more
# often, two members of the G7 twice as often, and countries differ in how much is written about them. From 2018 on
# the United States and China, each with its partners, stop working together across the divide.

# %%
g7_members, others = ["US", "DE", "FR", "GB", "IT", "JP", "CA"], ["CN", "KR", "IN", "AU", "NL", "SE", "FI", "CH"]
codes = [*g7_members, *others, "SG", "IL", "BR", "ZA", "RU"]
rng = np.random.default_rng(6)
capability = dict(zip(codes, rng.normal(size=20), strict=True))
attention = rng.normal(0, 0.3, size=20)
bare = MultilayerNetwork.from_edges(pd.DataFrame({"source": ["US"], "target": ["CN"], "layer": "ai"}), actors=codes)
order = {code: place for place, code in enumerate(bare.ids)}
side = np.array([1 if code in {"CN", "RU", "ZA", "BR"} else 0 for code in bare.ids])
g7, capable = same_group(bare, "G7"), pair_sum(bare, capability)
first, second = np.triu_indices(20, 1)
interest = np.log(2) * g7 + 0.4 * capable + attention[:, None] + attention[None, :]

# %%
rows = []
for document in range(240):
    year = 2012 + document % 12
    split = -3.0 * (side[first] != side[second]) * (year >= 2018)
    weight = np.exp(interest[first, second] + split)
    for pair in rng.choice(len(first), size=4, p=weight / weight.sum()):
        layer = "ai" if rng.random() < 0.5 else "quantum"
        rows.append((bare.ids[first[pair]], bare.ids[second[pair]], layer, year, f"document {document:03d}"))
edges = pd.DataFrame(rows, columns=["source", "target", "layer", "time", "doc"])
world = MultilayerNetwork.from_edges(edges, actors=codes)
world

# %% [markdown]
# ### Who partners with whom
#
# Poisson regression of how often a pair cooperates. The errors let pairs that share a country depend on one another.
# The divide is a covariate too: all members of the G7 stand on one side, and without it they would get its effect.

# %%
same_side = (side[:, None] == side[None, :]).astype(float)
covariates = {"both in the G7": g7, "capability of both": capable, "same side of the divide": same_side}
poisson = tie_regression(world, covariates, rng=1)
poisson

# %% [markdown]
# The same question to other models: whether a pair cooperates at all (logit), counts that vary more than Poisson's
# (negative binomial), and a constant for every country, beside which capability cannot be told apart. Beside each
# estimate stands what was put in.

# %%
models = {
    "Poisson": poisson,
    "negative binomial": tie_regression(world, covariates, family="negative-binomial", rng=1),
    "logit": tie_regression(world, covariates, family="logit", rng=1),
    "Poisson, fixed effects": tie_regression(world, covariates, fixed_effects=True, rng=1),
}
terms = pd.concat([found.to_frame().assign(model=name) for name, found in models.items()])
g7_terms = terms[terms["metric"] == "both in the G7"]
figure = go.Figure(
    go.Scatter(
        x=g7_terms["estimate"],
        y=g7_terms["model"],
        mode="markers",
        error_x={
            "type": "data",
            "symmetric": False,
            "array": g7_terms["ci_high"] - g7_terms["estimate"],
            "arrayminus": g7_terms["estimate"] - g7_terms["ci_low"],
        },
    )
)
figure.add_vline(x=np.log(2), line_dash="dot", annotation_text="put in")
figure.update_layout(
    template=TEMPLATE,
    margin_t=60,
    title="Both in the G7: estimate and 95 % interval",
    xaxis_title="log rate or odds ratio",
)
qt.draw(figure)

# %%
models["Poisson, fixed effects"]

# %% [markdown]
# Is a tie in quantum more likely where partners in artificial intelligence are shared? Covariates made of ties come
# from the other layer: made of the same one, they would explain ties by themselves.

# %%
from_ai = {**covariates, "common partners in ai": common_partners(world, layer="ai")}
tie_regression(world, from_ai, layer="quantum", rng=1)

# %% [markdown]
# ### Since when
#
# The share of cooperation that crosses the divide, year by year. It was made to fall in 2018; a straight line sees a
# trend, the test for a single break dates it, with an interval.

# %%


def crossing(part):
    ties = part.tie_arrays
    across = side[ties.source] != side[ties.target]
    return float(ties.weight[across].sum() / ties.weight.sum()) if len(ties) else float("nan")


series = window_series(world, crossing, name="crossing share")
straight = metric_trend(series, rng=1)
assert straight.to_frame()["p_value"].item() < 0.05
straight

# %%
broken = structural_break(series, rng=1, dependence="none")
assert broken.estimate == 2018
broken

# %%
figure = go.Figure(go.Scatter(x=series.frame["first"], y=series.frame["estimate"], mode="lines+markers"))
figure.add_vrect(x0=broken.ci_low - 0.5, x1=broken.ci_high + 0.5, opacity=0.15, line_width=0, fillcolor="gray")
figure.add_vline(x=broken.estimate - 0.5, line_dash="dot")
figure.update_layout(
    template=TEMPLATE,
    margin_t=60,
    title="Cooperation across the divide and the year of its break",
    yaxis_title="share",
    xaxis_title="",
)
qt.draw(figure)

# %% [markdown]
# Between two periods that were fixed beforehand, documents can be exchanged to see what chance would do:

# %%
period_difference(
    world, crossing, name="crossing share", before=(2012, 2017), after=(2018, 2023), rng=1, draws=399, permutations=399
)

# %% [markdown]
# The same comparison on the five documents gives a change, but no interval and no p-value, and says why:

# %%
five = period_difference(
    net,
    lambda part: float(part.tie_arrays.weight.sum()),
    name="cooperation",
    before=(1990, 2019),
    after=(2020, 2025),
    rng=1,
)
assert five.to_frame()[["ci_low", "ci_high", "p_value"]].isna().all(axis=None)
five
