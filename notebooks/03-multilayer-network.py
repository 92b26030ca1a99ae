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

import qtnet as qt
from qtnet.inference import with_intervals
from qtnet.metrics.layers import edge_similarity

facts = qt.read_facts("../data/facts")
net = qt.build_network(facts, level="country")
net

# %% [markdown]
# Most ties of these five documents lie in two layers; the thin layers tell what one or two sentences say. The layers
# can also stand beside each other:

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
edge_similarity(net)

# %% [markdown]
# The two large layers share fewer than a fifth of their pairs. The high values belong to layers with a single pair or
# two: one sentence that names three technologies makes three layers alike.
#
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
scores.rank(ascending=False).sort_values("aggregate").head(8)

# %% [markdown]
# India falls from the fifth place to the fifteenth if layers are coupled. That is no finding about India. Most layers
# are nearly empty, so the coupled walker spends its time between a country's own copies, and all values come close to
# 1/16:

# %%
scores.describe().loc[["min", "max"]].round(3)

# %% [markdown]
# On sparse layers rank by the relaxed walk. Before a difference of one or two ranks is explained, see how firm ranks
# are at all: drawing the documents again (99 times) moves nearly every country by many places.

# %%
with_intervals(net, partial(qt.centrality, name="relaxed_pagerank"), draws=99, rng=1)

# %% [markdown]
# ## Other layers, other weights
#
# Layers can be kinds of partnership instead, or both at once, and weights can be money instead of evidence.

# %%
qt.build_network(facts, level="country", aspects=("mode",))

# %%
qt.build_network(facts, level="country", weight="funding")

# %% [markdown]
# A single tie is left: the investments of TSMC in Arizona. Of all other partnerships these documents tell no amount
# that goes from one country to another. What is not in the documents is not in the network.
#
# The network goes on to other programs with all its attributes:

# %%
from pathlib import Path
from tempfile import mkdtemp

path = Path(mkdtemp()) / "partnerships.graphml"
net.write_graphml(path)
path.name
