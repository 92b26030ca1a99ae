"""Technological bipolarity: alignment to two poles and the named components of the profile."""
