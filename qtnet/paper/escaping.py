"""Text of documents made safe for LaTeX, Markdown and spreadsheets; whatever stands in a document is only ever text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["latex_text", "markdown_text", "one_line", "spreadsheet_text"]

_GREEK: Final = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta",
    "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip

_LATEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\symbol{34}",
    "`": r"\textasciigrave{}",
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    "–": "--",
    "—": "---",
    "−": r"\ensuremath{-}",
    "…": r"\ldots{}",
    "·": r"\textperiodcentered{}",
    "×": r"\ensuremath{\times}",
    "≥": r"\ensuremath{\geq}",
    "≤": r"\ensuremath{\leq}",
    "±": r"\ensuremath{\pm}",
    "≠": r"\ensuremath{\neq}",
    "≈": r"\ensuremath{\approx}",
    "√": r"\ensuremath{\surd}",
    "∞": r"\ensuremath{\infty}",
    "→": r"\ensuremath{\rightarrow}",
    "½": r"\ensuremath{\frac12}",
    "²": r"\ensuremath{^{2}}",
    "³": r"\ensuremath{^{3}}",
    "§": r"\S{}",
    "€": r"\texteuro{}",
    "£": r"\pounds{}",
    "¥": r"\textyen{}",
    "°": r"\textdegree{}",
    "∈": r"\ensuremath{\in}",
    "∩": r"\ensuremath{\cap}",
    "∪": r"\ensuremath{\cup}",
    "⁺": r"\ensuremath{^{+}}",
    "⁻": r"\ensuremath{^{-}}",
    "ᵀ": r"\ensuremath{^{T}}",
    **{sign: rf"\ensuremath{{_{number}}}" for number, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **{sign: rf"\ensuremath{{\{name}}}" for sign, name in _GREEK.items()},
}

#: Letters of Latin, which pdfLaTeX sets with the usual fonts; other scripts have none there.
_LATIN: Final = re.compile("[\u0020-\u007e\u00a1-\u017f\u0218-\u021b]")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]#|<>~$^@&])")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")


def one_line(text: str) -> str:
    r"""Put a text on one line and drop what cannot be seen: controls, marks of direction, lone surrogates.

    Examples
    --------
    >>> one_line("two\nlines \u202eevil")
    'two lines evil'
    """
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return re.sub(" {2,}", " ", "".join(kept)).strip()


def latex_text(text: str) -> str:
    r"""Escape a text for LaTeX, for pdfLaTeX as well as LuaLaTeX; a sign that pdfLaTeX cannot set is named by its code.

    Examples
    --------
    >>> latex_text(r"R&D \input{x} 50% of $3")
    'R\\&D \\textbackslash{}input\\{x\\} 50\\% of \\$3'
    >>> latex_text("中 Škoda, Huế")
    '[U+4E2D] Škoda, Hue'
    """
    return "".join(_latex_sign(sign) for sign in unicodedata.normalize("NFC", one_line(text)))


def _latex_sign(sign: str) -> str:
    """Give a sign as LaTeX has it; a letter that pdfLaTeX lacks without its marks, any other by its code."""
    if sign in _LATEX:
        return _LATEX[sign]
    if _LATIN.match(sign):
        return sign
    if unicodedata.combining(sign):
        return ""
    bare = unicodedata.normalize("NFKD", sign)[0]
    return bare if bare.isascii() and bare.isalnum() else f"[U+{ord(sign):04X}]"


def markdown_text(text: str) -> str:
    r"""Escape a text for a paragraph or a cell of a Markdown table.

    Examples
    --------
    >>> markdown_text("a|b <script> *x*")
    'a\\|b \\<script\\> \\*x\\*'
    """
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def spreadsheet_text(text: str) -> str:
    """Make sure that a spreadsheet takes a cell of text for text, not for a formula.

    Examples
    --------
    >>> spreadsheet_text("=HYPERLINK(1)"), spreadsheet_text("Japan")
    ("'=HYPERLINK(1)", 'Japan')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
