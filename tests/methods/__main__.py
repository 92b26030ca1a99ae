"""Write the generated tables of METHODS.md again: ``python -m tests.methods``."""

from tests.methods.tables import PAGE, refreshed

if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
