"""Texts that no writer would write, of any size: each is there to make some stage slow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, islice, product

SYLLABLES = ["Ba", "Ce", "Di", "Fo", "Gu", "Ka", "Le", "Mi", "No", "Pu", "Ra", "Se", "Ti", "Vo", "Zu"]


def names(number: int) -> list[str]:
    """Give so many different capitalised words: Bababa, Bababace, ..."""
    words = ("".join(p) for length in count(3) for p in product(SYLLABLES, repeat=length))
    return [word.capitalize() for word in islice(words, number)]


def _repeat(unit: str, *, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + unit * (size // len(unit)) + after


def _listed(sign: str, ending: str, *, before: str = "", after: str = "") -> Callable[[int], str]:
    """A list of names of which each takes about a dozen characters."""
    return lambda size: before + sign.join(f"{name}{ending}" for name in names(size // 12)) + after


def _numbered(unit: str, sign: str, *, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + sign.join(unit.format(n) for n in range(1, size // len(unit))) + after


#: Each gives a text of about so many characters.
TEXTS: dict[str, Callable[[int], str]] = {
    "one line of sentences": _repeat("Japan and the US signed a pact with Acme Corp in 2024 and gave it $5 million. "),
    "one line without a stop": _repeat("the quantum chips of japan and so on with many words "),
    "names in a list": _listed(", ", " Corp", before="Japan works with ", after=" and others."),
    "names without a kind": _listed(", ", "", before="Japan signed a pact with ", after="."),
    "names on lines": _listed("\n", " Corp"),
    "names as bullets": _listed("\n- ", " Corp", before="Japan works with these partners:\n- "),
    "names with acronyms": lambda size: " ".join(f"{w} Yotta Zeta Hub ({w[0]}YZH)" for w in names(size // 30)),
    "commas": _repeat(",", before="Japan met France"),
    "commas and blanks": _repeat(", ", before="Japan met France"),
    "amounts": _numbered("${} million", ", ", before="It gave ", after=" to Acme Corp."),
    "amounts given": _numbered("Japan gave ${} million to Acme Corp and", " "),
    "it": _repeat("it ", before="Acme Corp sells chips. "),
    "it in sentences": _repeat("It sold it to them. ", before="Acme Corp sells chips. "),
    "mentions in a list": _repeat("Japan and France and Nokia and Acme Corp and ", after="Chile signed a pact."),
    "mentions between verbs": _repeat("Japan signed a pact with France, sued Nokia and funded Acme Corp and "),
    "verbs of one subject": _repeat("signed, banned and funded with to by ", before="Japan and Chile ", after="France"),
    "they of a long list": lambda size: ", ".join(names(size // 12)) + " met. " + "They met. " * (size // 5000),
    "headings": _numbered("{}. Japan and France", "\n\n"),
    "Markdown headings": _repeat("# Japan\n\n## Nokia\n\n### Acme Corp\n\n"),
    "labels": _repeat("Japan: It signed a pact. "),
    "round brackets": lambda size: "(" * (size // 2) + "Japan" + ")" * (size // 2),
    "square brackets": lambda size: "[" * (size // 2) + "Japan" + "]" * (size // 2),
    "small letters": _repeat("abcdefghij"),
    "capitals": _repeat("A"),
    "changing letters": _repeat("AbcD"),
    "digits": _repeat("1"),
    "digits and commas": _repeat("1,"),
    "hyphens": _repeat("Japan-"),
    "full stops": _repeat(".", before="Japan met France"),
    "abbreviations": _repeat("U.S."),
    "straight quotes": _repeat('"', before="Japan met France"),
    "curly quotes": _repeat("“Japan said ”"),
    "quoted sentences": _repeat("“We have signed a pact with Japan,” he said. "),
    "blanks": _repeat(" ", before="Japan", after="France"),
    "line ends": _repeat("\n", before="Japan", after="France"),
    "tabs": _repeat("Japan\t"),
    "references": _repeat("The company signed a pact with Japan. ", before="Acme Corp grew. "),
    "references to two": _repeat("Both countries signed a pact. The two sides agreed. ", before="Japan met France. "),
    "ministries": _repeat("Ministry of Science and "),
    "universities": _repeat("University of "),
    "appositions": _repeat("Nokia, the vendor, "),
    "relative clauses": _repeat("Nokia, which signed a pact with Japan, "),
    "possessives": _repeat("Japan's "),
    "conjunctions": _repeat("and "),
    "negations": _repeat("not denied that it will not "),
    "dates": _repeat("in 2024, on 3 May 2025, "),
    "technologies": _repeat("quantum computing and artificial intelligence chips "),
    "semicolons": _repeat("Japan; "),
    "Chinese": _repeat("日本と台湾"),
    "combining marks": _repeat("a\u0301"),
    "marks": _repeat("?!…*_#>|", before="Japan met France"),
}  # fmt: skip
