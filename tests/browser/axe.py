"""axe-core over a page: what it finds against readers who cannot see, point or tell colours apart."""

from importlib.resources import files

#: The rules of WCAG 2.2 up to AA, and what axe calls good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page, within: str = "html", *, without: tuple[str, ...] = ()) -> list[str]:
    """Give one line per violation: the rule, what it asks, and the first elements that break it."""
    if page.evaluate("typeof axe === 'undefined'"):
        # evaluated by the browser's own tools, so that the policy of the page stays as strict as it is
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    context = {"include": [[within]], "exclude": [[selector] for selector in without]}
    options = {"resultTypes": ["violations"], "runOnly": TAGS}
    found = page.evaluate("([context, options]) => axe.run(context, options)", [context, options])
    return [
        f"{rule['id']}: {rule['help']} ({len(rule['nodes'])}): "
        + " | ".join(node["html"][:160] for node in rule["nodes"][:3])
        for rule in found["violations"]
    ]
