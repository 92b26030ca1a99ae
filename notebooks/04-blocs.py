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
from IPython.display import Markdown

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
tested = modularity_test(net, rng=1, draws=99)
tested

# %%
test = tested.to_frame().iloc[0]
Markdown(
    f"Networks tied by chance reach {test['null_mean'] / test['estimate']:.0%} of the modularity found "
    f"(p = {test['p_value']:.2f}). They have blocs too, which is why modularity alone proves nothing."
)

# %% [markdown]
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
table = table.rename(index=names).sort_values(["bloc", "other documents"], ascending=[True, False])
table.round(2)

# %%
supported = table["other documents"]
seldom = table["draws with a tie"] < 0.5


def listed(chosen):
    """The countries chosen, or nobody."""
    return ", ".join(table.index[chosen]) or "nobody"


Markdown(
    f"With the same documents no stability is below {table['same documents'].min():.2f}. With other documents:\n\n"
    f"- With their bloc in half of the draws or more: {listed((supported >= 0.5) & ~seldom)}.\n"
    f"- In fewer, so that these documents support no bloc of theirs: {listed((supported < 0.5) & ~seldom)}.\n"
    f"- With a tie in fewer than half of the draws, so that little can be said: {listed(seldom)}.\n"
    f"- Alone in a bloc, with nobody to stand with: {listed(supported.isna() & ~seldom)}."
)

# %% [markdown]
# What can be written: *in these documents the countries of the first line stand with their bloc more often than not*.
# What cannot: how many blocs *there are*. Their number itself varies with the documents:

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
assert clear.blocs().nunique() == 2
assert clear.blocs().groupby(camps).nunique().eq(1).all()
clear

# %%
more_than_chance = modularity_test(world, rng=1, draws=99)
assert more_than_chance.p_value < 0.05
more_than_chance

# %%
again = blocs_bootstrap(world, rng=1, draws=99).to_frame().query("actor != ''")
assert again["stability"].min() > 0.5
again.set_index("actor")["stability"].rename("other documents").to_frame().round(2)

# %% [markdown]
# Blocs are no poles: a bloc may be a region or a club without any hostility to another. Whether two blocs *oppose*
# each other is the question of `05-bipolarity`.
