"use strict";
// The page: the list of questions, the one at hand, and the keys.

const AROUND = 100;
let current = "";
let editing = false;
let turn = 0;

const openQuestions = () => {
  const words = one("#search").value.trim().toLowerCase();
  const kind = one("#kind").value;
  const openOnly = one("#open-only").checked;
  return desk.questions.filter((q) =>
    (!kind || q.kind === kind) && (!openOnly || !verdictOf(q) || q.id === current)
    && (!words || [q.quotation, q.doc, q.group, q.id, ...Object.values(q.fields)].join(" ").toLowerCase().includes(words)));
};

const entry = (question) => {
  const verdict = verdictOf(question);
  const about = question.kind === "sentence" ? question.group : question.fields.mode || "";
  const button = make("button", { type: "button", "data-id": question.id, "aria-current": question.id === current ? "true" : null },
    make("span", { class: "name" }, ...titleOf(question)),
    make("span", { class: "meta" }, KIND[question.kind], about ? ` · ${about}` : "", verdict ? ` · ${DONE[verdict.action]}` : ""));
  const item = make("li", { class: verdict ? `judged ${verdict.action}` : "open" }, button);
  return item;
};

const drawList = () => {
  const shown = openQuestions();
  const at = Math.max(shown.findIndex((q) => q.id === current), 0);
  const first = Math.max(0, at - AROUND);
  const list = one("#list");
  list.setAttribute("start", first + 1);
  list.replaceChildren(...shown.slice(first, at + AROUND).map(entry));
  one("#shown").textContent = shown.length ? `${shown.length} of ${desk.questions.length} questions` : "No question matches.";
  const here = one("[aria-current]", list);
  if (here) here.scrollIntoView({ block: "nearest" });
  const asked = desk.questions.filter((q) => q.kind !== "added");
  const judged = asked.filter(verdictOf).length;
  const added = desk.questions.filter((q) => (verdictOf(q) || {}).action === "add").length;
  one("#bar").max = Math.max(asked.length, 1);
  one("#bar").value = judged;
  one("#count").textContent = `${judged} of ${asked.length} judged${added ? `, ${added} added` : ""}`;
};

const atHand = () => desk.questions.find((q) => q.id === current);

const drawQuestion = async (focus = true) => {
  const mine = (turn += 1);
  const question = atHand();
  const main = one("#question");
  if (!question) {
    main.replaceChildren(make("p", { class: "empty" }, desk.questions.length ? "No question matches." : "Nothing to review."));
    return;
  }
  let words = [];
  try { words = await placed(question); } catch (error) { words = [make("p", { class: "fault" }, error.message)]; }
  if (mine !== turn) return;  // another question was chosen while the text was on its way
  const verdict = verdictOf(question);
  const heading = make("h2", { tabindex: "-1", id: "title" }, ...titleOf(question));
  const shown = openQuestions();
  main.replaceChildren(
    make("p", { class: "kicker" }, `${KIND[question.kind]} · ${shown.indexOf(question) + 1} of ${shown.length}`,
      ...(verdict ? [" · ", make("strong", { class: `verdict ${verdict.action}` }, `${DONE[verdict.action]} by `, isolated(verdict.who || "somebody"))] : [])),
    heading,
    make("p", { class: "reading" }, question.decide),
    ...words,
    ...(question.kind === "alias" ? [aliasList(question)] : []),
    ...(question.kind === "added" ? [factList(question)] : []),
    ...(isFact(question) ? [editing ? editForm(question) : factList(question)] : []),
    ...(editing ? [] : [reasonField(verdict)]),
    make("p", { class: "small why" }, ...bits([question.reason, question.group && question.kind === "sentence" ? `path: ${question.group}` : "",
      `priority ${question.priority.toFixed(2)}`]).slice(1)),
    ...(verdict && question.kind !== "added" ? [withdraw(question)] : []));
  for (const button of all("[data-do]")) button.disabled = !can(question, button.dataset.do);
  document.documentElement.dataset.question = question.id;
  if (editing) one("#question form select, #question form input").focus();
  else if (focus) heading.focus({ preventScroll: true });
  if (focus) scrollTo(0, 0);
};

const can = (question, action) => {
  if (action === "edit") return isFact(question);
  if (action === "accept") return !["verdict", "added"].includes(question.kind);
  if (action === "reject") return true;
  if (action === "add") return Boolean(question.doc) && question.kind !== "alias";
  return true;
};

const aliasList = (question) => make("dl", { class: "pairs says" }, ...[["one", question.fields.name, question.fields.actor, question.fields.docs],
  ["other", question.fields.other_name, question.fields.other, question.fields.other_docs]].flatMap(([term, name, id, docs]) =>
  [make("dt", {}, term), make("dd", {}, isolated(name), " (", isolated(id), ") in ", isolated(docs.replaceAll("|", ", ")))]));

const reasonField = (verdict) => make("p", { class: "field wide" }, make("label", { for: "reason" }, "reason (optional)"), (() => {
  const input = make("input", { id: "reason", type: "text", autocomplete: "off" });
  input.value = (verdict && verdict.reason) || "";
  return input;
})());

const withdraw = (question) => {
  const button = make("button", { type: "button", class: "quiet" }, "Withdraw this verdict");
  button.addEventListener("click", () => judge(question, "withdraw"));
  return make("p", {}, button);
};

const editForm = (question) => {
  const values = { ...question.fields, ...((verdictOf(question) || {}).values || {}) };
  const use = make("button", { type: "button", class: "quiet" }, "Take the selected words as quotation");
  const form = make("form", { class: "edit", novalidate: "", "aria-label": "Fields of the fact" },
    make("div", { class: "fields" }, ...fieldRows(desk.columns[tableOf(question)], values, "edit")),
    reasonField(verdictOf(question)),
    make("p", { class: "fault general", role: "alert" }),
    make("p", { class: "actions" }, make("button", { type: "submit", class: "primary" }, "Save"), " ",
      make("button", { type: "button", class: "quiet", "data-leave": "" }, "Leave"), " ", use));
  use.addEventListener("mousedown", (event) => event.preventDefault());  // keeps the selection
  use.addEventListener("click", () => {
    const words = selectedWords();
    if (words) one("#edit-evidence").value = words;
    else said("Select words of the document first");
  });
  one("[data-leave]", form).addEventListener("click", leave);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const now = valuesOf(form);
    const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== (question.fields[name] || "")));
    judge(question, "edit", changed, form);
  });
  return form;
};

const leave = () => { editing = false; drawQuestion(); };

const judge = async (question, action, values = {}, form = null) => {
  const reason = one("#reason") ? one("#reason").value : "";
  try {
    const done = await ask("api/judge", { id: question.id, action, values, reason });
    const shown = openQuestions();
    desk.verdicts = done.verdicts;
    if (question.kind === "added") { desk.questions = desk.questions.filter((q) => q !== question); current = (desk.questions.find((q) => !verdictOf(q)) || desk.questions[0] || { id: "" }).id; }
    editing = false;
    said(`${action === "withdraw" ? "Withdrawn" : DONE[(verdictOf(question) || { action }).action]} and saved`);
    if (action !== "withdraw") {
      const at = shown.findIndex((q) => q.id === question.id);
      const next = [...shown.slice(at + 1), ...shown.slice(0, at)].find((q) => !verdictOf(q));
      current = next ? next.id : current;
    }
    draw_all();
  } catch (error) {
    if (form) showFaults(form, error);
    else said(`Not saved: ${error.message}`);
  }
};

const undo = async () => {
  const before = JSON.stringify(desk.verdicts);
  try {
    const done = await ask("api/undo", {});
    const old = JSON.parse(before);
    await load();
    const back = desk.questions.find((q) => JSON.stringify(old[q.id]) !== JSON.stringify(desk.verdicts[q.id]));
    if (back) current = back.id;
    said(done.undone ? "Taken back and saved" : "Nothing to undo in this session");
    draw_all();
  } catch (error) {
    said(`Not undone: ${error.message}`);
  }
};

const move = (step) => {
  const shown = openQuestions();
  const at = shown.findIndex((q) => q.id === current);
  const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
  if (!next) return;
  if (next.id === current && at >= 0) said(step > 0 ? "This is the last question" : "This is the first question");
  current = next.id;
  editing = false;
  draw_all();
};

const act = (name) => {
  const question = atHand();
  if (name === "undo") return undo();
  if (name === "next") return move(1);
  if (name === "previous") return move(-1);
  if (!question || !can(question, name)) return said("This question does not take that verdict");
  if (name === "add") return openAdd(question, selectedWords());
  if (name === "edit") { editing = true; return drawQuestion(); }
  if (name === "accept" && ["sentence", "refused"].includes(question.kind)) return openAdd(question, selectedWords());
  return judge(question, ["verdict", "added"].includes(question.kind) ? "withdraw" : name);
};

const KEYS = { j: "next", k: "previous", a: "accept", r: "reject", e: "edit", n: "add", u: "undo" };

const onKey = (event) => {
  const typing = event.target.closest("input, select, textarea, dialog");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("form")) {
    event.preventDefault();
    event.target.closest("form").requestSubmit();
    return;
  }
  if (event.key === "Escape" && !event.target.closest("dialog")) {
    if (editing) leave();
    else if (typing) { typing.blur(); one("#title")?.focus(); }
    return;
  }
  if (!one("#single").checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); one("#search").focus(); }
  else if (event.key === "?") one("#help").showModal();
  else if (KEYS[event.key]) { event.preventDefault(); act(KEYS[event.key]); }
};

const draw_all = (focus = true) => { drawList(); return drawQuestion(focus); };

const night = matchMedia("(prefers-color-scheme: dark)");
const theme = (dark) => {
  document.documentElement.dataset.shown = dark ? "dark" : "light";
  one("#theme").setAttribute("aria-pressed", String(dark));
};

const start = async () => {
  theme(night.matches);
  night.addEventListener("change", () => theme(night.matches));
  one("#theme").addEventListener("click", () => theme(document.documentElement.dataset.shown !== "dark"));
  try { await load(); } catch (error) { one("#question").textContent = error.message; return; }
  one("#actors").replaceChildren(...desk.actors.map((known) => make("option", { value: known.actor }, `${known.name} · ${known.kind}`)));
  one("#file").textContent = desk.file;
  one("#who").textContent = desk.who;
  current = (desk.questions.find((q) => !verdictOf(q)) || desk.questions[0] || { id: "" }).id;
  one("#list").addEventListener("click", (event) => {
    const button = event.target.closest("[data-id]");
    if (button) { current = button.dataset.id; editing = false; draw_all(); }
  });
  const filter = () => {
    const shown = openQuestions();
    if (!shown.some((q) => q.id === current)) current = shown.length ? shown[0].id : "";
    editing = false;
    draw_all(false);
  };
  for (const id of ["#search", "#kind", "#open-only"]) one(id).addEventListener("input", filter);
  for (const button of all("[data-do]")) {
    button.addEventListener("mousedown", (event) => event.preventDefault());  // keeps the selection
    button.addEventListener("click", () => act(button.dataset.do));
  }
  for (const button of all("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
  one("#show-help").addEventListener("click", () => one("#help").showModal());
  document.addEventListener("keydown", onKey);
  await draw_all(false);
  document.documentElement.dataset.ready = "1";
};

start();
