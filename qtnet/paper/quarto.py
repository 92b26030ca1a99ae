"""Numbers for Quarto: `_variables.yml`, read as ``{{< var qtnet.bipolarity.quantum.ci >}}``.

Quarto reads a variable as Markdown, so that every sign that means something there is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qtnet.paper.escaping import one_line
from qtnet.paper.latex import MARKED
from qtnet.paper.number import PaperNumber
from qtnet.paper.numbers import Numbers

__all__ = ["inline_markdown", "variables_yml"]

_FORMS = ("est", "ci", "interval", "low", "high", "raw", "n", "p")
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#$~^'\"@&|!])|(?<=[.-])([.-])|^([(+:=-])|(?<=\d)(\.)(?= |$)")

Tree = dict[str, "Tree | str"]


def variables_yml(numbers: Numbers) -> str:
    """Write all numbers as nested variables: the parts of a key, then the form."""
    tree: Tree = {}
    for number in numbers.values():
        place = tree
        for part in number.key.split("/"):
            child = place.setdefault(part, {})
            if isinstance(child, str):  # forms are never parts of other keys: `Numbers` sees to it
                raise TypeError(f"'{number.key}' runs through a form of another number")
            place = child
        place |= {form: _text(number, form) for form in _FORMS if form in number.forms}
    head = (
        f"# {numbers.study.sentence}\n# Written by qtnet; do not edit. numbers.csv lists every key with what it is.\n"
    )
    return head + "qtnet:\n" + "\n".join(_lines(tree, 1)) + "\n"


def inline_markdown(text: str) -> str:
    r"""Escape a short text for Markdown, and leave plain numbers readable.

    Examples
    --------
    >>> print(inline_markdown("0.43 [0.31, 0.55]"), inline_markdown("R&D *now*"))
    0.43 \[0.31, 0.55\] R\&D \*now\*
    """
    return _SIGNS.sub(lambda found: "\\" + found.group(), one_line(text))


def _text(number: PaperNumber, form: str) -> str:
    mark = " (exploratory)" if number.exploratory and number.is_defined and form in MARKED else ""
    return inline_markdown(number.forms[form]) + mark


def _lines(tree: Mapping[str, Tree | str], depth: int) -> list[str]:
    lines = []
    for key, value in tree.items():
        if isinstance(value, str):
            lines.append(f"{'  ' * depth}{_quoted(key)}: {_quoted(value)}")
        else:
            lines += [f"{'  ' * depth}{_quoted(key)}:", *_lines(value, depth + 1)]
    return lines


def _quoted(text: str) -> str:
    """Quote a text for YAML: unquoted, ``no`` would be a truth value and ``2024`` a number."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
