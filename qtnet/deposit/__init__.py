"""A finished run in, what an archive and a SQL user need out: data package, RO-Crate, codebook, Parquet, DuckDB."""

from __future__ import annotations

from qtnet.deposit.files import DEPOSIT_FILES
from qtnet.deposit.store import write_store
from qtnet.deposit.terms import Terms
from qtnet.deposit.write import write_deposit

__all__ = ["DEPOSIT_FILES", "Terms", "write_deposit", "write_store"]
