"""The patterns of `lexicon/money.toml` that tell who gives and who gets, compiled over the signs of a skeleton."""

from __future__ import annotations

import re
from functools import cache

from qtnet.extract.money.signs import AMOUNT, OTHER, PROGRAMME, SIGN
from qtnet.extract.termlists import read_termlist

__all__ = ["got_by", "role_patterns"]

#: A giver gives; "C has been granted M" is told of a receiver.
_ACTIVE = (
    r"(?<!\bbe\s)(?<!\bbeen\s)(?<!\bbeing\s)"
    r"(?:(?<!\bis\s)(?<!\bare\s)(?<!\bwas\s)(?<!\bwere\s)|(?=\w+ing\b|is\b|are\b))"
)
_HEDGE = (
    r"(?:up\sto|about|around|some|over|more\sthan|nearly|almost|as\smuch\sas|at\sleast|at\smost|an?|the"
    r"|another|roughly)"
)
_NOUN_OPENING = (
    r"(?:(?:the|its|their|a|an|this|that|both|those\sof)\s)?"
    r"(?:(?!(?:like|as|including|which|that|condition|who|where)\b)[\w’'.-]+\s){0,4}?"
)


@cache
def role_patterns(role: str) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of `[roles]` under a name, from the surest to the weakest."""
    table = read_termlist("money")["roles"]
    return tuple(_compile(p, table) for p in table[role])


@cache
def got_by() -> re.Pattern[str]:
    """Give the pattern of who gets the amount right behind the verb."""
    return _compile(
        r"{C}{aux}\s(?:gets|get|got|receives?|received|obtains?|obtained)\s{M}", read_termlist("money")["roles"]
    )


def _compile(pattern: str, table: dict[str, list[str]]) -> re.Pattern[str]:
    amount = rf"(?:{_HEDGE}\s)*{AMOUNT}"
    parts = {
        "{np}": _NOUN_OPENING,
        "{sp}": r"(?:(?:the|its|their|a|an)\s)?(?:[\w-]+\s)?",
        "{aux}": rf"(?:\s(?:{'|'.join(table['aux'])}))*",
        "{app}": rf"(?:,\s[^;{AMOUNT}]{{0,160}}?,|\sof\s{SIGN}|,)?",
        "{gap}": rf"(?:(?!,\s(?:and|but)\s)[^;{AMOUNT}]){{0,70}}?",
        "{GIVE}": _ACTIVE + "(?:" + "|".join(rf"{v}(?!\w)" for v in table["give"]) + r")(?!\sby\b)",
        "{GET}": "|".join(rf"{v}(?!\w)" for v in table["get"]),
        "{TELL}": "|".join(rf"{v}(?!\w)" for v in table["tell"]),
        "{M}": amount,
        "{N}": OTHER,
        "{L}": rf"(?P<list>{SIGN}(?:(?:,\s|,?\sand\s|,?\sas\swell\sas\s)(?:the\s)?{SIGN}){{1,5}})",
        "{P}": f"(?P<who>{PROGRAMME})",
        "{C}": f"(?P<who>{SIGN})",
    }
    for key, value in parts.items():
        pattern = pattern.replace(key, value)
    return re.compile(pattern, re.IGNORECASE)
