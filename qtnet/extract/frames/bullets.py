"""Lists that run over lines: "it is partnering with:" and the bullets below it are read as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.analysis import Analysis
from qtnet.extract.frames.items import first_items
from qtnet.extract.frames.skeleton import Item

__all__ = ["with_bullets"]

_MARKS = frozenset({"-", "–", "—", "•", "*", "·", "▪", "o"})
_ENDS = frozenset({",", ";", ".", "and"})
_MOST_BULLETS = 20
_LONGEST_BULLET = 20  # items; a longer bullet is a text of its own, of which only the first name is listed


def with_bullets(analysis: Analysis, index: int, items: Sequence[Item]) -> list[Item]:
    """Give a sentence's items, continued by the bullets below where it ends in a colon.

    Parameters
    ----------
    analysis
        The document.
    index
        Position of the sentence.
    items
        Its own items.
    """
    if not analysis.sentences[index].text.rstrip().endswith(":") or not items:
        return list(items)
    listed: list[Item] = []
    for sentence in analysis.sentences[index + 1 : index + 1 + _MOST_BULLETS]:
        if sentence.block.kind != "bullet":
            break
        bullet = _bare(first_items(sentence))
        if not any(item.slot is not None for item in bullet[:2]):
            break
        listed += [Item(bullet[0].start, bullet[0].start, ","), *bullet]
    if not listed:
        return list(items)
    opened = items[:-1] if items[-1].text == ":" else items
    return [*opened, *_closed(listed[1:])]


def _bare(bullet: list[Item]) -> list[Item]:
    """Give a bullet without its mark and its closing sign; of a long one only the first name."""
    while bullet and bullet[0].slot is None and bullet[0].text in _MARKS:
        bullet = bullet[1:]
    while bullet and bullet[-1].slot is None and bullet[-1].text in _ENDS:
        bullet = bullet[:-1]
    return bullet if len(bullet) <= _LONGEST_BULLET else [item for item in bullet if item.slot is not None][:1]


def _closed(listed: list[Item]) -> list[Item]:
    """Say "and" before the last bullet, so that the list is closed."""
    last = max(
        (i for i, item in enumerate(listed) if item.text == "," and item.slot is None and item.start == item.end),
        default=None,
    )
    if last is None:
        return listed
    return [*listed[:last], Item(listed[last].start, listed[last].start, "and"), *listed[last + 1 :]]
