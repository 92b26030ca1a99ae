r"""Numbers for LaTeX: `numbers.tex`, which `qtnet.sty` loads, and commands of their own for those who need them.

`\qt{bipolarity/quantum/ci}` prints a number in text, mathematics, captions, titles, `\num` and S columns; an unknown
key stops the build.
"""

from __future__ import annotations

import re

from qtnet.paper.escaping import latex_text
from qtnet.paper.number import UNDEFINED, PaperNumber
from qtnet.paper.numbers import Numbers

__all__ = ["command_name", "latex_number", "macros_tex", "numbers_tex"]

#: Forms that say in print that a number is exploratory; the others are for tables and for computing.
MARKED = ("est", "ci")

_FORMS = ("ci", "interval", "low", "high", "raw", "n", "p", "reason")
_IN_WORDS = ("reason",)
_SIGNS = {
    "−": r"\qtminus ",
    "<": r"\qtless ",
    ">": r"\qtmore ",
    "%": r"\%",
    "$": r"\$",
    " ": "~",
    UNDEFINED: r"\qtundefined ",
}
_PLAIN = {"−": r"\ensuremath{-}", "<": r"\ensuremath{<}", ">": r"\ensuremath{>}", UNDEFINED: "---"}
_DIGITS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def numbers_tex(numbers: Numbers) -> str:
    """Write all numbers as definitions for `qtnet.sty`."""
    study = numbers.study
    told = [study.version, study.run, study.inputs_sha256[:8], latex_text(study.exploratory_reason)]
    lines = [
        f"% {study.sentence.replace('%', '')}",
        "% Written by qtnet for qtnet.sty; do not edit. numbers.csv lists every key with what it is.",
        r"\qtstudy" + "".join(f"{{{one}}}" for one in told),
    ]
    for number in numbers.values():
        lines.append(rf"\qtnumber{{{number.key}}}{{{_ended(_form(number, 'est'))}}}")
        lines += [
            rf"\qtform{{{number.key}}}{{{form}}}{{{_ended(_form(number, form))}}}"
            for form in _FORMS
            if form in number.forms and (form not in _IN_WORDS or number.forms[form] != UNDEFINED)
        ]
    return "\n".join(lines) + "\n"


def macros_tex(numbers: Numbers) -> str:
    r"""Write one command per number and form, such as ``\qtBipolarityQuantumCi``, which needs no package.

    Of two keys that would have the same command the later one gets none; a comment says so.
    """
    lines = [f"% {numbers.study.sentence.replace('%', '')}", "% One command per number; written by qtnet, do not edit."]
    used: dict[str, str] = {}
    for number in numbers.values():
        for form in ("", *(form for form in _FORMS if form in number.forms and form not in _IN_WORDS)):
            key = f"{number.key}/{form}" if form else number.key
            name = command_name(key)
            if used.setdefault(name, key) == key:
                lines.append(rf"\newcommand{{\{name}}}{{{_plain(number, form or 'est')}}}")
            else:
                lines.append(f"% {key} has no command: \\{name} is {used[name]}")
    return "\n".join(lines) + "\n"


def command_name(key: str) -> str:
    r"""Give the name of a number's command: letters only, as LaTeX wants them.

    Examples
    --------
    >>> command_name("bipolarity/quantum/ci"), command_name("windows/2020-2024/all")
    ('qtBipolarityQuantumCi', 'qtWindowsTwoZeroTwoZeroTwoZeroTwoFourAll')
    """
    spelt = re.sub(r"\d", lambda digit: _DIGITS[int(digit.group())], key)
    return "qt" + "".join(part[:1].upper() + part[1:].replace("-", "") for part in spelt.split("/"))


def latex_number(text: str) -> str:
    r"""Write a printed number for LaTeX, so that it is the same in text and in mathematics.

    Examples
    --------
    >>> print(latex_number("−0.12 [−1.00, 0.76]"), latex_number("12,346"), latex_number("p < 0.001"))
    \qtminus 0.12~[\qtminus 1.00, 0.76] 12\qtcomma 346 p~\qtless ~0.001
    """
    grouped = re.sub(r"(?<=\d),(?=\d{3})", r"\\qtcomma§", text)
    bound = "".join(_SIGNS.get(sign, sign) for sign in grouped)
    return bound.replace(",~", ", ").replace("§", " ")


def _form(number: PaperNumber, form: str) -> str:
    """Give a form of a number in LaTeX, with its mark where it is exploratory."""
    text = number.forms[form]
    free = form in _IN_WORDS or (number.kind == "text" and form == "est")
    written = latex_text(text) if free else latex_number(text)
    return written + (r"\qtexploratory" if number.exploratory and number.is_defined and form in MARKED else "")


def _ended(text: str) -> str:
    r"""End a text that ends with a command with ``\/``, so that a space behind it is kept wherever it is written."""
    text = text.rstrip(" ")
    return text + r"\/" if re.search(r"\\[A-Za-z]+$", text) else text


def _plain(number: PaperNumber, form: str) -> str:
    """Give a form that needs no commands of `qtnet.sty`."""
    text = number.forms[form]
    mark = " (exploratory)" if number.exploratory and number.is_defined and form in MARKED else ""
    if number.kind == "text" and form == "est":
        return latex_text(text) + mark
    escaped = "".join(_PLAIN.get(sign, rf"\{sign}" if sign in "%$" else sign) for sign in text)
    return re.sub(r"(?<=\d),(?=\d{3})", "{,}", escaped).replace(" [", "~[") + mark
