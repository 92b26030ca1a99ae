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
# # Your own documents, and how far to trust the reading
#
# qtnet reads text, Markdown, HTML, Word and PDF files from a folder. It reads by rules and a small trained model, on
# your machine; nothing is sent anywhere. It misreads some sentences, so this notebook does what you should do with
# your own corpus: look at the facts beside their sentences, correct what is wrong, and measure how often that is.
#
# Three short documents stand for yours. To use your own, skip the next cell and name your folder in the one after.

# %%
from pathlib import Path
from tempfile import mkdtemp

folder = Path(mkdtemp())
(folder / "statement.txt").write_text(
    "Japan and the Netherlands signed a memorandum of understanding on quantum computing in Tokyo on 14 March 2024. "
    "Under the agreement, RIKEN and QuTech will exchange researchers and share test facilities.\n\n"
    "Australia plans to join the programme in 2025.\n"
)
(folder / "controls.txt").write_text(
    "The United States tightened export controls on advanced semiconductors to China in October 2023. "
    "China condemned the measures.\n\n"
    "The Netherlands followed and restricted the export of lithography machines to China.\n"
)
(folder / "funding.txt").write_text(
    "The European Commission awarded EUR 20 million to a consortium of QuTech and the University of Oxford for "
    "research on the quantum internet in 2022.\n\n"
    "South Korea and Canada agreed to cooperate on quantum sensing.\n"
)
(folder / "sources.csv").write_text(
    "doc,title,date,url\n"
    "statement,Joint statement on quantum computing,2024-03-14,\n"
    "controls,Export controls: an overview,2023-11-02,\n"
    "funding,Research funding in brief,2022-06-30,\n"
)
sorted(path.name for path in folder.iterdir())

# %% [markdown]
# `sources.csv` is optional. It gives documents their titles, dates and addresses, so that a number can be followed to
# its source.

# %%
import pandas as pd

import qtnet as qt

pd.options.display.max_colwidth = None

corpus = qt.read_corpus(folder)
corpus

# %%
facts = qt.extract(corpus)
facts

# %% [markdown]
# ## Look at the sentences
#
# Each fact beside the words that it rests on, least sure first:

# %%
columns = ["tie", "source", "target", "mode", "sign", "domain", "status", "confidence", "evidence"]
facts.ties.sort_values("confidence")[columns]

# %% [markdown]
# When this was written two of the facts were wrong. *The Netherlands followed and restricted …* was read as a
# restriction, and also as an alignment of China and the Netherlands, who are opposed in that sentence. And *quantum
# sensing* of South Korea and Canada was put under quantum communication. Neither is the least sure of the table:
# confidence says how often facts like these are right, not whether this one is. Two things in the text are missing
# from the table: China's protest, which is told of a measure and of nobody, and Australia's plan, which names no
# partner.
#
# ## Correct it
#
# A correction is a row of a table that you keep beside your documents. `qtnet review` offers a page to write them
# with; by hand it is this. Corrections are applied on every reading, and one that no longer finds its fact says so.

# %%
ties = facts.ties
wrong = ties[(ties["doc"] == "controls") & (ties["mode"] == "alignment")]["tie"]
misplaced = ties[(ties["source"] == "CA") & (ties["target"] == "KR")]["tie"]
rejected = [(tie, "reject", "", "", "they are opposed in this sentence", "me") for tie in wrong]
edited = [(tie, "edit", "domain", "quantum-sensing", "the sentence says sensing", "me") for tie in misplaced]
heads = ["id", "action", "field", "value", "reason", "who"]
pd.DataFrame([*rejected, *edited], columns=heads).to_csv(folder / "corrections.csv", index=False)

corrected = qt.extract(corpus, corrections=folder / "corrections.csv")
corrected.ties[columns]

# %% [markdown]
# ## How often is it wrong?
#
# Three documents say little about that. The five documents that come with qtnet were also read by people. Scored
# against their reading: of the ties found, how many are right (precision); of the ties there, how many were found
# (recall); with intervals from documents drawn again.

# %%
scores = qt.score("../data/corpus/seeds/gold", "../data/facts", rng=1)
scores.levels.set_index("level").drop(columns=["recall_low", "recall_high"]).round(2)

# %% [markdown]
# So about seven in ten pairs of actors that qtnet finds here are right, and about three in ten are missed. With the
# full coding (mode, technology, status) it is every second one. Amounts of money do better, but eight amounts in five
# documents prove little, as the interval of *money+actors* says. Documents that the rules were not written for do
# worse still: `data/corpus/README.md` measures that.
# For your own corpus, read some twenty documents yourself and score them in the same way before you quote a number.
#
# ## Go on
#
# From here everything works as with any other facts.

# %%
from qtnet.facts import write_facts

write_facts(corrected, folder / "facts")
qt.build_network(corrected, level="country")
