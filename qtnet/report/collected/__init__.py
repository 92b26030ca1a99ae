"""Frames of the page from result objects that a study may leave out: one file per question."""

from __future__ import annotations
