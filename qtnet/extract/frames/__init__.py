"""Frames: constructions as data that state a tie, and the matcher that finds them."""

from qtnet.extract.frames.proposing import propose

__all__ = ["propose"]
