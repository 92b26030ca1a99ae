"""The settings of a run as its configuration has them; what a hand-made report does not state is not claimed."""

from __future__ import annotations

from collections.abc import Mapping

from qtnet.report.inputs import ReportInputs

__all__ = ["counted", "listed", "number", "setting", "words_of"]


def setting(inputs: ReportInputs, section: str, name: str) -> object:
    """Give a setting, None where the configuration does not state it."""
    own = inputs.config.get(section)
    return own.get(name) if isinstance(own, Mapping) else None


def number(inputs: ReportInputs, section: str, name: str) -> float | None:
    """Give a numeric setting, None where there is none."""
    value = setting(inputs, section, name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def counted(value: float | None, one: str, many: str = "") -> str:
    """Write a whole number with its noun.

    Examples
    --------
    >>> counted(1, "tie"), counted(1200, "tie"), counted(None, "tie")
    ('1 tie', '1,200 ties', '')
    """
    if value is None:
        return ""
    return f"{int(value):,} {one if int(value) == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def words_of(value: object) -> list[str]:
    """Give the words of a setting that is a list, or one word."""
    if isinstance(value, str):
        return [value] if value else []
    return [str(word) for word in value] if isinstance(value, list | tuple) else []
