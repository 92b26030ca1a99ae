"""Technological bipolarity: alignment to two poles and the named components of the profile."""

from __future__ import annotations

from qtnet.metrics.bipolarity.profile import Profile, profile

__all__ = ["Profile", "profile"]
