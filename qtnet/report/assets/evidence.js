"use strict";
// The evidence panel: facts with their quotation marked in the paragraph where it stands.

const AT_ONCE = 30;
const ONE_WAY = ["supply", "funding", "restriction"];

const quotation = (page, fact) => page.paragraphs[fact.paragraph].slice(fact.from, fact.to);
const arrow = (fact) => (fact.kind === "money" || ONE_WAY.includes(fact.mode) ? "→" : "–");
const signOf = (fact) => (fact.sign === "-" ? "hostile" : fact.sign === "+" ? "cooperative" : "money");

const evidencePanel = (page) => {
  const panel = one("#panel");
  const body = one("#panel-body");
  // A key lists facts, sets of facts, and "actor:ID" for all facts of an actor.
  const placesOf = (name) => page.sets[name] || (name.startsWith("actor:") && page.actors.find((actor) => actor.id === name.slice(6))?.facts) || [name];
  const factsOf = (key) => {
    const wanted = new Set(key.split(",").flatMap(placesOf).map((place) => (typeof place === "number" ? page.facts[place].id : place)));
    return page.facts.filter((fact) => wanted.has(fact.id)); // in the order of documents and positions
  };

  const citation = (fact) => {
    const source = page.documents[fact.doc] || {};
    const about = [source.title || fact.doc, source.source, source.date, source.url].filter(Boolean).join(", ");
    return `“${quotation(page, fact)}” ${about}, characters ${fact.start}–${fact.end} (${fact.doc}; qtnet fact ${fact.id}).`;
  };

  const copier = (label, done, text) => {
    const button = make("button", { type: "button", class: "quiet" }, label);
    button.addEventListener("click", async () => {
      await copy(text());
      button.textContent = "Copied";
      one("#panel-status").textContent = done;
      setTimeout(() => { button.textContent = label; }, 1600);
    });
    return button;
  };

  const card = (fact) => {
    const source = page.documents[fact.doc] || {};
    const paragraph = page.paragraphs[fact.paragraph];
    const sign = signOf(fact);
    const tags = [
      fact.amount || fact.mode, page.labels[fact.domain], fact.status, fact.year, fact.instrument,
    ].filter(Boolean).map((text) => make("li", {}, text));
    return make("article", { class: `fact ${sign}` },
      make("h3", {}, bdi(fact.source), ` ${arrow(fact)} `, bdi(fact.target)),
      make("ul", { class: "tags" }, make("li", { class: "sign" }, sign), ...tags),
      make("blockquote", { dir: "auto" },
        fact.cut[0] ? "… " : "", paragraph.slice(0, fact.from),
        make("mark", {}, paragraph.slice(fact.from, fact.to)),
        paragraph.slice(fact.to), fact.cut[1] ? " …" : ""),
      make("p", { class: "source" }, make("cite", {}, bdi(source.title || fact.doc)),
        [source.source, source.date].filter(Boolean).map((text) => `, ${text}`).join("")),
      make("p", { class: "source" },
        `characters ${fact.start.toLocaleString("en")}–${fact.end.toLocaleString("en")} · confidence ${fact.confidence.toFixed(2)} · found by ${fact.rule}`),
      make("p", { class: "fact-actions" },
        copier("Copy citation", "Citation copied", () => citation(fact)),
        copier("Copy link", "Link copied", () => `${location.href.split("#")[0]}#ev=${fact.id}`)));
  };

  const fill = (facts) => {
    body.replaceChildren(...facts.slice(0, AT_ONCE).map(card));
    if (facts.length <= AT_ONCE) return;
    const rest = make("button", { type: "button" }, `Show the other ${facts.length - AT_ONCE} facts`);
    rest.addEventListener("click", () => rest.replaceWith(...facts.slice(AT_ONCE).map(card)));
    body.append(rest);
  };

  const open = (key) => {
    const facts = factsOf(key);
    const left = key.split(",").reduce((sum, name) => sum + (page.left[name] || 0), 0);
    if (!facts.length) return;
    one("#panel-title").textContent = left ? `The ${facts.length} surest of ${facts.length + left} facts behind this`
      : facts.length === 1 ? "The sentence behind this" : `The ${facts.length} facts behind this`;
    fill(facts);
    if (!panel.open) panel.showModal();
    one("#panel-title").focus({ preventScroll: true });
    panel.scrollTop = 0;
    writeState({ ev: key });
  };

  one("#panel-close").addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });
  panel.addEventListener("close", () => writeState({ ev: "" }));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#ev="]');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    open(decodeURIComponent(link.hash.slice(4)));
  });
  return { open, close: () => { if (panel.open) panel.close(); } };
};
