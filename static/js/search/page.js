// The search page. Its form is its state, and so is the address: the one is
// read from the other, the index is asked, and the answer is drawn.
import { connect, facet, narrow, search, table } from "./query.js";

const part = (id) => document.getElementById(id);
const form = part("ask");
const fields = [...form.querySelectorAll("fieldset[name]")];
const open = () => connect(form.action);

// make gives an element with properties and children.
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// state gives what the form holds, without what is empty.
const state = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value));

// choice gives the box of a value. A facet keeps its boxes, so that focus stays.
const choice = (field, value, label) => {
  let input = [...field.elements].find((box) => box.value === value);
  if (!input && label) {
    input = make("input", { type: "checkbox", name: field.name, value });
    field.lastElementChild.append(make("li", {}, make("label", {}, input, ` ${label} `, make("span", { className: "count" }))));
  }
  return input;
};

// restore puts the state of the address into the form.
async function restore() {
  const wanted = new URLSearchParams(location.search);
  for (const input of form.querySelectorAll("[name]:not(fieldset)")) {
    if (input.type === "checkbox") input.checked = wanted.getAll(input.name).includes(input.value);
    else input.value = wanted.get(input.name) ?? "";
  }
  for (const field of fields) {
    const missing = wanted.getAll(field.name).filter((key) => !choice(field, key));
    if (!missing.length) continue;
    for (const [key, label] of (await facet(await open(), field.name)).values) if (missing.includes(key)) choice(field, key, label).checked = true;
  }
}

let turn = 0;
let index;
let answer;
let hits; // what is found

async function run() {
  const mine = ++turn;
  const wanted = state();
  const query = (wanted.get("q") ?? "").trim();
  const { length } = [...wanted];
  part("results").hidden = !length;
  part("browse").hidden = length > 0;
  if (!length) return;
  try {
    index = await open();
    const found = await search(index, query);
    const shown = fields.filter(({ name, parentNode }) => wanted.has(name) || parentNode.open && part("filters").open);
    const narrowed = () => narrow(index, found.hits, wanted, shown.map(({ name }) => name));
    // Words alone need no column: their answer is drawn before its totals are.
    const early = (length > 1 || !query) && await narrowed();
    const kept = (early || found).hits;
    const cards = await Promise.all([...kept.slice(0, 10), ...found.pages.slice(0, 4)].map(index.card));
    if (mine !== turn) return;
    [answer, hits] = [found, kept];
    part("hits").replaceChildren(...cards.splice(0, Math.min(kept.length, 10)).map(line));
    part("pages").replaceChildren(...cards.map(line));
    say();
    const { facets, totals } = early || await narrowed();
    if (mine !== turn) return;
    facets.forEach((facet, n) => count(shown[n], facet));
    part("sums").replaceChildren(...totals.map(sum));
  } catch (problem) {
    if (mine === turn) fail(problem);
  }
}

// fail tells that the index could not be read; the page's links still lead on.
function fail(problem) {
  console.warn(problem);
  hits = [];
  for (const id of ["hits", "pages", "sums"]) part(id).replaceChildren();
  say(true);
}

// say tells what was found, or that nothing could be.
let telling;
function say(failed) {
  const { length } = hits;
  const { failure, nothing } = part("found").dataset;
  const text = failed ? failure : length ? `${length.toLocaleString("en")} incident${length > 1 ? "s" : ""}` : nothing;
  const notes = failed ? ["", "", "", true] : [answer.meant.join(", "), answer.partial, !length, "", answer.ranges.map(({ name, text }) => name + " " + text).join(", ")];
  part("found").textContent = text;
  [...part("note").children].forEach((note, n) => {
    note.hidden = !notes[n];
    note.firstElementChild?.replaceChildren(notes[n]);
  });
  part("results").hidden = false;
  part("browse").hidden = length > 0;
  part("csv").hidden = !length;
  part("more").hidden = length < 11;
  clearTimeout(telling);
  telling = setTimeout(() => { part("status").textContent = text; }, 700);
}

// count writes the counts of a facet and shows the values that have any.
function count(field, { values, chosen, counts }) {
  let room = 20;
  values.forEach(([key, label], place) => {
    const show = chosen.has(place) || counts[place] && room-- > 0;
    const line = choice(field, key, show && label)?.closest("li");
    if (!line) return;
    line.hidden = !show;
    line.querySelector(".count").textContent = counts[place].toLocaleString("en");
  });
}

// sum shows the total of a class.
function sum({ key, words, exact, short, unpriced }) {
  const line = make("li", {}, short ? make("data", { value: exact }, short) : "", " " + words, unpriced ? `${short ? `, ${unpriced} more` : `: ${unpriced}`} without a figure` : "");
  line.dataset.class = key;
  return line;
}

// marked gives a text with the words of the query marked.
const marked = (text) => text.split(/( +)/).map((word) => (index.analyze(word).some((token) => answer.terms.has(token.text)) ? make("mark", {}, word) : word));

// line shows the card of an entry or a page: the template has a place for each
// part, by its number.
function line(card) {
  const line = part(card[2] ? "hit" : "page").content.firstElementChild.cloneNode(true);
  for (const place of line.querySelectorAll("[data-n]")) place.append(...marked(card[place.dataset.n]));
  line.querySelector("a").href = new URL(".." + card[0], form.action);
  if (card[6]) line.dataset.class = card[6];
  return line;
}

async function more() {
  const list = part("hits");
  const { length } = list.children;
  const shown = hits;
  const cards = await Promise.all(hits.slice(length, length + 20).map(index.card));
  if (shown !== hits) return;
  list.append(...cards.map(line));
  part("more").hidden = hits.length <= list.children.length;
}

async function download() {
  const text = await table(index, hits, (id) => String(new URL(`../incidents/${id}/`, form.action)));
  const href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  make("a", { href, download: "incidents.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1e4);
}

let waiting;
function changed({ target }) {
  clearTimeout(waiting);
  const typed = target.type === "search";
  waiting = setTimeout(() => {
    history[typed ? "replaceState" : "pushState"](null, "", "?" + state());
    run();
  }, typed ? 90 : 0);
}

form.oninput = changed;
form.onsubmit = (event) => { event.preventDefault(); changed(event); };
form.addEventListener("toggle", run, true);
part("more").onclick = () => more().catch(fail);
part("csv").onclick = () => download().catch(fail);
onpopstate = () => restore().then(run, fail);
part("filters").hidden = false;
part("filters").open = matchMedia("(min-width: 60rem)").matches;
onpopstate();
open().catch(() => {}); // early, so that the first word finds it there
