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
facts = qt.extract(corpus)
net = qt.build_network(facts, level="country")
pagerank = qt.centrality(net, "relaxed_pagerank")
answer = qt.bipolarity(net, poles=("US", "CN"), nulls=99, draws=99, rng=1)

# %% [markdown]
# ## The facts: who works with whom, in the documents' own words
#
# A tie is a row with its quotation. `start` and `end` are the places of the quotation in the document.

# %%
facts.ties[["source", "target", "mode", "domain", "status", "confidence", "evidence"]].head(8)

# %% [markdown]
# The quotation is exact, always:

# %%
texts = {d.doc: d.text for d in corpus.documents}
all(texts[t.doc][t.start : t.end] == t.evidence for t in facts.ties.itertuples())

# %% [markdown]
# ## The network: countries, one layer for each technology, two signs

# %%
net.ties.groupby(["layer", "sign"])["weight"].agg(["size", "sum"])

# %% [markdown]
# ## Who is central?
#
# Every result shows itself as a table; `to_frame()` gives the tidy frame. *Relaxed* PageRank lets its walker change the
# technology now and then, so a country is not central merely because it stands in many empty layers.

# %%
pagerank

# %%
import plotly.express as px
import plotly.io as pio

pio.renderers.default = "plotly_mimetype+notebook"  # figures carry their script: they work without a network
settings = {"showSendToCloud": False, "displaylogo": False}  # nothing is offered to a cloud

frame = pagerank.to_frame().sort_values("estimate").tail(10)
px.scatter(frame, x="estimate", y="actor", title="Multilayer PageRank of the ten most central countries").update_layout(
    xaxis_title="PageRank (sums to 1)", yaxis_title=""
).show(config=settings)

# %% [markdown]
# ## Is it bipolar?
#
# TBI lies between 0 and 1. TBI\* takes away what chance alone gives, and the p-value compares with networks in which
# every country keeps its number of friendly and hostile ties. Five documents cannot settle the question, and the
# result says so.

# %%
components = answer.components
components[components["layer"] == "(all)"][["metric", "estimate", "ci_low", "ci_high", "p_value", "n", "reason"]]

# %%
answer.exploratory_reason

# %%
alignment = answer.alignment[answer.alignment["layer"] == "(all)"].sort_values("estimate")
px.scatter(
    alignment, x="estimate", y="actor", range_x=[-1.05, 1.05], title="Alignment between the poles (US +1, CN −1)"
).update_layout(xaxis_title="alignment", yaxis_title="").show(config=settings)
