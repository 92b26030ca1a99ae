"""Money: amounts that fund technology, who gives and who receives."""
