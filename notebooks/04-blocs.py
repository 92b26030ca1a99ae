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
# # Blocs, or what looks like blocs
#
# A search for blocs always finds some. This notebook asks the three questions that must follow: does the search agree
# with itself? are the blocs more than chance gives? would other documents show them too? The answers differ, and only
# together do they allow a sentence in a paper.

# %%
import numpy as np
import pandas as pd

import qtnet as qt
from qtnet.inference.blocs import blocs_bootstrap, modularity_test

facts = qt.read_facts("../data/facts")
net = qt.build_network(facts, level="country")

# %% [markdown]
# ## Which blocs?
#
# Countries of a bloc have more friendly and fewer hostile ties with each other than chance gives, over all
# technologies together (signed multilayer modularity). The search is started 100 times.

# %%
found = qt.blocs(net, rng=1)
found

# %% [markdown]
# *Stability* near 1 means that the searches agree. It is tempting to read that as "these blocs are certain". It only
# says that the search is good: all 100 looked at the same sentences.
#
# ## More than chance?
#
# Tie the countries by chance, each with as many friendly and hostile ties as it has, search for blocs again, 99 times.

# %%
modularity_test(net, rng=1, draws=99)

# %% [markdown]
# So there is a little more structure than chance gives, at the edge of what can be told. Networks tied by chance have
# blocs nearly as good, which is why modularity alone proves nothing.
#
# ## Would other documents agree?
#
# Draw five documents from the five, again and again, keep each fact with its confidence, and search anew. How often
# does a country stand with the members of its bloc?

# %%
resampled = blocs_bootstrap(net, rng=1, draws=99)
support = resampled.to_frame().query("actor != ''").set_index("actor")[["stability", "present"]]
support.columns = ["other documents", "draws with a tie"]
agreement = found.to_frame().query("layer == '(all)'").set_index("actor")["stability"].rename("same documents")
names = net.actors.set_index("actor")["name"]
table = pd.concat([found.blocs().rename("bloc"), agreement, support], axis=1)
table.rename(index=names).sort_values(["bloc", "other documents"], ascending=[True, False]).round(2)

# %% [markdown]
# The same documents give ones, other documents do not. Finland and Switzerland have no bloc that these documents
# support. China, alone in its bloc, has nobody to stand with. And beware of France and Spain: they look firm, but have
# a tie in a quarter of the draws only, because one document alone speaks of them. What can be written: *in these five
# documents Japan, the EU and their partners stand together more often than not*. What cannot: *there are four blocs*.
# Their number itself varies with the documents:

# %%
shares = pd.Series(resampled.counts).value_counts(normalize=True).sort_index()
shares.rename_axis("blocs").rename("share of draws").to_frame().round(2)

# %% [markdown]
# ## What blocs look like when they are there
#
# An invented world of two camps that quarrel across, with 60 documents: the three answers agree.

# %%
rng = np.random.default_rng(4)
camps = {"Arland": 1, "Calder": 1, "Dunmark": 1, "Estria": 1, "Borovia": 2, "Hestor": 2, "Ilmen": 2, "Kuresh": 2}
pairs = [(a, b) for a in camps for b in camps if a < b]
rows = []
for document in range(60):
    a, b = pairs[rng.integers(len(pairs))]
    same = camps[a] == camps[b]
    if rng.random() < 0.9:
        rows.append((a, b, 1 if same else -1, "chips", f"document {document}"))
    else:
        rows.append((a, b, -1 if same else 1, "chips", f"document {document}"))
world = qt.MultilayerNetwork.from_edges(pd.DataFrame(rows, columns=["source", "target", "sign", "layer", "doc"]))
clear = qt.blocs(world, rng=1)
clear

# %%
modularity_test(world, rng=1, draws=99)

# %%
again = blocs_bootstrap(world, rng=1, draws=99).to_frame().query("actor != ''")
again.set_index("actor")["stability"].rename("other documents").to_frame().round(2)

# %% [markdown]
# Blocs are no poles: a bloc may be a region or a club without any hostility to another. Whether two blocs *oppose*
# each other is the question of `05-bipolarity`.
