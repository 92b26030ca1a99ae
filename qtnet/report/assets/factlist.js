"use strict";
// The list of facts: only the rows in sight are in the document, so that ten thousand scroll like ten.

const AROUND = 10; // rows kept ready above and below
const MOST_PRINTED = 400;

const factList = (page) => {
  const box = one("#facts-box");
  const rows = one("#facts");
  const [above, below] = all(".facts-gap > tr > td");
  let facts = page.facts;
  let shown = facts;
  let first = -1, last = -1, height = 0;
  let order = { key: "", down: false };

  const row = (fact, place) => {
    const cell = (name, ...content) => make("td", { "data-name": name }, make("div", { class: "clip" }, ...content));
    return make("tr", { "aria-rowindex": place + 2 },
      cell("From and to", bdi(fact.source), ` ${arrow(fact)} `, bdi(fact.target)),
      cell("Kind", make("span", { class: `kind ${signOf(fact)}` }, fact.amount || fact.mode)),
      cell("Technology", page.labels[fact.domain]),
      cell("Status", fact.status + (fact.year ? `, ${fact.year}` : "")),
      cell("Confidence", fact.confidence.toFixed(2)),
      make("td", { "data-name": "Quotation", class: "quote" },
        make("a", { href: "#ev=" + fact.id, dir: "auto", class: "clip" }, quotation(page, fact))));
  };

  const between = (from, to) => {
    rows.replaceChildren(...shown.slice(from, to).map((fact, k) => row(fact, from + k)));
    [first, last] = [from, to];
    above.style.height = `${from * height}px`;
    below.style.height = `${(shown.length - to) * height}px`;
  };

  const look = () => {
    if (!height && shown.length) {
      between(0, Math.min(shown.length, 2 * AROUND));
      height = rows.firstElementChild.getBoundingClientRect().height;
    }
    const top = Math.floor(box.scrollTop / (height || 1));
    const from = Math.max(0, Math.min(shown.length, top) - AROUND);
    const to = Math.min(shown.length, top + Math.ceil(box.clientHeight / (height || 1)) + AROUND);
    if (from !== first || to !== last) between(from, to);
  };

  const draw = () => {
    const compare = (a, b) => (typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0);
    shown = order.key
      ? [...facts].sort((a, b) => (order.down ? -1 : 1) * compare(a[order.key], b[order.key]))
      : facts;
    one("table.facts").setAttribute("aria-rowcount", shown.length + 1);
    box.scrollTop = 0;
    first = -1;
    if (shown.length) look();
    else between(0, 0);
  };

  let waiting = false;
  box.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; look(); });
  }, { passive: true });
  addEventListener("resize", () => { height = 0; first = -1; if (shown.length) look(); });
  for (const button of all("[data-sort]")) {
    button.addEventListener("click", () => {
      order = { key: button.dataset.sort, down: order.key === button.dataset.sort && !order.down };
      for (const head of all(".facts th")) head.removeAttribute("aria-sort");
      button.parentElement.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      draw();
    });
  }
  one("#facts-csv").addEventListener("click", () => {
    const columns = ["id", "doc", "source", "target", "mode", "sign", "domain", "status", "year", "amount", "instrument", "confidence", "start", "end", "rule"];
    save("facts.csv", "text/csv", csv([...columns, "quotation"], shown.map((fact) => [...columns.map((name) => fact[name]), quotation(page, fact)])));
  });
  return {
    show: (passing) => {
      facts = page.facts.filter((fact) => passing.has(fact.id));
      const count = `${facts.length.toLocaleString("en")} of ${counted(page.facts.length, "fact", "facts")}`;
      for (const place of all('[data-count="facts"]')) place.textContent = count;
      draw();
    },
    print: () => {
      height = 0;
      between(0, Math.min(shown.length, MOST_PRINTED));
      one("#facts-rest").hidden = shown.length <= MOST_PRINTED;
      one("#facts-rest").textContent = `The first ${MOST_PRINTED} of ${shown.length} facts; all are in the CSV of the page.`;
    },
    back: () => { one("#facts-rest").hidden = true; height = 0; draw(); },
  };
};
