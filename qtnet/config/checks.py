"""What a value of a study file must be: told in words when it is not, and as a part of the JSON schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["Check", "Named", "OneOf", "Range", "SomeOf"]

Schema = Mapping[str, Any]


class Check(Protocol):
    """A condition on a value whose type is right."""

    def expected(self, value: Any) -> str:
        """Give what was expected, or nothing when the value is right."""
        ...

    def schema(self) -> Schema:
        """Give the condition in the words of JSON Schema, as far as it has them."""
        ...


@dataclass(frozen=True)
class OneOf:
    """One of a few texts."""

    choices: tuple[str, ...]

    def expected(self, value: Any) -> str:
        """Give the choices unless it is one of them."""
        return "" if value in self.choices else f"one of {', '.join(self.choices)}"

    def schema(self) -> Schema:
        """Give an enumeration."""
        return {"enum": [*self.choices]}


@dataclass(frozen=True)
class SomeOf:
    """A list of some of a few texts."""

    choices: tuple[str, ...]
    or_none: bool = False

    def expected(self, value: Any) -> str:
        """Give the choices unless all are of them."""
        if set(value) <= set(self.choices) and (value or self.or_none):
            return ""
        choices = ", ".join(self.choices)
        return f"any of {choices}, or empty" if self.or_none else f"one or more of {choices}"

    def schema(self) -> Schema:
        """Give the enumeration of the items."""
        items = {"items": {"type": "string", "enum": [*self.choices]}}
        return items if self.or_none else {**items, "minItems": 1}


@dataclass(frozen=True)
class Range:
    """A number from `low` to `high`; or 0 where that means that nothing is asked."""

    low: float
    high: float | None = None
    or_zero: bool = False

    def expected(self, value: Any) -> str:
        """Give the bounds unless it lies in them."""
        if (self.low <= value and (self.high is None or value <= self.high)) or (self.or_zero and value == 0):
            return ""
        if self.high is not None:
            return f"between {self.low:g} and {self.high:g}"
        return f"at least {self.low:g}{', or 0' * self.or_zero}"

    def schema(self) -> Schema:
        """Give the bounds."""
        bounds = {"minimum": self.low} | ({} if self.high is None else {"maximum": self.high})
        return {"anyOf": [{"const": 0}, bounds]} if self.or_zero else bounds


@dataclass(frozen=True)
class Named:
    """A condition that a function knows; `form` is what the schema can say of it."""

    function: Callable[[Any], str]
    form: Callable[[], Schema] = dict

    def expected(self, value: Any) -> str:
        """Ask the function."""
        return self.function(value)

    def schema(self) -> Schema:
        """Give what the schema can say."""
        return self.form()
