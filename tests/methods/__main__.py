"""Write the generated tables of the method pages again: ``python -m tests.methods``."""

from tests.methods.tables import PAGES, refreshed

if __name__ == "__main__":
    for page in PAGES:
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
