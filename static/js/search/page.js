// The search page: reads its state from the address, asks the index, draws.
import { analyze } from "./analyzer.js";
import { amounts, dates, facet, money, narrow, plainSum, shortSum, total } from "./columns.js";
import { connect } from "./index.js";
import { search } from "./query.js";

const part = (id) => document.getElementById(id);
const form = part("ask");
const results = part("results");
const fields = [...form.querySelectorAll("fieldset[name]")];

// make gives an element with properties and children.
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

let index; // the promise of the index
const opened = () => index ??= connect(form.action).catch((problem) => { index = undefined; throw problem; });
const columns = new Map();
const column = async (name, read) => {
  if (!columns.has(name)) columns.set(name, await read(await opened(), name));
  return columns.get(name);
};

// state gives what the form holds, without what is empty.
const state = () => new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && !(name === "sort" && value === "best")));

// The list of a facet keeps its elements, so that focus stays where it is.
function choice(field, key, label) {
  const box = [...field.elements].find((input) => input.value === key);
  if (box) return box;
  const input = make("input", { type: "checkbox", name: field.name, value: key });
  field.lastElementChild.append(make("li", {}, make("label", {}, input, ` ${label} `, make("span", { className: "count" }))));
  return input;
}

// restore puts the state of the address into the form.
async function restore() {
  const wanted = new URLSearchParams(location.search);
  for (const input of form.elements) {
    if (input.type === "checkbox") input.checked = wanted.getAll(input.name).includes(input.value);
    else if (input.name && input.tagName !== "FIELDSET") input.value = wanted.get(input.name) ?? (input.name === "sort" ? "best" : "");
  }
  for (const field of fields) {
    const keys = wanted.getAll(field.name).filter((key) => ![...field.elements].some((input) => input.value === key));
    if (!keys.length) continue;
    const { values } = await column(field.name, facet);
    for (const [key, label] of values) if (keys.includes(key)) choice(field, key, label).checked = true;
  }
}

// units reads an amount as the search does: 1.5M in 10^-8 dollars.
function units(text) {
  const found = /^#(\d+)e(-?\d+)$/.exec(analyze(text)[0]?.text);
  return found && +found[2] >= -8 && +found[2] < 40 ? BigInt(found[1]) * 10n ** BigInt(+found[2] + 8) : undefined;
}

// tests gives what an entry must pass besides the facets.
async function tests(wanted) {
  const list = [];
  const day = (name) => Date.parse(wanted.get(name) ?? "") / 864e5;
  const from = day("from");
  const to = day("to");
  if (from === from || to === to) {
    const of = await column("date", dates);
    list.push((hit) => of[hit] && !(of[hit][1] < from) && !(of[hit][0] > to));
  }
  const least = units(wanted.get("min") ?? "");
  const most = units(wanted.get("max") ?? "");
  if (least !== undefined || most !== undefined) {
    const of = await column("amount", amounts);
    list.push((hit) => of[hit] !== undefined && !(of[hit] < least) && !(of[hit] > most));
  }
  return list;
}

// facets gives the facets that are open or chosen from.
const facets = (wanted) => Promise.all(fields
  .filter((field) => wanted.has(field.name) || field.closest("details").open && part("filters").open)
  .map(async (field) => {
    const { values, of } = await column(field.name, facet);
    const places = new Map(values.map(([key], place) => [key, place]));
    return { field, values, of, chosen: new Set(wanted.getAll(field.name).map((key) => places.get(key) ?? -1)) };
  }));

let turn = 0;
let found = { kept: [], terms: new Set() }; // what is shown

async function run() {
  const mine = ++turn;
  const wanted = state();
  document.body.classList.toggle("asked", wanted.size > 0);
  results.hidden = !wanted.size;
  if (!wanted.size) return;
  try {
    const at = await opened();
    const query = wanted.get("q") ?? "";
    const answer = query.trim() ? await search(at, query)
      : { hits: Array.from({ length: at.root.entries }, (_, n) => at.root.entries - 1 - n), pages: [], meant: [], terms: new Set() };
    const chosen = await facets(wanted);
    const { kept, counts } = narrow(answer.hits, chosen, await tests(wanted));
    const order = wanted.get("sort");
    if (order === "amount") {
      const of = await column("amount", amounts);
      kept.sort((a, b) => (of[b] ?? -1n) > (of[a] ?? -1n) ? 1 : of[b] === of[a] ? b - a : -1);
    } else if (order) kept.sort((a, b) => order === "oldest" ? a - b : b - a);
    const cards = await Promise.all(kept.slice(0, 10).map(at.card));
    const pages = await Promise.all(answer.pages.slice(0, 4).map(at.card));
    if (mine !== turn) return;
    found = { ...answer, kept };
    part("hits").replaceChildren(...cards.map(item));
    part("pages").replaceChildren(...pages.map(([path, title, , sort]) => make("li", {}, link(path, title), ` ${sort}`)));
    say(kept.length, answer);
    chosen.forEach((one, n) => count(one, counts[n]));
    const sums = await column("money", money);
    if (mine === turn) add(sums);
  } catch (problem) {
    if (mine === turn) fail(problem);
  }
}

// fail tells that the index could not be read; the page's links still lead on.
function fail() {
  results.hidden = false;
  document.body.classList.remove("asked");
  for (const id of ["hits", "pages", "sums"]) part(id).replaceChildren();
  part("more").hidden = part("csv").hidden = true;
  tell("The search index could not be read. Try again, or browse the record below.");
  part("note").textContent = "";
}

let telling;
function tell(text) {
  part("found").textContent = text;
  clearTimeout(telling);
  telling = setTimeout(() => { part("status").textContent = text; }, 700);
}

function say(count, { partial, meant }) {
  tell(count ? `${count.toLocaleString("en")} incident${count === 1 ? "" : "s"}` : "Nothing found");
  part("note").textContent = [
    meant.length && `Showing results for ${meant.map(([, word]) => word).join(", ")}.`,
    partial && count && "No entry has all of your words; these have some of them.",
    !count && "Try fewer or other words, take filters away, or browse the record below.",
  ].filter(Boolean).join(" ");
  document.body.classList.toggle("asked", count > 0);
  part("more").hidden = count <= part("hits").children.length;
  part("csv").hidden = !count;
}

// count writes the counts of a facet and shows what has any.
function count({ field, values, chosen }, counts) {
  const known = new Map([...field.elements].map((input) => [input.value, input]));
  let room = 20;
  values.forEach(([key, label], place) => {
    const show = chosen.has(place) || counts[place] && room-- > 0;
    const input = known.get(key) ?? (show && choice(field, key, label));
    if (!input) return;
    const line = input.closest("li");
    line.hidden = !show;
    line.querySelector(".count").textContent = counts[place].toLocaleString("en");
  });
}

// add shows the totals of the result, class by class.
function add(sums) {
  part("sums").replaceChildren(...sums.flatMap((column) => {
    const { value, entries, unpriced } = total(column, found.kept);
    if (!entries) return [];
    const line = make("li", {}, value === undefined ? "no figure" : make("data", { value: plainSum(value), textContent: shortSum(value) }),
      ` ${column.words}`, unpriced ? `, ${unpriced} more without a figure` : "");
    line.dataset.class = column.key;
    return [line];
  }));
}

const link = (path, title) => make("a", { href: new URL(".." + path, form.action).href }, ...marked(title));

// marked gives a text with the words of the query marked.
const marked = (text) => text.split(/(\s+)/).map((word) =>
  word.trim() && analyze(word).some((token) => found.terms.has(token.text)) ? make("mark", {}, word) : word);

function item([path, title, summary, type, date, status, money, before, sum, kind]) {
  const tags = make("p", { className: "tags" }, make("span", {}, type));
  if (status) tags.append(" ", make("span", { className: "chip strong", textContent: status }));
  const line = make("li", {}, make("p", { className: "when", textContent: date }),
    make("div", { className: "what" }, make("h3", {}, link(path, title)), make("p", {}, ...marked(summary)), tags));
  if (money) {
    const figure = make("p", { className: "amt" }, before && before + " ", make("b", {}, sum), " ", make("span", { className: "kind", textContent: kind }));
    figure.dataset.class = money;
    line.append(figure);
  }
  return line;
}

async function more() {
  const at = await opened();
  const shown = part("hits").children.length;
  const { kept } = found;
  const cards = await Promise.all(kept.slice(shown, shown + 20).map(at.card));
  if (kept !== found.kept) return;
  part("hits").append(...cards.map(item));
  part("more").hidden = kept.length <= shown + cards.length;
}

// table gives the result as CSV: a line for each entry, with what it adds to
// the totals shown.
async function table() {
  const rows = await column("table", async (at, name) => new TextDecoder().decode(await at.load(name)).split("\n"));
  const sums = (await column("money", money)).filter(({ of }) => found.kept.some((hit) => of.has(hit)));
  const cell = (text) => /[",\r\n]/.test(text = /^[=+\-@\t]/.test(text) ? "'" + text : text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = found.kept.map((hit) => {
    const row = rows[hit].split("\t");
    const lines = sums.map(({ of }) => of.get(hit) ?? { unpriced: 0 });
    return [...row, new URL(`../incidents/${row[0]}/`, form.action).href,
      ...lines.flatMap(({ sum, unpriced }) => [sum === undefined ? "" : plainSum(sum), unpriced || ""])].map(String).map(cell).join(",");
  });
  lines.unshift(["id", "title", "date", "type", "status", "url", ...sums.flatMap(({ key }) => [`${key}_usd`, `${key}_without_figure`])].join(","));
  const file = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
  make("a", { href: file, download: "incidents.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(file), 1000);
}

let waiting;
function changed(keep, wait) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const address = location.pathname + (state().size ? "?" + state() : "");
    history[keep ? "pushState" : "replaceState"](null, "", address);
    run();
  }, wait);
}

form.addEventListener("input", ({ target }) => changed(target.type === "checkbox" || target.name === "sort", target.type === "search" ? 90 : 0));
form.addEventListener("submit", (event) => { event.preventDefault(); changed(true, 0); });
form.addEventListener("toggle", run, true);
form.addEventListener("focusin", () => opened().catch(() => {}), { once: true });
part("more").addEventListener("click", () => more().catch(fail));
part("csv").addEventListener("click", () => table().catch(fail));
const show = () => restore().then(run, fail);
addEventListener("popstate", show);
part("filters").hidden = false;
part("filters").open = matchMedia("(min-width: 60rem)").matches;
show();
