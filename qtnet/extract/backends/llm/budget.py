"""Tokens and money: an estimate before the run, a limit during it, the exact use after it.

Before a request is sent, the most that it can use is set aside; its exact use takes that place when the answer comes.
So the limit holds with any number of requests under way.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from qtnet.errors import BudgetError, InputError

__all__ = ["Ledger", "Limit", "Prices", "read_limit", "tokens_of"]

_CHARS_PER_TOKEN = 4  # of English text, with the tokenisers of today's models: a rule of thumb
_FEWEST_CHARS_PER_TOKEN = 3  # what a request can hardly exceed


def tokens_of(chars: int, *, at_most: bool = False) -> int:
    """Estimate the tokens of a text of `chars` characters."""
    return -(-chars // (_FEWEST_CHARS_PER_TOKEN if at_most else _CHARS_PER_TOKEN))


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars per million tokens; they change often, so they are given by who runs, not stored here."""

    tokens_in: float
    tokens_out: float

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """Give what tokens cost, in US dollars."""
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / 1e6


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a run may use: tokens, or US dollars by the prices given."""

    amount: float
    prices: Prices | None = None  # None: the amount is in tokens

    def used(self, tokens_in: int, tokens_out: int) -> float:
        """Give what tokens count against the limit."""
        return float(tokens_in + tokens_out) if self.prices is None else self.prices.cost(tokens_in, tokens_out)

    def show(self, amount: float) -> str:
        """Write an amount in the limit's unit."""
        return f"{amount:,.0f} tokens" if self.prices is None else f"${amount:,.4f}"


def read_limit(text: str, prices: Prices | None) -> Limit | None:
    """Read a budget: tokens (``200000``) or US dollars (``$2.50``); empty for none.

    Raises
    ------
    InputError
        If the text is no budget, or dollars come without prices.

    Examples
    --------
    >>> read_limit("200000", None)
    Limit(amount=200000.0, prices=None)
    >>> read_limit("$2.50", Prices(0.5, 2)).show(2.5)
    '$2.5000'
    """
    plain = text.strip()
    if not plain:
        return None
    in_dollars = plain.startswith("$")
    try:
        amount = float(plain.lstrip("$").replace(",", "").replace("_", ""))
    except ValueError:
        amount = -1.0
    if not 0 < amount < float("inf"):
        raise InputError(f"budget '{text}' is not valid; expected tokens such as 200000, or US dollars such as $2.50")
    if in_dollars and prices is None:
        raise InputError(
            f"budget '{text}' is in dollars and needs prices: US dollars per million tokens in and out, as 0.15,0.60"
        )
    return Limit(amount, prices if in_dollars else None)


@dataclass(slots=True)
class Ledger:
    """What a run has used and set aside; safe to share between threads."""

    limit: Limit | None = None
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    _aside: tuple[int, int] = (0, 0)
    _changed: threading.Condition = field(default_factory=threading.Condition, repr=False)

    def set_aside(self, tokens_in: int, tokens_out: int) -> None:
        """Set aside the most that a request can use; wait while requests under way may still use less.

        Raises
        ------
        BudgetError
            If the limit does not allow it; nothing is set aside then.
        """
        with self._changed:
            while self._after(tokens_in, tokens_out) > self._allowed() and self._aside != (0, 0):
                self._changed.wait()
            if self.limit and self._after(tokens_in, tokens_out) > self.limit.amount:
                show, used = self.limit.show, self.limit.used(self.tokens_in, self.tokens_out)
                after = show(self._after(tokens_in, tokens_out))
                raise BudgetError(
                    f"the budget of {show(self.limit.amount)} is spent: {self.requests} requests used {show(used)}, "
                    f"and the next could bring that to {after}; all answers so far are stored, the same command goes on"
                )
            self._aside = (self._aside[0] + tokens_in, self._aside[1] + tokens_out)

    def settle(self, set_aside: tuple[int, int], *, used: tuple[int, int] | None) -> None:
        """Put the exact use of a request in the place of what was set aside; `used` is None if it had no answer."""
        with self._changed:
            self._aside = (self._aside[0] - set_aside[0], self._aside[1] - set_aside[1])
            if used is not None:
                self.requests += 1
                self.tokens_in += used[0]
                self.tokens_out += used[1]
            self._changed.notify_all()

    def _allowed(self) -> float:
        return self.limit.amount if self.limit else float("inf")

    def _after(self, tokens_in: int, tokens_out: int) -> float:
        """Give what would count against the limit if the request and all under way used the most they can."""
        total = (self.tokens_in + self._aside[0] + tokens_in, self.tokens_out + self._aside[1] + tokens_out)
        return self.limit.used(*total) if self.limit else 0.0
