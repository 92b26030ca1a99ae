"""Find an installed Chromium or Chrome; the tests never download one."""

import os
import shutil
from pathlib import Path

HOW_TO_INSTALL = (
    "no Chromium or Chrome was found; install one (Debian: apt-get install --no-install-recommends chromium) "
    "or set CHROMIUM to its path"
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_chromium() -> str | None:
    """Path of the browser that ``CHROMIUM`` names, else of one on the path, else of one in a usual place."""
    asked = os.environ.get("CHROMIUM")
    if asked:
        return asked if Path(asked).is_file() else None
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    return found or next((place for place in PLACES if Path(place).is_file()), None)
