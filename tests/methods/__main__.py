"""Write the generated tables of the method pages and of the data dictionary again: ``python -m tests.methods``."""

from tests.methods.tables import DICTIONARY, PAGES, dictionary, refreshed

if __name__ == "__main__":
    for page in PAGES:
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
    DICTIONARY.write_text(dictionary(DICTIONARY.read_text(encoding="utf-8")), encoding="utf-8")
