"""What a methods paragraph is made of: words, formulas and citations, written for LaTeX or Markdown alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from qtnet.paper.escaping import latex_text, markdown_text

__all__ = ["Cite", "Math", "Paragraph", "Piece", "as_latex", "as_markdown", "formula"]


@dataclass(frozen=True)
class Math:
    """A formula in LaTeX, written by us."""

    tex: str


@dataclass(frozen=True)
class Cite:
    """References by their keys in references.bib."""

    keys: tuple[str, ...]

    @classmethod
    def of(cls, *keys: str) -> Cite:
        """Cite one or several references."""
        return cls(keys)


#: Plain words, which may come from documents and are escaped, a formula, or a citation.
Piece = str | Math | Cite

#: A letter with its indices, as the registry of metrics writes formulas: ``k_il``, ``w⁺_ijl``, ``Σ_l``.
_INDEXED: Final = re.compile(r"(?P<base>[A-Za-zα-ωΣ])(?P<sign>[⁺⁻]?)_(?P<index>\{[^}]*\}|[A-Za-z0-9]+)")
_GREEK: Final = {"Σ": r"\sum", "σ": r"\sigma", "ρ": r"\rho", "λ": r"\lambda"}
_INDEX_SIGNS: Final = {"≠": r"\neq ", "∈": r"\in "}


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph under its heading."""

    heading: str
    pieces: tuple[Piece, ...] = field(repr=False)

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys that it cites, in their order."""
        keys = (key for piece in self.pieces if isinstance(piece, Cite) for key in piece.keys)
        return tuple(dict.fromkeys(keys))


def formula(text: str) -> tuple[Piece, ...]:
    r"""Set the indexed letters of a plain formula as mathematics and leave its words.

    Examples
    --------
    >>> formula("k_i = Σ_l k_il, incoming and outgoing")[:4]
    (Math(tex='k_{i}'), ' = ', Math(tex='\\sum_{l}'), ' ')
    """
    found: list[Piece] = []
    at = 0
    for match in _INDEXED.finditer(text):
        if match.start() > at:
            found.append(text[at : match.start()])
        base = _GREEK.get(match["base"], match["base"])
        sign = {"⁺": "^{+}", "⁻": "^{-}", "": ""}[match["sign"]]
        index = match["index"].strip("{}")
        for symbol, tex in _INDEX_SIGNS.items():
            index = index.replace(symbol, tex)
        found.append(Math(f"{base}{sign}_{{{index}}}"))
        at = match.end()
    return (*found, text[at:]) if at < len(text) else tuple(found)


def as_latex(paragraphs: Iterable[Paragraph]) -> str:
    r"""Write paragraphs for LaTeX, citations as ``\cite``.

    Examples
    --------
    >>> print(as_latex([Paragraph(heading="Ties", pieces=("R&D", Math("x"), Cite(("a", "b")), "."))]))
    \paragraph{Ties.} R\&D$x$~\cite{a,b}.
    <BLANKLINE>
    """
    told = []
    for paragraph in paragraphs:
        text = "".join(_latex(piece) for piece in paragraph.pieces)
        told.append(rf"\paragraph{{{latex_text(paragraph.heading)}.}} {text}".replace(r" ~\cite", r"~\cite"))
    return "\n\n".join(told) + "\n"


def as_markdown(paragraphs: Iterable[Paragraph]) -> str:
    r"""Write paragraphs for Markdown, citations as Pandoc and Quarto read them.

    Examples
    --------
    >>> print(as_markdown([Paragraph(heading="Ties", pieces=("a*b ", Math("x"), Cite(("a", "b")), "."))]))
    **Ties.** a\*b $x$ [@a; @b].
    <BLANKLINE>
    """
    told = []
    for paragraph in paragraphs:
        text = "".join(_markdown(piece) for piece in paragraph.pieces)
        told.append(f"**{markdown_text(paragraph.heading)}.** {text}".replace("  [@", " [@"))
    return "\n\n".join(told) + "\n"


def _latex(piece: Piece) -> str:
    match piece:
        case Math(tex):
            return f"${tex}$"
        case Cite(keys):
            return rf"~\cite{{{','.join(keys)}}}"
        case str():
            return _kept_ends(piece, latex_text(piece))


def _markdown(piece: Piece) -> str:
    match piece:
        case Math(tex):
            return f"${tex}$"
        case Cite(keys):
            return f" [{'; '.join(f'@{key}' for key in keys)}]"
        case str():
            return _kept_ends(piece, markdown_text(piece))


def _kept_ends(piece: str, escaped: str) -> str:
    """Keep one space at either end of words: escaping drops it, and the next piece follows at once."""
    if not escaped:
        return " " if piece else ""
    return f"{' ' if piece[0].isspace() else ''}{escaped}{' ' if piece[-1].isspace() else ''}"
