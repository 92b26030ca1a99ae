"use strict";
// The evidence panel: facts with their quotation marked in the paragraph where it stands.

const AT_ONCE = 30;

const evidencePanel = (page) => {
  const panel = one("#panel");
  const body = one("#panel-body");
  const factsOf = (key) => {
    const wanted = new Set(key.split(",").flatMap((name) => page.sets[name] || [name]));
    return page.facts.filter((fact) => wanted.has(fact.id)); // in the order of documents and positions
  };

  const describe = (fact) => (fact.kind === "money" || ["supply", "funding", "restriction"].includes(fact.mode) ? "→" : "–");

  const citation = (fact) => {
    const source = page.documents[fact.doc] || {};
    const about = [source.title || fact.doc, source.source, source.date, source.url].filter(Boolean).join(", ");
    return `“${quotation(page, fact)}” ${about}, characters ${fact.start}–${fact.end} (${fact.doc}; qtnet fact ${fact.id}).`;
  };

  const card = (fact) => {
    const source = page.documents[fact.doc] || {};
    const paragraph = page.paragraphs[fact.paragraph];
    const copied = make("button", { type: "button", class: "quiet" }, "Copy citation");
    copied.addEventListener("click", async () => {
      await copy(citation(fact));
      copied.textContent = "Copied";
      one("#panel-status").textContent = "Citation copied";
      setTimeout(() => { copied.textContent = "Copy citation"; }, 1600);
    });
    const tags = [
      fact.amount || fact.mode, page.labels[fact.domain], fact.status, fact.year, fact.instrument,
    ].filter(Boolean).map((text) => make("li", {}, text));
    const sign = fact.sign === "-" ? "hostile" : fact.sign === "+" ? "cooperative" : "money";
    return make("article", { class: `fact ${sign}` },
      make("h3", {}, bdi(fact.source), ` ${describe(fact)} `, bdi(fact.target)),
      make("ul", { class: "tags" }, make("li", { class: "sign" }, sign), ...tags),
      make("blockquote", { dir: "auto" },
        fact.cut[0] ? "… " : "", paragraph.slice(0, fact.from),
        make("mark", {}, paragraph.slice(fact.from, fact.to)),
        paragraph.slice(fact.to), fact.cut[1] ? " …" : ""),
      make("p", { class: "source" }, make("cite", {}, bdi(source.title || fact.doc)),
        [source.source, source.date].filter(Boolean).map((text) => `, ${text}`).join("")),
      make("p", { class: "source" },
        `characters ${fact.start.toLocaleString("en")}–${fact.end.toLocaleString("en")} · confidence ${fact.confidence.toFixed(2)} · found by ${fact.rule}`),
      make("p", { class: "source" }, copied, " ",
        make("button", { type: "button", class: "quiet", "data-facts": fact.id }, "Only this fact")));
  };

  const fill = (facts) => {
    const shown = facts.slice(0, AT_ONCE).map(card);
    body.replaceChildren(...shown);
    if (facts.length <= AT_ONCE) return;
    const rest = make("button", { type: "button" }, `Show the other ${facts.length - AT_ONCE} facts`);
    rest.addEventListener("click", () => rest.replaceWith(...facts.slice(AT_ONCE).map(card)));
    body.append(rest);
  };

  const open = (key) => {
    const facts = factsOf(key);
    if (!facts.length) return;
    one("#panel-title").textContent = facts.length === 1 ? "The sentence behind this" : `The ${facts.length} facts behind this`;
    fill(facts);
    body.scrollTop = 0;
    if (!panel.open) panel.showModal();
    one("#panel-title").focus({ preventScroll: true });
    panel.scrollTop = 0;
    writeState({ ev: key });
  };

  one("#panel-close").addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });
  panel.addEventListener("close", () => writeState({ ev: "" }));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-facts]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    open(link.dataset.facts);
  });
  return { open };
};

const bdi = (text) => make("bdi", {}, text);

const quotation = (page, fact) => page.paragraphs[fact.paragraph].slice(fact.from, fact.to);
