"""The sentences of the page: what the numbers say, in plain words."""
