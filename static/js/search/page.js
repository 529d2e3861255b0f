// The search page. Its form is its state, and so is the address: the one is
// read from the other, the index is asked, and the answer is drawn.
import { connect, search } from "./query.js";

const part = (id) => document.getElementById(id);
const form = part("ask");
const fields = [...form.querySelectorAll("fieldset[name]")];

// make gives an element with properties and children.
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

let opening;
const open = () => opening ??= connect(form.action).catch((problem) => {
  opening = undefined; // to be tried again
  throw problem;
});
// The columns, and all that is made of them, come when they are needed first.
const tools = () => import("./columns.js");

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
    const { values } = await (await tools()).facets(await open(), field.name);
    for (const [key, label] of values) if (missing.includes(key)) choice(field, key, label).checked = true;
  }
}

let turn = 0;
let hits = []; // what is found
let terms; // the terms that found it
let analyze;

async function run() {
  const mine = ++turn;
  const wanted = state();
  const query = (wanted.get("q") ?? "").trim();
  part("results").hidden = !wanted.size;
  part("browse").hidden = !!wanted.size;
  if (!wanted.size) return;
  try {
    const index = await open();
    const answer = await search(index, query);
    const shown = fields.filter(({ name, parentNode }) => wanted.has(name) || parentNode.open && part("filters").open);
    const narrowed = async () => (await tools()).narrow(index, answer.hits, wanted, shown.map(({ name }) => name));
    // Words alone need no column: their answer is drawn before its totals are.
    const early = wanted.size > 1 || !query ? await narrowed() : undefined;
    const kept = early?.kept ?? answer.hits;
    const cards = await Promise.all([...kept.slice(0, 10), ...answer.pages.slice(0, 4)].map(index.card));
    if (mine !== turn) return;
    hits = kept;
    ({ terms } = answer);
    ({ analyze } = index);
    part("hits").replaceChildren(...cards.splice(0, Math.min(kept.length, 10)).map(item));
    part("pages").replaceChildren(...cards.map(([path, title, , sort]) => make("li", {}, link(path, title), " " + sort)));
    say(answer);
    const { facets, totals } = early ?? await narrowed();
    if (mine !== turn) return;
    facets.forEach((facet, n) => count(shown[n], facet));
    add(totals);
  } catch (problem) {
    if (mine === turn) fail(problem);
  }
}

// fail tells that the index could not be read; the page's links still lead on.
function fail(problem) {
  console.warn(problem);
  hits = [];
  for (const id of ["hits", "pages", "sums"]) part(id).replaceChildren();
  say();
}

// say tells what was found, or that nothing could be.
let telling;
function say(answer) {
  const { length } = hits;
  const text = !answer ? "The search index could not be read" : length ? `${length.toLocaleString("en")} incident${length > 1 ? "s" : ""}` : "Nothing found";
  part("found").textContent = text;
  part("note").textContent = !answer ? "Try again, or browse the record." : [
    answer.meant.length && `Showing results for ${answer.meant.join(", ")}.`,
    answer.ranges.length && `Kept to ${answer.ranges.map(({ name, text }) => `${name} ${text}`).join(", ")}.`,
    answer.partial && "No entry has all of your words; these have some of them.",
    !length && "Try fewer or other words, take filters away, or browse the record.",
  ].filter(Boolean).join(" ");
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

// add shows the totals of the result, class by class.
const add = (totals) => part("sums").replaceChildren(...totals.map(({ key, words, exact, short, unpriced }) => {
  const line = short ? make("li", {}, make("data", { value: exact }, short), ` ${words}`, unpriced ? `, ${unpriced} more without a figure` : "")
    : make("li", {}, `${words}: ${unpriced} without a figure`);
  line.dataset.class = key;
  return line;
}));

const link = (path, title) => make("a", { href: new URL(".." + path, form.action) }, ...marked(title));

// marked gives a text with the words of the query marked.
const marked = (text) => text.split(/( +)/).map((word) => analyze(word).some((token) => terms.has(token.text)) ? make("mark", {}, word) : word);

function item([path, title, summary, type, date, status, money, before, sum, kind]) {
  const line = make("li", {}, make("p", { className: "when" }, date),
    make("div", { className: "what" }, make("h3", {}, link(path, title)), make("p", {}, ...marked(summary)),
      make("p", { className: "tags" }, type + " ", status && make("span", { className: "chip strong" }, status))),
    money && make("p", { className: "amt" }, before && before + " ", make("b", {}, sum), " ", make("span", { className: "kind" }, kind)));
  if (money) line.lastChild.dataset.class = money;
  return line;
}

async function more() {
  const list = part("hits");
  const { length } = list.children;
  const shown = hits;
  const cards = await Promise.all(hits.slice(length, length + 20).map((await open()).card));
  if (shown !== hits) return;
  list.append(...cards.map(item));
  part("more").hidden = hits.length <= list.children.length;
}

async function download() {
  const text = await (await tools()).table(await open(), hits, (id) => String(new URL(`../incidents/${id}/`, form.action)));
  const href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  make("a", { href, download: "incidents.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1e4);
}

let waiting;
function changed({ target }) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    history[target.type === "search" ? "replaceState" : "pushState"](null, "", "?" + state());
    run();
  }, target.type === "search" ? 90 : 0);
}

form.oninput = changed;
form.onsubmit = (event) => { event.preventDefault(); changed(event); };
form.onfocusin = () => open().catch(() => {});
form.addEventListener("toggle", run, true);
part("more").onclick = () => more().catch(fail);
part("csv").onclick = () => download().catch(fail);
onpopstate = () => restore().then(run, fail);
part("filters").hidden = false;
part("filters").open = matchMedia("(min-width: 60rem)").matches;
onpopstate();
