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
from IPython.display import Markdown

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
# Three documents are soon read. This is what a person finds in them (Australia's plan names no partner, so it is no
# tie), beside what qtnet found:

# %%
keys = ["source", "target", "mode", "domain"]
read = pd.DataFrame(
    [
        ("US", "CN", "restriction", "semiconductors"),
        ("NL", "CN", "restriction", "semiconductors"),
        ("CN", "US", "rivalry", "semiconductors"),
        ("EU", "qutech", "funding", "quantum-communication"),
        ("EU", "university-of-oxford", "funding", "quantum-communication"),
        ("qutech", "university-of-oxford", "research", "quantum-communication"),
        ("CA", "KR", "agreement", "quantum-sensing"),
        ("JP", "NL", "agreement", "quantum-computing"),
        ("qutech", "riken", "research", "quantum-computing"),
    ],
    columns=keys,
)
both = facts.ties.merge(read, on=keys[:3], how="outer", suffixes=("", " read"), indicator=True)
both["verdict"] = both["_merge"].map({"both": "right", "left_only": "not in the text", "right_only": "missed"})
both["verdict"] = (
    both["verdict"]
    .astype(str)
    .mask((both["_merge"] == "both") & (both["domain"] != both["domain read"]), "wrong technology")
)
both[[*keys, "domain read", "confidence", "verdict"]]

# %%
number = both["verdict"].value_counts()
Markdown("Of these ties: " + ", ".join(f"{n} {verdict}" for verdict, n in number.items()) + ".")

# %% [markdown]
# Compare the verdicts with the confidence: it says how often facts like these are right, not whether this one is.
#
# ## Correct it
#
# A correction is a row of a table that you keep beside your documents. `qtnet review` offers a page to write them
# with; by hand it is this. Corrections are applied on every reading, and one that no longer finds its fact says so.

# %%
wrong = both[both["verdict"] == "not in the text"]
misplaced = both[both["verdict"] == "wrong technology"]
rejected = [(tie, "reject", "", "", "the text does not say this", "me") for tie in wrong["tie"]]
edited = [
    (tie, "edit", "domain", domain, "the sentence names it", "me")
    for tie, domain in misplaced[["tie", "domain read"]].itertuples(index=False)
]
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
levels = scores.levels.set_index("level")
levels.drop(columns=["recall_low", "recall_high"]).round(2)

# %%
pair, full, money = levels.loc["pair"], levels.loc["full"], levels.loc["money+actors"]
Markdown(
    f"So {pair['precision']:.0%} of the pairs of actors that qtnet finds here are right, and {1 - pair['recall']:.0%} "
    f"of those there are missed. With the full coding (mode, technology, status) {full['precision']:.0%} are right. "
    f"Of the {money['right'] + money['extra']:.0f} amounts of money found, {money['right']:.0f} are right and have the "
    f"right actors; so few prove little, as the interval from {money['precision_low']:.2f} to "
    f"{money['precision_high']:.2f} says."
)

# %% [markdown]
# Documents that the rules were not written for are another matter: `data/corpus/README.md` measures those.
# For your own corpus, read some twenty documents yourself and score them in the same way before you quote a number.
#
# ## Go on
#
# From here everything works as with any other facts.

# %%
from qtnet.facts import write_facts

write_facts(corrected, folder / "facts")
qt.build_network(corrected, level="country")
