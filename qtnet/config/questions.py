"""Study files by question: what a study of each kind sets, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qtnet.errors import UnknownNameError

__all__ = ["QUESTIONS", "Question", "question_named"]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A kind of study: what it asks, for whom, and the keys that differ from the defaults.

    Its page has the question for a title where `title` is empty.
    """

    asks: str
    suits: str
    title: str = ""
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


#: By the name that `qtnet init --preset` takes; the first is the default.
QUESTIONS: dict[str, Question] = {
    "bipolarity": Question(
        asks="Is the field dividing into two poles?",
        suits="two rivals are known or suspected; name them as poles, or leave them to be found",
    ),
    "partners": Question(
        asks="Who works with whom, and who stands at the centre?",
        suits="ties and central actors matter, rivalry does not: no windows, nothing left out in turn",
        settings={
            "centrality": {
                "metrics": ("degree", "relaxed_pagerank", "actor_betweenness", "participation", "strength_positive")
            },
            "bipolarity": {"nulls": 99, "draws": 99, "windows": "", "influence": (), "schemes": False},
        },
    ),
    "organisations": Question(
        asks="Which companies, agencies and laboratories work together?",
        suits="organisations are not lifted to their home countries",
        settings={
            "network": {"level": "actor"},
            "bipolarity": {"nulls": 99, "draws": 99, "influence": ("documents",), "schemes": False},
        },
    ),
    "blocs": Question(
        asks="Which groups form, and do they stand out from chance?",
        suits="groups matter more than poles: many searches, many null networks, blocs by kind of tie too",
        settings={
            "network": {"aspects": ("domain", "mode")},
            "blocs": {"restarts": 200, "draws": 499, "nulls": 499},
            "bipolarity": {"nulls": 99, "draws": 99},
        },
    ),
    "funding": Question(
        asks="Who pays whom, and how much hangs on it?",
        suits="ties weigh what they cost; facts without an amount do not count",
        settings={
            "network": {"weight": "funding"},
            "centrality": {"metrics": ("strength_positive", "relaxed_pagerank", "participation")},
        },
    ),
    "change": Question(
        asks="How have partnerships and rivalries changed over the years?",
        suits="documents of many years: short windows, facts of the past too",
        settings={
            "network": {"status": ("active", "announced", "past")},
            "bipolarity": {"windows": "rolling:3", "influence": ("documents",)},
        },
    ),
    "look": Question(
        asks="What is in these documents?",
        title="A first look",
        suits="a first look in less than a minute: few draws, so its intervals are coarse and not for quoting",
        settings={
            "centrality": {"draws": 20, "metrics": ("degree", "strength_positive", "strength_negative")},
            "blocs": {"restarts": 10, "draws": 20, "nulls": 0},
            "bipolarity": {"nulls": 19, "draws": 20, "windows": "", "influence": (), "schemes": False},
            "report": {"presets": False},
        },
    ),
}


def question_named(name: str) -> Question:
    """Give a kind of study by name.

    Raises
    ------
    UnknownNameError
        If there is none of this name.
    """
    if name not in QUESTIONS:
        raise UnknownNameError("preset", name, QUESTIONS)
    return QUESTIONS[name]
