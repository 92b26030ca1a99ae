"""A whole document read by a model: window by window, with the actors carried over and one chance to correct.

An answer that broke off for its length is thrown away and its window cut in two, as half an answer hides what is
missing. Items that the check rejects are sent back once, with what is wrong with each. Every item sent back ends as
corrected, withdrawn by the model, or dropped for a reason; all are counted.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from qtnet.corpus import Document
from qtnet.extract.backends.llm.cache import Answer
from qtnet.extract.backends.llm.checks import Checker, no_answer
from qtnet.extract.backends.llm.items import Items, NamedActor, NamedMoney, NamedTie
from qtnet.extract.backends.llm.parsing import parse_answer
from qtnet.extract.backends.llm.prompt import Message, question, repair
from qtnet.extract.backends.llm.windows import Window, halves, windows

__all__ = ["Ask", "Reading", "read_document"]

Ask = Callable[[Sequence[Message]], Answer]
_BROKEN_OFF = "length"


@dataclass(slots=True)
class Reading:
    """What a model said about one document and stands in it; `counts` tell how that came about."""

    actors: tuple[NamedActor, ...] = ()
    ties: list[NamedTie] = field(default_factory=list)
    funding: list[NamedMoney] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    rest: int = 0  # where the next window starts; the length of the text when all is read


def read_document(document: Document, ask: Ask, *, window_chars: int, reading: Reading | None = None) -> Reading:
    """Read a document.

    Parameters
    ----------
    document
        Its text is read as it stands.
    ask
        Gives the answer to messages; may raise, and then `reading` holds what was read before.
    window_chars
        Most characters of a window.
    reading
        An empty reading to fill.
    """
    done = Reading() if reading is None else reading
    checker = Checker(document)
    queue = deque(windows(document, chars=window_chars))
    while queue:
        window = queue.popleft()
        done.rest = window.start
        first = question(document, window, checker.actors)
        answer = _asked([first], ask, done)
        smaller = halves(document, window) if answer.finish_reason == _BROKEN_OFF else ()
        if smaller:
            done.counts["windows split"] += 1
            queue.extendleft(reversed(smaller))
            continue
        done.counts["windows"] += 1
        _keep(checker, answer, first, window, ask, done)
    done.actors, done.rest = checker.actors, len(document.text)
    return done


def _asked(messages: Sequence[Message], ask: Ask, done: Reading) -> Answer:
    answer = ask(messages)
    done.answers.append(answer)
    return answer


def _keep(checker: Checker, answer: Answer, first: Message, window: Window, ask: Ask, done: Reading) -> None:
    """Keep what is sound in an answer; ask once more for the rest."""
    items = _checked(checker, answer, window)
    done.counts["candidates"] += len(items)
    _add(items, done)
    if not items.faults:
        return
    for fault in items.faults:
        done.counts[f"sent back: {fault.reason}"] += 1
    again = _checked(checker, _asked([first, *repair(items.faults)], ask, done), window)
    _add(again, done)
    for fault in again.faults:
        done.counts[f"dropped: {fault.reason}"] += 1
    left = max(0, len(items.faults) - len(again.faults))
    corrected = min(left, len(again) - len(again.faults))  # a model may repeat what was accepted before
    done.counts["corrected"] += corrected
    done.counts["dropped: withdrawn"] += left - corrected


def _checked(checker: Checker, answer: Answer, window: Window) -> Items:
    try:
        return checker.check(parse_answer(answer.content), window)
    except ValueError as error:
        return Items(faults=[no_answer(str(error), answer.content)])


def _add(items: Items, done: Reading) -> None:
    done.ties += items.ties
    done.funding += items.funding
