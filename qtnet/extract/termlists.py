"""Reading a word list of the lexicon: TOML beside the code, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["alternatives", "read_termlist"]


@cache
def read_termlist(name: str) -> dict[str, Any]:
    """Give the tables of a lexicon file, for example ``"mood"`` for `lexicon/mood.toml`.

    Examples
    --------
    >>> sorted(read_termlist("instruments"))[:2]
    ['generic', 'head']
    """
    return tomllib.loads(files("qtnet.extract").joinpath("lexicon", f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(patterns: Iterable[str], *, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Compile patterns into one that matches any of them as whole words, the longest pattern first.

    Examples
    --------
    >>> alternatives(["plan", "plans? to"]).findall("She plans to go; a planet")
    ['plans to']
    """
    ordered = sorted(patterns, key=lambda p: (-len(p), p))
    return re.compile(r"(?<![\w-])(?:" + "|".join(ordered) + r")(?![\w])", flags)
