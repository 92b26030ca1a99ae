"""Roles: who is subject, object, agent or complement of which verb or noun in a sentence."""
