r"""What a manuscript cites and what it types: keys in ``\qt{…}``, and numerals in its prose.

LaTeX and Markdown (Quarto, pandoc) are read. Comments, code, references, file names, lengths, years and the preamble
hold no results, so their numerals are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Citation", "Numeral", "citations", "numerals", "uncheckable"]

_AROUND = 160  # characters on either side in which a numeral says what it is about

#: A line that ends with this comment is left alone.
IGNORE = re.compile(r"(?:%|<!--)\s*qtnet:\s*ok\b.*")

_KEYS = re.compile(
    r"\\qt\s*\{(?P<tex>[^{}]*)\}"
    r"|\[[^\[\]]*\]\{[^{}]*\bqt=[\"'](?P<span>[^\"']*)[\"'][^{}]*\}"
    r"|\{\{<\s*var\s+qtnet\.(?P<var>[\w.-]+)\s*>\}\}"
)
_MADE = re.compile(r"\\qt\s*\{(?P<tex>(?:[^{}]|\{[^{}]*\})*[\\#](?:[^{}]|\{[^{}]*\})*)\}")
_NUMERAL = re.compile(
    r"(?<![\w.,\\#&/-])(?P<sign>[-−+]|\$-\$)?"
    r"(?:(?P<digits>\d{1,3}(?:(?:,|\\,|\{,\}|[ ~\u202f])\d{3})+(?!\d)|\d+)(?P<part>\.\d+)?|(?P<bare>\.\d+))"
    r"(?:[eE](?P<exponent>[-+−]?\d{1,3})|\s*(?:\\times|\\cdot|×)\s*10\^\{?(?P<power>[-−]?\d{1,3})\}?)?"
    r"(?![\w]|[.,-]?\d)"
)
_PERCENT = re.compile(
    r"(?:\\,|~|\s)?\\?%|(?:~|\s)?(?:\\percent|per cent|percent)|\}\s*(?:\[[^\]]*\])?\{\s*(?:\\percent|\\?%)\s*\}"
)

#: Commands whose arguments name things; what they hold is no prose.
_NAMES = (
    r"ref|eqref|autoref|cref|Cref|pageref|label|cite\w*|textcite|parencite|footcite|nocite|url|href|input|include|"
    r"includegraphics|bibliography|bibliographystyle|addbibresource|usepackage|documentclass|begin|end|setlength|"
    r"addtolength|vspace|hspace|qtnumber|qtform|qtstudy|resizebox|scalebox|rule|color|definecolor|sisetup|hypersetup|"
    r"date|phantom|fontsize|setcounter|addtocounter|geometry|raisebox|rotatebox|cmidrule|multicolumn|multirow|href"
)
_LEFT_OUT = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)"
    r"|(?P<html><!--.*?-->)"
    r"|(?P<fence>^(?:```|~~~).*?^(?:```|~~~))"
    r"|(?P<code>`[^`\n]*`)"
    r"|(?P<verbatim>\\begin\{(?P<name>verbatim|lstlisting|minted|tikzpicture|filecontents\*?)\}.*?\\end\{(?P=name)\})"
    r"|(?P<command>\\(?:" + _NAMES + r")\*?(?:\s*\[[^\]]*\])*(?:\s*\{[^{}]*\})+)"
    r"|(?P<columns>\\begin\{(?:tabular\*?|tabularx|longtable|array)\}(?:\[[^\]]*\])?(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})+)"
    r"|(?P<length>\d*\.?\d+\s*(?:\\(?:line|text|column|paper)(?:width|height)|(?:pt|em|ex|cm|mm|in|bp|sp)\b))"
    r"|(?P<link>\]\([^)\s]*\)|https?://\S+)"
    r"|(?P<attributes>\{[#.][^{}]*\}|@[\w:.-]+)"
    r"|(?P<front>\A---\n.*?^---$)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A key that a manuscript cites, and the line where."""

    key: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Numeral:
    """A number typed by hand: as it stands, its value and decimals, where, and what stands around it."""

    text: str
    value: float
    decimals: int
    line: int
    percent: bool = False
    around: str = ""


def citations(text: str) -> Iterator[Citation]:
    r"""Give the keys that a manuscript cites, those in comments left out.

    Examples
    --------
    >>> [one.key for one in citations("TBI is \\qt{bipolarity/all/ci}. % \\qt{old}")]
    ['bipolarity/all/ci']
    """
    shown = re.sub(r"(?<!\\)%(?!.*>\}\})[^\n]*", "", re.sub(r"<!--.*?-->", _blank, text, flags=re.DOTALL))
    for found in _KEYS.finditer(shown):
        key = found["tex"] or found["span"] or (found["var"] or "").replace(".", "/")
        if not any(sign in key for sign in "\\#"):  # the argument of a command, or one made by a loop
            yield Citation(key=key.strip(), line=shown.count("\n", 0, found.start()) + 1)


def uncheckable(text: str) -> Iterator[Citation]:
    r"""Give the citations whose key a command makes, so that only LaTeX knows it.

    Examples
    --------
    >>> [one.key for one in uncheckable("\\qt{a/b} \\qt{\\mykey} \\qt{bipolarity/\\place{us}/ci}")]
    ['\\mykey', 'bipolarity/\\place{us}/ci']
    """
    shown = re.sub(r"(?<!\\)%[^\n]*", "", text)
    for found in _MADE.finditer(shown):
        yield Citation(key=found["tex"].strip(), line=shown.count("\n", 0, found.start()) + 1)


def numerals(text: str) -> Iterator[Numeral]:
    r"""Give the numbers typed by hand in the prose of a manuscript.

    Examples
    --------
    >>> [one.text for one in numerals("In 2024 (see \\ref{t1}) TBI was 0.43 over 1,204 ties, \\qt{a/b} of 3.")]
    ['2024', '0.43', '1,204', '3']
    """
    body = _blanked(text, r"\A.*?\\begin\{document\}") if "\\begin{document}" in text else text
    ignored = {number for number, line in enumerate(body.split("\n"), 1) if IGNORE.search(line)}
    prose = _KEYS.sub(_blank, _LEFT_OUT.sub(_blank, body))
    for found in _NUMERAL.finditer(prose):
        line = prose.count("\n", 0, found.start()) + 1
        if line in ignored:
            continue
        digits, part = re.sub(r"\D", "", found["digits"] or "0"), found["part"] or found["bare"] or ""
        exponent = int((found["exponent"] or found["power"] or "0").replace("−", "-"))
        sign = -1 if found["sign"] in ("-", "−", "$-$") else 1
        yield Numeral(
            text=found.group().strip(),
            value=sign * float(f"{digits}{part}e{exponent}"),
            decimals=max(0, max(0, len(part) - 1) - exponent),
            line=line,
            percent=bool(_PERCENT.match(prose, found.end())),
            around=prose[max(0, found.start() - _AROUND) : found.end() + _AROUND],
        )


def _blank(found: re.Match[str]) -> str:
    """Put spaces for what is left out, so that lines and places stay."""
    return re.sub(r"[^\n]", " ", found.group())


def _blanked(text: str, pattern: str) -> str:
    return re.sub(pattern, _blank, text, count=1, flags=re.DOTALL)
