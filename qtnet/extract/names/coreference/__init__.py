"""Definite phrases and pronouns in, mentions by reference out: "both countries", "the chipmaker", "its", "them"."""

from qtnet.extract.names.coreference.reader import Reader

__all__ = ["Reader"]
