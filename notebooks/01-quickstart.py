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
# # From five documents to a number with an interval
#
# Five documents on quantum technology partnerships become a table of facts, a signed multilayer network of
# countries, and an answer to one question: *is the technology world splitting into two poles?* Every number below
# can be followed back to the sentences that it rests on.

# %%
import qtnet as qt

corpus = qt.read_corpus("../seeds")
corpus

# %% [markdown]
# ## The facts: who works with whom, in the documents' own words
#
# A tie is a row: who, with whom, how, in which technology, and how sure qtnet is that the sentence says so. Below the
# table the quotations can be opened.

# %%
facts = qt.extract(corpus)
facts

# %% [markdown]
# A quotation is exact, always: it stands in its document between the places that the table of facts names.

# %%
texts = {d.doc: d.text for d in corpus.documents}
exact = all(texts[t.doc][t.start : t.end] == t.evidence for t in facts.ties.itertuples())
assert exact
exact

# %% [markdown]
# ## The network: countries, one layer for each technology, two signs
#
# A company or a university counts for its country. Weights are sums of confidence: a tie that two sure sentences tell
# weighs 2, one that a doubtful sentence tells less than 1.

# %%
net = qt.build_network(facts, level="country")
net

# %% [markdown]
# ## Who is central?
#
# Every result shows itself as a table and, where there is one, as a figure; `to_frame()` gives the tidy frame.
# *Relaxed* PageRank lets its walker change the technology now and then, so a country is not central merely because it
# stands in many empty layers.
#
# The interval comes from 99 corpora, drawn again from the five documents. Read the ranks with it.

# %%
from functools import partial

from IPython.display import Markdown

from qtnet.inference import with_intervals

central = with_intervals(net, partial(qt.centrality, name="relaxed_pagerank"), draws=99, rng=1)
central

# %%
ranks = central.to_frame().set_index("actor")
firm = net.actors.set_index("actor")["name"].loc[ranks.index[ranks["rank_high"] <= 5]]
low = ranks["rank_high"] >= len(ranks) - 2
Markdown(
    f"Countries whose whole interval lies among the first five: {', '.join(firm) or 'none'}. "
    f"Of {low.sum()} of the {len(ranks)}, these documents leave open that they are among the last three."
)

# %% [markdown]
# ## Is it bipolar?
#
# TBI lies between 0 and 1. TBI\* takes away what chance alone gives, and p compares with networks in which every
# country keeps its number of friendly and hostile ties. (99 draws of each keep this notebook quick; a paper wants
# more.) Five documents cannot settle the question, and the result says so: it is *exploratory*.

# %%
answer = qt.bipolarity(net, poles=("US", "CN"), nulls=99, draws=99, rng=1)
assert answer.exploratory
answer

# %% [markdown]
# Who stands nearer to whom is told with the same caution: a long line is a position that other documents might change.

# %%
qt.draw(answer, "alignment")

# %% [markdown]
# ## Where to go from here
#
# `02-your-documents` does this with documents of your own, and says how to correct what was misread. `05-bipolarity`
# shows what the index says of worlds in which the truth is known. `08-paper` puts the numbers into a paper.
