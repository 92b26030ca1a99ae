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
# # One network or many? Technologies as layers
#
# Two countries may work together on quantum computing and refuse each other chips. Add all ties up and that is lost.
# qtnet keeps a layer for each technology and a sign for each tie. This notebook asks what the layers tell that their
# sum does not.

# %%
from functools import partial

import pandas as pd
from IPython.display import Markdown

import qtnet as qt
from qtnet.inference import with_intervals
from qtnet.metrics.layers import edge_similarity

facts = qt.read_facts("../data/facts")
net = qt.build_network(facts, level="country")
net

# %%
in_layer = net.ties["layer"].value_counts()
first, second = in_layer.index[:2]
Markdown(
    f"Of {in_layer.sum()} ties {in_layer.iloc[:2].sum()} lie in two layers, *{first}* and *{second}*; "
    f"{(in_layer <= 3).sum()} of the {net.n_layers} layers have no more than three, and tell what a few sentences say."
)

# %% [markdown]
# The layers can also stand beside each other:

# %%
qt.draw(net, "multiples")

# %% [markdown]
# What is in a tie? Its weight, the sum of what its facts contribute, and the facts themselves.

# %%
net.ties[["source", "target", "layer", "sign", "weight", "n_evidence", "facts"]].head()

# %% [markdown]
# ## Do the layers repeat each other?
#
# Of the pairs that are tied in either of two layers, the share that is tied in both. If all were near 1, one layer
# would do.

# %%
similarity = edge_similarity(net)
similarity

# %%
shares = similarity.to_frame()
large = shares[(shares["layer"].isin([first, second])) & (shares["other_layer"].isin([first, second]))]
alike = shares[shares["estimate"] >= 0.5]
most = in_layer.reindex([*alike["layer"], *alike["other_layer"]]).max()
Markdown(
    f"The two large layers share {large['estimate'].item():.0%} of their pairs. "
    + (
        f"{len(alike)} pairs of layers share half or more; none of those layers has more than {most} ties. "
        * (len(alike) > 0)
    )
    + "Thin layers are easily alike: one sentence that names three technologies gives all three the same pair."
)

# %% [markdown]
# ## Is the same country central everywhere?
#
# In each layer alone, friendly ties only. The layers are ranked by themselves, so a country may lead one and be
# missing from another.

# %%
qt.draw(qt.centrality(net, "strength_positive", scope="layers"))

# %% [markdown]
# The *participation* of a country is 0 if all its ties lie in one layer and 1 if they are spread evenly over all.

# %%
qt.centrality(net, "participation")

# %% [markdown]
# ## Does it matter how we look?
#
# The same question three ways: the layers added up (*aggregate*); the layers coupled, so that a walker goes from a
# country to itself in another layer (*coupled*); and a walker that is only where there are ties (*relaxed*). Ranks, 1
# the first:

# %%
added = qt.centrality(net, "pagerank", scope="aggregate").series("(aggregate)")
coupled = qt.centrality(net, "pagerank").series()
relaxed = qt.centrality(net, "relaxed_pagerank").series()
scores = pd.DataFrame({"aggregate": added, "coupled": coupled, "relaxed": relaxed})
ranks = scores.rank(ascending=False).sort_values("aggregate")
ranks.head(8)

# %%
fallen = (ranks["coupled"] - ranks["aggregate"]).idxmax()
name = net.actors.set_index("actor")["name"][fallen]
Markdown(
    f"{name} falls furthest if layers are coupled: from rank {ranks.loc[fallen, 'aggregate']:g} to "
    f"{ranks.loc[fallen, 'coupled']:g}. Before that is explained, look at the values: coupled they lie between "
    f"{coupled.min():.3f} and {coupled.max():.3f}, where equal shares would be 1/{net.n_actors} = "
    f"{1 / net.n_actors:.3f}; added up, between {added.min():.3f} and {added.max():.3f}."
)

# %% [markdown]
# Where most layers are nearly empty, the coupled walker spends its time between a country's own copies, and all values
# draw together.

# %%
scores.describe().loc[["min", "max"]].round(3)

# %% [markdown]
# On sparse layers rank by the relaxed walk. Before a difference of one or two ranks is explained, see how firm ranks
# are at all: draw the documents again, 99 times.

# %%
firmness = with_intervals(net, partial(qt.centrality, name="relaxed_pagerank"), draws=99, rng=1)
firmness

# %%
moved = firmness.to_frame().eval("rank_high - rank_low")
Markdown(f"Half of the {len(moved)} countries have a rank interval that spans {moved.median():.0f} places or more.")

# %% [markdown]
# ## A published network of two layers
#
# With known answers one sees whether the measures can be trusted. Padgett and Ansell (1993) recorded which families of
# Renaissance Florence married and which did business with one another: two layers, and the Medici in the middle.

# %%
families = pd.read_csv("../tests/known/networks/florentine.csv")
florence = qt.MultilayerNetwork.from_edges(families, actors={*families["source"], *families["target"], "PUCCI"})
florence

# %%
shared = edge_similarity(florence).to_frame()["estimate"].item()
first_by = {
    name: qt.centrality(florence, name).series().idxmax()
    for name in ("degree", "actor_betweenness", "relaxed_pagerank", "efficiency_loss")
}
Markdown(
    f"Marriage and business share {shared:.0%} of their pairs, far from all: they are two layers and not one. First by "
    + ", ".join(f"`{name}`: {family}" for name, family in first_by.items())
    + "."
)

# %% [markdown]
# And how much of a family's ties lie in its largest layer? 1 is who only marries, or only deals.

# %%
qt.centrality(florence, "layer_dependence")

# %% [markdown]
# ## Other layers, other weights
#
# Layers can be kinds of partnership instead, or both at once, and weights can be money instead of evidence.

# %%
qt.build_network(facts, level="country", aspects=("mode",))

# %%
funded = qt.build_network(facts, level="country", weight="funding")
funded

# %%
pairs = [f"{tie.source} – {tie.target}" for tie in funded.ties.itertuples()]
Markdown(
    f"With {len(facts.funding)} amounts, of the {len(net.ties)} ties above there remain: {', '.join(pairs) or 'none'}."
)

# %% [markdown]
# Of no other partnership do these documents tell an amount that goes from one country to another. What is not in the
# documents is not in the network.
#
# Layers may also be laid on one another: their weights summed, the largest of them, or their mean.

# %%
{combine: round(net.project(combine=combine).ties["weight"].sum(), 1) for combine in ("sum", "max", "mean")}

# %% [markdown]
# The network goes on to other programs with all its attributes:

# %%
from pathlib import Path
from tempfile import mkdtemp

path = Path(mkdtemp()) / "partnerships.graphml"
net.write_graphml(path)
path.name
