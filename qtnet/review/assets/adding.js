"use strict";
// Adding a fact that was missed: its words, its actors (known or new) and what it says.

const openAdd = (question, words) => {
  const dialog = one("#add");
  const form = one("#add-form");
  const fields = question.fields || {};
  const suggested = { source: fields.source, target: fields.target, funder: fields.funder, recipient: fields.recipient, mode: fields.mode, status: "active", basis: "total" };
  const draw = (table) => {
    const kept = { ...suggested, evidence: words || question.quotation, ...(form.dataset.table ? valuesOf(form) : {}) };
    form.dataset.table = table;
    const choice = make("fieldset", { class: "chips" }, make("legend", {}, "What is it?"),
      ...[["ties", "Tie"], ["funding", "Money"]].map(([value, text]) => {
        const button = make("button", { type: "button", class: "chip", "aria-pressed": String(value === table) }, text);
        button.addEventListener("click", () => { draw(value); one(`.chip[aria-pressed=true]`, form).focus(); });
        return button;
      }));
    form.replaceChildren(choice,
      make("p", { class: "small" }, "in ", isolated((desk.documents[question.doc] || {}).title || question.doc)),
      make("div", { class: "fields" }, ...fieldRows(desk.columns[table], kept, "add")),
      make("div", { id: "new-actors" }),
      make("p", { class: "field wide" }, make("label", { for: "add-reason" }, "reason (optional)"),
        make("input", { id: "add-reason", type: "text", "data-part": "reason", name: "reason", autocomplete: "off" })),
      make("p", { class: "fault general", role: "alert" }),
      make("p", { class: "actions" }, make("button", { type: "submit", class: "primary" }, "Add the fact")));
    for (const name of ENDS) {
      const input = one(`#add-${name}`, form);
      if (input) input.addEventListener("change", () => newActors(form));
    }
    newActors(form);
  };
  delete form.dataset.table;
  draw(question.kind === "money" ? "funding" : "ties");
  form.onsubmit = async (event) => {
    event.preventDefault();
    const values = { ...valuesOf(form), doc: question.doc };
    const actors = {};
    for (const about of all(".new-actor", form)) {
      const id = slug(about.dataset.name);
      for (const end of ENDS) if (values[end] === about.dataset.name) values[end] = id;
      actors[id] = { surface: about.dataset.name, kind: one("select", about).value, country: one("input", about).value.trim().toUpperCase() };
    }
    try {
      const done = await ask("api/judge", { action: "add", table: form.dataset.table, values, actors, reason: one("#add-reason").value });
      desk.verdicts = done.verdicts;
      await load();
      dialog.close();
      draw_all();
      said("Added and saved");
    } catch (error) {
      showFaults(form, error);
    }
  };
  dialog.showModal();
  one("#add-form select, #add-form input").focus();
};

const slug = (name) => name.toLowerCase().normalize("NFKD").replace(/[^\p{Letter}\p{Number}]+/gu, "-").replace(/^-|-$/g, "");

// An actor that no document lists needs a kind and a home; its id is made of its name.
const newActors = (form) => {
  const named = ENDS.map((end) => one(`#add-${end}`, form)).filter(Boolean).map((input) => input.value.trim())
    .filter((name) => name && !desk.actors.some((known) => known.actor === name));
  const there = new Map(all(".new-actor", form).map((about) => [about.dataset.name, about]));
  one("#new-actors", form).replaceChildren(...[...new Set(named)].map((name, k) => {
    if (there.has(name)) return there.get(name);
    const about = make("fieldset", { class: "new-actor" },
      make("legend", {}, "New actor ", isolated(name)),
      make("p", { class: "field" }, make("label", { for: `kind-${k}` }, "kind"),
        make("select", { id: `kind-${k}`, name: "kind", "data-part": "" }, make("option", { value: "" }, "choose"), ...desk.kinds.filter((kind) => kind !== "country").map((kind) => make("option", { value: kind }, kind))),
        make("span", { class: "fault", id: `kind-${k}-fault` })),
      make("p", { class: "field" }, make("label", { for: `home-${k}` }, "home country (two letters)"),
        make("input", { id: `home-${k}`, name: "country", "data-part": "", type: "text", maxlength: "2", autocomplete: "off" }),
        make("span", { class: "fault", id: `home-${k}-fault` })));
    about.dataset.name = name;
    return about;
  }));
};
