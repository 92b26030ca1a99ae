"use strict";
// The desk: what is asked, what was said, and the way to the server. Addresses are relative, so that they hold the token.

const desk = { questions: [], verdicts: {}, documents: {}, actors: [], columns: {}, kinds: [], directed: [], who: "", file: "" };
const texts = new Map();

const ask = async (path, body) => {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(path, { ...options, cache: "no-store" });
  } catch {
    throw Object.assign(new Error("The server does not answer; nothing was saved. Start qtnet review again."), { fields: {} });
  }
  const found = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(found.error), { fields: found.fields || {} });
  return found;
};

const load = async () => Object.assign(desk, await ask("api/state"));

const textOf = async (doc) => {
  if (!texts.has(doc)) texts.set(doc, (await ask(`api/text?doc=${encodeURIComponent(doc)}`)).text);
  return texts.get(doc);
};

// Offsets count characters, as Python does; browsers count UTF-16 units.
const units = (text, characters) => {
  if (!/[\ud800-\udfff]/.test(text)) return characters;
  let at = 0;
  for (let k = 0; k < characters && at < text.length; k += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
};

const verdictOf = (question) => desk.verdicts[question.id];
const isFact = (question) => question.kind === "tie" || question.kind === "money";
const tableOf = (question) => (question.kind === "money" || question.fields.amount ? "funding" : "ties");
const nameOf = (actor) => (desk.actors.find((known) => known.actor === actor) || { name: actor || "not named" }).name;
const said = (text) => { one("#said").textContent = text; };

const DONE = { accept: "Accepted", reject: "Rejected", edit: "Edited", nothing: "Rejected", same: "Merged", distinct: "Kept apart", add: "Added" };
const KIND = { tie: "Tie", money: "Money", sentence: "Sentence without a fact", refused: "Refused proposal", alias: "Alias", verdict: "Lost verdict", added: "Added fact" };

const titleOf = (question) => {
  const f = question.fields;
  if (question.kind === "alias") return [isolated(f.name), " = ", isolated(f.other_name), "?"];
  if (question.kind === "verdict") return [isolated(question.id)];
  const [from, to] = tableOf(question) === "funding" ? [f.funder, f.recipient] : [f.source, f.target];
  const arrow = tableOf(question) === "funding" || desk.directed.includes(f.mode) ? " → " : " – ";
  return [isolated(nameOf(from)), arrow, isolated(nameOf(to))];
};

const isolated = (text) => make("bdi", {}, ...visible(text));
