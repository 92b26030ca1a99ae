"""Numbers in LaTeX: everywhere a number may stand, with hostile words, and no build with an unknown key."""

import shutil
from dataclasses import replace
from importlib.resources import files

import pytest

from qtnet.paper import Numbers, PaperNumber, paper_numbers
from qtnet.paper.latex import command_name, latex_number, macros_tex, numbers_tex

NUMBERS = Numbers(
    [
        PaperNumber(key="a/index", label="index", kind="estimate", value=0.4312, low=0.3098, high=0.5521,
                    tested=True, p_value=0.0002, exploratory=True),
        PaperNumber(key="a/negative", label="negative", kind="estimate", value=-0.12, low=-1.0, high=0.5),
        PaperNumber(key="a/many", label="many", kind="count", value=12346),
        PaperNumber(key="a/none", label="none", kind="estimate", reason="no ties & no <hope>"),
        PaperNumber(key="a/money", label="money", kind="money", value=1.46e9),
        PaperNumber(key="a/rate", label="rate", kind="rate", value=0.73, low=0.68, high=0.78),
        PaperNumber(key="a/rare", label="rare", kind="chance", value=0.001),
        PaperNumber(key="a/name", label="name", kind="text",
                    words="R&D_{100%} $x$ \\input{secret} #1 ~^ <b>\"é\" 量子 🚀 \u202eevil |"),
    ]
)  # fmt: skip
HEAD = r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{amsmath,booktabs,siunitx}\usepackage[hidelinks]{hyperref}
\usepackage%s{paper/qtnet}
\begin{document}
"""
HEAD_LUA = HEAD.replace(r"\usepackage[T1]{fontenc}", "")


@pytest.fixture
def folder(tmp_path):
    paper = tmp_path / "paper"
    paper.mkdir()
    (paper / "numbers.tex").write_text(numbers_tex(NUMBERS), encoding="utf-8")
    shutil.copy(files("qtnet.paper") / "assets" / "qtnet.sty", paper / "qtnet.sty")
    return tmp_path


BODY = r"""
\tableofcontents
\section{Title with \qt{a/index/ci} and \qt{a/negative} end}
Text \qt{a/index}; \qt{a/index/est}; \qt{a/index/p}; \qt{a/negative/ci}; \qt{a/many}; \qt{a/money}; \qt{a/rate/ci};
rare \qt{a/rare}; none \qt{a/none}, as \qt{a/none/reason}. Name: \qt{a/name}. Raw \qt{a/negative/raw}.
Mathematics $x = \qt{a/negative} + \qt{a/many}$. Number \num{\qt{a/many}}, \num{\qt{a/index}}, \num{\qt{a/negative}}.
\newcommand\counted[1]{\qt{a/#1}}Loop \counted{many}.
\begin{table}\caption{Caption with \qt{a/index/ci}}
\begin{tabular}{lS[table-format=-5.2]}\toprule x & {head} \\ \midrule
n & \qt{a/negative} \\ m & \qt{a/many} \\ i & \qt{a/index} \\ u & \qt{a/none} \\ \bottomrule\end{tabular}\end{table}
\qtprovenance
\end{document}
"""


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_a_number_stands_everywhere(folder, typeset, pdf_text, engine):
    head = HEAD if engine == "pdflatex" else HEAD_LUA
    (folder / "main.tex").write_text(head % "" + BODY, encoding="utf-8")
    for _ in range(2):  # the table of contents comes with the second
        code, log = typeset(folder, "main", engine)
        assert code == 0, log[-2000:]
    assert "requested package" not in log
    said = pdf_text(folder / "main.pdf")
    assert said.count("Title with 0.43 [0.31, 0.55] (exploratory) and −0.12 end") == 2
    assert "Caption with 0.43 [0.31, 0.55] (exploratory)" in said
    assert "Text 0.43 (exploratory); 0.43 (exploratory); p < 0.001; −0.12 [−1.00, 0.50]; 12,346; US$1.46 bn" in said
    assert "0.73 [0.68, 0.78]; rare <1%; none —, as no ties & no <hope>" in said
    assert "x = −0.12 + 12,346" in said or "x = −0.12+12,346" in said
    assert "Loop 12,346" in said
    assert "n −0.12" in said
    assert "u —" in said


def test_hostile_words_are_only_words(folder, typeset, pdf_text):
    (folder / "secret.tex").write_text("SECRET", encoding="utf-8")
    (folder / "main.tex").write_text(HEAD % "" + r"[\qt{a/name}]\end{document}", encoding="utf-8")
    code, log = typeset(folder, "main")
    assert code == 0, log[-2000:]
    said = pdf_text(folder / "main.pdf")
    assert "SECRET" not in said
    assert "R&D" in said
    assert "100%" in said


def test_a_whole_study_with_hostile_names_loads(inputs, folder, typeset, pdf_text):
    evil = r"\end{document} $%&#_{}~^\input{secret} 量子 <b>"
    actors = inputs.network_actors.assign(name=[f"{evil} {actor}" for actor in inputs.network_actors["actor"]])
    numbers = paper_numbers(replace(inputs, network_actors=actors, title=evil, question=evil))
    (folder / "paper" / "numbers.tex").write_text(numbers_tex(numbers), encoding="utf-8")
    body = r"[\qt{first/name}] [\qt{study/title}] \qtexploratorynote\ the end\end{document}"
    (folder / "main.tex").write_text(HEAD % "" + body, encoding="utf-8")
    code, log = typeset(folder, "main")
    assert code == 0, log[-2000:]
    assert "the end" in pdf_text(folder / "main.pdf")


def test_outlines_of_the_pdf_are_plain(folder, typeset):
    from pypdf import PdfReader

    body = r"\section{\qt{a/negative} and \qt{a/rare}, \qt{a/index/p}}\end{document}"
    (folder / "main.tex").write_text(HEAD % "" + body, encoding="utf-8")
    for _ in range(2):
        typeset(folder, "main")
    assert [entry.title for entry in PdfReader(folder / "main.pdf").outline] == ["-0.12 and <1%, p < 0.001"]


@pytest.mark.parametrize("key", ["a/indx", "a/many/ci"])
def test_an_unknown_key_stops_the_build(folder, typeset, key):
    (folder / "main.tex").write_text(HEAD % "" + rf"x \qt{{{key}}}\end{{document}}", encoding="utf-8")
    code, log = typeset(folder, "main")
    assert code != 0
    assert f"number '{key}' is unknown" in log


def test_the_folder_is_known_wherever_it_lies(folder, typeset, pdf_text):
    (folder / "paper").rename(folder / "other")
    shutil.copy(folder / "other" / "qtnet.sty", folder / "qtnet.sty")
    shutil.copy(folder / "other" / "numbers.tex", folder / "numbers.tex")
    for place, name in (("other/qtnet", "other"), ("./other/qtnet", "./other"), ("qtnet", ".")):
        head = HEAD.replace("paper/qtnet", place) % ""
        (folder / "main.tex").write_text(head + r"[\qtfolder] \qt{a/many}\end{document}", encoding="utf-8")
        code, log = typeset(folder, "main")
        assert code == 0, log[-1500:]
        assert f"[{name}] 12,346" in pdf_text(folder / "main.pdf")


def test_a_missing_file_of_numbers_stops_the_build(folder, typeset):
    (folder / "paper" / "numbers.tex").unlink()
    (folder / "main.tex").write_text(HEAD % "" + r"x\end{document}", encoding="utf-8")
    code, log = typeset(folder, "main")
    assert code != 0
    assert "numbers.tex is missing" in log


def test_a_dagger_may_say_what_is_exploratory(folder, typeset, pdf_text):
    body = r"\qt{a/index/ci}. $\qt{a/index}$. \qtexploratorynote\end{document}"
    (folder / "main.tex").write_text(HEAD % "[mark]" + body, encoding="utf-8")
    assert typeset(folder, "main")[0] == 0
    assert "0.43 [0.31, 0.55]†" in pdf_text(folder / "main.pdf")


def test_commands_of_their_own_need_no_package(folder, typeset, pdf_text):
    (folder / "macros.tex").write_text(macros_tex(NUMBERS), encoding="utf-8")
    body = (
        r"\documentclass{article}\input{macros}\begin{document}\qtAIndexCi; \qtANegative; \qtAMany; \qtAMoney; "
        r"$\qtAMany$; \qtARare; \qtAName\end{document}"
    )
    (folder / "main.tex").write_text(body, encoding="utf-8")
    code, log = typeset(folder, "main")
    assert code == 0, log[-1500:]
    assert "0.43 [0.31, 0.55] (exploratory); −0.12; 12,346; US$1.46 bn; 12,346" in pdf_text(
        folder / "main.pdf"
    ).replace("$ ", "$")


def test_a_command_has_letters_only_and_belongs_to_one_key():
    twins = [PaperNumber(key=key, label="x", kind="count", value=1) for key in ("a-b/c", "ab/c", "y2024/7")]
    written = macros_tex(Numbers(twins))
    assert command_name("y2024/7") == "qtYTwoZeroTwoFourSeven"
    assert "% ab/c has no command: \\qtAbC is a-b/c" in written
    assert written.count("\\newcommand{\\qtAbC}") == 1


def test_thousands_and_signs_are_told_apart():
    assert latex_number("12,346") == r"12\qtcomma 346"
    assert latex_number("[0.31, 0.55]") == "[0.31, 0.55]"
    assert latex_number("−1.00") == r"\qtminus 1.00"
