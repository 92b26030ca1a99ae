"use strict";
// Start: unpack, wire the parts together, restore what the address asks for.

const night = matchMedia("(prefers-color-scheme: dark)");

const applyTheme = (chosen) => {
  const shown = chosen || (night.matches ? "dark" : "light");
  document.documentElement.dataset.shown = shown;
  one("#theme").setAttribute("aria-pressed", shown === "dark");
};

const markSection = () => {
  const links = new Map(all(".toc a").map((link) => [link.hash.slice(1), link]));
  const sections = all("main > section");
  let waiting = false;
  const mark = () => {
    waiting = false;
    const passed = sections.filter((section) => section.getBoundingClientRect().top < innerHeight * 0.4);
    const current = (passed.at(-1) || sections[0]).id;
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
  mark();
};

const start = async () => {
  applyTheme("");
  const [library, data] = await Promise.all([unpack("packed-plotly"), unpack("packed-payload")]);
  const script = document.createElement("script");
  script.textContent = library;
  document.head.append(script);
  const page = JSON.parse(data);
  const panel = evidencePanel(page);
  const figures = plots(page, panel.open);
  const list = factList(page);
  const filter = filters(page, (passing, active) => { list(passing); figures.filter(passing, active); });
  tables(page, figures.svg);
  markSection();
  if (matchMedia("(max-width: 700px)").matches) one(".more").open = false;
  let chosen = "";
  const recolour = () => { applyTheme(chosen); figures.recolour(); };
  one("#theme").addEventListener("click", () => {
    chosen = document.documentElement.dataset.shown === "dark" ? "light" : "dark";
    recolour();
  });
  night.addEventListener("change", recolour);
  addEventListener("beforeprint", () => { applyTheme("light"); figures.recolour(); });
  addEventListener("afterprint", recolour);
  const asked = readState().get("ev");
  filter.restore();
  if (asked) panel.open(asked);
  addEventListener("hashchange", () => {
    const facts = readState().get("ev");
    if (facts) panel.open(facts);
  });
  document.documentElement.dataset.ready = "1";
};

start();
