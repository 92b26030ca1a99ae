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
# # From the notebook to the paper
#
# A number that is typed into a manuscript is right on the day it is typed. This notebook builds a study, quotes its
# numbers by name instead, and lets qtnet look for the ones that were typed after all.
#
# ## A study in a file
#
# A study file says what to read and what to ask, so that anyone can build the same numbers again. This one has very few
# draws, to keep the notebook quick; for a paper leave those lines out, the defaults are made for that.

# %%
import re
from pathlib import Path
from tempfile import mkdtemp

import qtnet as qt

folder = Path(mkdtemp())
seeds = Path("../seeds").resolve().as_posix()
(folder / "study.toml").write_text(
    f"""
title = "Quantum technology partnerships"
question = "Is the field splitting in two?"
[corpus]
documents = ["{seeds}"]
[centrality]
metrics = ["relaxed_pagerank"]
draws = 20
[blocs]
restarts = 5
draws = 20
nulls = 0
[bipolarity]
poles = ["US", "CN"]
nulls = 19
draws = 20
windows = ""
influence = []
schemes = false
[report]
presets = false
"""
)
run = qt.run_study(folder / "study.toml", out=folder / "run")
sorted(path.name for path in run.folder.iterdir())

# %% [markdown]
# `report.html` is the page to explore, `paper` is what a manuscript needs. On the command line the same is
# `qtnet run study.toml`.
#
# ## Numbers have names
#
# Every number that a paper may quote has a key. What it prints is rounded by the width of its interval; what is not
# defined prints a dash and knows why.

# %%
from qtnet.paper import read_numbers

numbers = read_numbers(run.folder / "paper" / "numbers.json")
wanted = ["counts/documents", "counts/facts", "counts/actors", "first", "first/name", "bipolarity/all", "bipolarity/ai"]
table = numbers.to_frame().set_index("key")
assert table.loc["bipolarity/all", "exploratory"]
table.loc[wanted, ["label", "text", "exploratory", "reason"]]

# %% [markdown]
# Look at the last two columns before you quote. From five documents the index of bipolarity is *exploratory*, in the
# paper as in the report. A number that cannot be told is a dash and never 0, and its reason stands beside it; a 0.00
# with a reason was computed, and the reason belongs to it.
#
# ## In the manuscript
#
# In LaTeX a key stands in `\qt{…}`, in text, formulas, captions and tables; an unknown key stops the build. For Word
# and Quarto the folder holds `qtnet.lua` and `_variables.yml` with the same keys.

# %%
share = table.loc["first", "text"].split()[0]  # typed by somebody who read it off the report
manuscript = r"""
\documentclass{article}
\usepackage{paper/qtnet}
\begin{document}
We read \qt{counts/documents} documents and found \qt{counts/facts} facts about \qt{counts/actors} countries.
Over all technologies the index is \qt{bipolarity/all/ci} (\qt{bipolarity/all/p}).
\qt{first/name} comes first with \qt{first/ci}. The most central country has a share of SHARE.
\qt{bipolarity/al}
\end{document}
""".replace("SHARE", share)
(run.folder / "article.tex").write_text(manuscript)


def printed(found):
    """What the build would print; the unknown key would stop it."""
    return numbers.text(found[1]) if found[1] in numbers.texts() else "[unknown]"


print(re.sub(r"\\qt\{([^}]*)\}", printed, manuscript))

# %% [markdown]
# ## What was typed after all
#
# `qtnet paper lint article.tex` finds keys that do not exist and numbers that were typed by hand although they have a
# key. Here it is, from Python:

# %%
from qtnet.paper.lint import lint

print(*(f"line {finding.line}: {finding.message}" for finding in lint(manuscript, numbers)), sep="\n")

# %% [markdown]
# When documents or settings change, `qtnet paper RUN --check OLD` compares what is printed with what was printed, names
# every key that changed and says why, and ends with 1, so that a build can stop on it.
#
# ## Figures, tables, sources and methods
#
# Figures come as PDF, SVG and PNG, each with its data and a text for readers who cannot see it.

# %%
from IPython.display import SVG, Markdown

paper = run.folder / "paper"
SVG(filename=paper / "figures" / "centrality.svg")

# %%
print((paper / "figures" / "centrality.alt.txt").read_text(encoding="utf-8"))

# %% [markdown]
# Tables come for LaTeX, Word and the web; this is the list of documents.

# %%
Markdown((paper / "tables" / "documents.md").read_text(encoding="utf-8").split("\n: ")[0])

# %% [markdown]
# `sources.bib` cites the documents, `methods.bib` the methods that were used, and `methods.tex` says how the numbers
# were made, with the settings of this run. The result of the study itself shows as in every notebook:

# %%
run.bipolarity
