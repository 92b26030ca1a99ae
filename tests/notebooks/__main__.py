"""Write every notebook again from its script: `python -m tests.notebooks`."""

from tests.notebooks.written import SCRIPTS, written

for script in SCRIPTS:
    script.with_suffix(".ipynb").write_text(written(script), encoding="utf-8")
    print(script.with_suffix(".ipynb").name)
