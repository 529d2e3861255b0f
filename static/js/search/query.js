// Queries: from their words to the documents that have them, with a score; and
// what a result comes to by facet and in sum. Nothing here knows of the page.
export { connect, open } from "./index.js";

// days gives the first and the last day of a year, a month or a day, and the
// step to the next; undefined for another text.
function days(text) {
  const [, year, month, day] = /^((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?$/.exec(text) ?? [];
  const first = Date.parse(text) / 864e5;
  if (year && !isNaN(first)) return [first, Date.UTC(year, day ? month - 1 : month ?? 12, day ?? 0) / 864e5, 1];
}

// units gives the same for an amount, in 10^-8 dollars.
function units(text, analyze) {
  const [, digits, power] = /^#(\d+)e(-?\d\d?)$/.exec(analyze(text)[0]?.text) ?? [];
  if (!(power > -9)) return;
  const value = BigInt(digits + "0".repeat(+power + 8));
  return [value, value, 1n];
}

// range gives a range of a column by its edges as they are written, empty where
// it is open. A sign alone takes its edge out of the range.
function range(index, name, low, high, sign, text) {
  const [from, to] = [low, high].map((edge) => (name === "date" ? days : units)(edge || "", index.analyze));
  return { name, text, least: from && (sign === ">" ? from[1] + from[2] : from[0]), most: to && (sign === "<" ? to[0] - to[2] : to[1]) };
}

const bounded = ({ least, most }) => (least ?? most) !== undefined;

// within keeps the entries that may lie in all ranges.
async function within(index, hits, ranges) {
  for (const { name, least, most } of ranges.filter(bounded)) {
    const of = await index.column(name);
    hits = hits.filter((hit) => of[hit] && !(of[hit][1] < least) && !(of[hit][0] > most));
  }
  return hits;
}

// parse gives the slots of a query, places that a document must fill, each with
// the terms that fill it; the pairs of neighbours, which make a document better;
// the joints: neighbours that may be written as one word; and the ranges.
function parse(index, query) {
  const slots = [];
  const pairs = [];
  const joints = [];
  const ranges = [];
  const edge = `\\$?(\\d(?:[-.,']?\\d)*(?: ?(?:${Object.keys(index.language.scales).join("|")}))?)`;
  const ranged = RegExp(`(?<!\\S)(?:([<>]=?) ?${edge}|${edge}?\\.\\.${edge}?)(?!\\S)`, "gi");
  let typing;
  query.slice(0, 400).split(/["“”]/).forEach((segment, n) => {
    const phrase = n % 2 && n;
    if (!phrase) segment = segment.replace(ranged, (text, sign = "", end, low = sign[0] === ">" && end, high = sign[0] === "<" && end) => {
      const name = [low, high].every((edge) => !edge || days(edge)) ? "date" : "amount";
      const found = range(index, name, low, high, sign, text);
      return bounded(found) ? ranges.push(found) && " " : text;
    });
    typing = /\S$/.test(segment);
    const own = [];
    for (const { at, text, surface, span, stop } of index.analyze(segment)) {
      if (span > 1) own.slice(at, at + span).forEach(({ options }) => options.push([text, 10]));
      else if (slots.length < 24) {
        if (!own[at]) slots.push(own[at] = { options: [], surface, at, phrase, stop, found: [] });
        // Of a date only the closest form counts.
        const { options } = own[at];
        if (options[0]?.[0][0] !== "d") options.push([text, text.endsWith("~") ? 5 : 10]);
      }
    }
    own.forEach((slot, at) => {
      const next = own[at + 1];
      if (!slot.surface || !next?.surface) return;
      pairs.push([slot.options[0][0] + " " + next.options[0][0], 15]);
      const [both] = index.analyze(slot.surface + next.surface);
      if (!phrase && both.surface) joints.push([[both.text, 10], slot, next]);
    });
  });
  const telling = slots.filter(({ stop }) => !stop);
  const used = telling[0] ? telling : slots;
  if (typing && used[0]) used.at(-1).typing = true;
  return { slots: used, pairs, joints, ranges };
}

// distance gives the number of letters that were left out, put in, exchanged or
// swapped between two words.
function distance(a, b) {
  let before;
  let row = Array.from(b + " ", (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

// similar gives the word of the index that a misspelt one most likely means.
async function similar(index, word) {
  const most = (word.length > 3) + (word.length > 7);
  const first = word.length - most;
  let best = {};
  const lists = await Promise.all(Array.from({ length: most && most * 2 + 1 }, (_, n) => index.spelling(first + n)));
  lists.forEach((next, n) => {
    for (let other = ""; next && next.more();) {
      const [head, size] = next.take(2);
      other = other.slice(0, head & 63) + next.text(first + n - (head & 63));
      const away = distance(word, other);
      const rank = away * 1000 - (head >> 6) * 100 - size;
      if (away <= most && !(rank >= best.rank)) best = { word: other, rank };
    }
  });
  return best.word;
}

// take adds the entry of a term to a list, with its documents and its weight.
async function take(index, found, [term, weight], phrase) {
  const entry = await index.find(term, phrase);
  if (entry) found.push({ ...(await index.postings(entry)), weight });
}

// fill finds the entries of the terms that fill a slot.
async function fill(index, { surface, options, phrase, found, typing }, meant) {
  const complete = async (start, most, weight = 6) => {
    // Where the word itself is there, completions are a courtesy: none that
    // would take another file.
    const known = found.length;
    const list = await index.startingWith(start, most, known ? 1 : 2);
    for (const entry of await Promise.all(list.filter(({ impacts }) => !known || impacts).map(index.postings))) found.push({ ...entry, weight });
  };
  const [[term]] = options;
  const loose = !phrase && surface;
  const address = loose && /^[\da-z]{6,}$/.test(surface) && ["@" + surface, 24, 10];
  const starts = [
    term[0] === "@" && [term, 24, 10],
    /\d/.test(surface) && address,
    loose && typing && surface.length > 1 && [surface, surface.length < 4 ? 8 : 24],
  ].filter(Boolean);
  // What completes a term is sent for together with the term.
  await Promise.all([...options.map((option) => take(index, found, option, phrase)), ...starts.map(([start]) => index.startingWith(start, 0, 1))]);
  for (const start of starts) await complete(...start);
  if (!loose) return;
  if (!found.length && address) await complete(...address);
  if (!found.length) await complete(surface, 8);
  if (found.length) return;
  const other = await similar(index, surface);
  if (other) {
    meant.push(other);
    await take(index, found, [index.analyze(other)[0].text, 10]);
  } else for (let cut = 1; cut < 4 && surface.length - cut > 3 && !found.length; cut++) await complete(surface.slice(0, -cut), 8);
}

// phrased keeps the documents in which the slots of each phrase stand in a row.
async function phrased(index, slots, documents) {
  for (const phrase of new Set(slots.map((slot) => slot.phrase))) {
    const row = slots.filter((slot) => phrase && slot.phrase === phrase);
    if (row.length < 2) continue;
    const places = await Promise.all(row.map(({ found: [entry] }) => entry && index.places(entry)));
    documents = documents.filter((document) => places[0]?.get(document)?.some((at) =>
      row.every((slot, n) => places[n]?.get(document)?.includes(at + slot.at - row[0].at))));
  }
  return documents;
}

// search gives what a query finds: the entries and the pages with all words,
// the best first among equals of score the newer; or, where no entry has all,
// those with most (partial). meant holds the words that were corrected, terms
// those that were looked for, ranges those that the entries lie in.
// A query without words finds every entry, the newest first.
export async function search(index, query) {
  const { slots, pairs, joints, ranges } = parse(index, query);
  const meant = [];
  const near = [];
  await Promise.all([...slots.map((slot) => fill(index, slot, meant)), ...pairs.map((pair) => take(index, near, pair))]);
  let scores;
  let have;
  const every = [...Array(index.documents).keys()];
  const having = (count) => every.filter((document) => count && have[document] === count);
  const isEntry = (document) => document < index.entries;
  // Rarity is a whole number, so that every machine ranks alike.
  const weigh = ({ documents, impacts, weight }, visit) => {
    const { length } = documents;
    const rarity = weight * Math.round(64 * Math.log(1 + (every.length - length + 0.5) / (length + 0.5)));
    documents.forEach((document, n) => visit(document, impacts[n] * rarity));
  };
  const match = () => {
    scores = every.map(() => 0);
    have = every.map(() => 0);
    for (const { found } of slots) {
      const best = every.map(() => 0);
      for (const entry of found) weigh(entry, (document, score) => { best[document] = Math.max(best[document], score); });
      best.forEach((score, document) => {
        scores[document] += score;
        have[document] += score > 0;
      });
    }
    return having(slots.length);
  };
  if (joints[0] && match().filter(isEntry).length < 10) {
    for (const [joint, ...both] of joints) for (const { found } of both) await take(index, found, joint);
  }
  match();
  for (const entry of near) weigh(entry, (document, score) => { scores[document] += score; });
  const ranked = (list) => list.sort((a, b) => scores[b] - scores[a] || b - a);
  const all = !slots[0] && (ranges[0] || !query);
  const found = ranked(all ? every.slice(0, index.entries) : await phrased(index, slots, having(slots.length)));
  let hits = found.filter(isEntry);
  const partial = !all && !hits.length;
  for (let count = slots.length; partial && count && !hits.length; count--) hits = ranked(having(count).filter(isEntry));
  return {
    hits: await within(index, hits, ranges),
    pages: found.filter((document) => !isEntry(document)),
    scores, ranges, meant, partial: partial && hits.length > 0,
    terms: new Set(slots.flatMap(({ found }) => found.map(({ term }) => term))),
  };
}

// facet gives the values of a facet, and for each entry the places of its own.
export const facet = (index, name) => index.column(name, (next, length) => ({ values: next.json(), of: next.list(length, () => next.list(next())) }));

// money gives, by class, what each entry adds to its total.
const money = (index) => index.column("money", (next) => next.json().map(([key, , words]) => {
  let entry = -1;
  return { key, words, of: new Map(next.list(next(), () => [entry += next(), { unpriced: next(), sum: next.sum() }])) };
}));

// total adds up one class over entries: the sum, exact and short, undefined where
// nobody states a figure; the entries that count; the amounts without a figure.
function total({ key, words, of }, hits) {
  const lines = hits.map((hit) => of.get(hit)).filter(Boolean);
  const stated = lines.filter(({ sum }) => sum !== undefined);
  const value = stated.reduce((value, { sum }) => value + sum, 0n);
  return {
    key, words, entries: lines.length, unpriced: lines.reduce((count, { unpriced }) => count + unpriced, 0),
    exact: stated[0] && plainSum(value), short: stated[0] && shortSum(value),
  };
}

// narrow keeps the hits that lie within the ranges wanted and have one of the
// values wanted in each facet, in the order wanted; counts of the facets are the
// hits by value as if nothing were wanted in that facet. wanted holds names and
// values as the address of the page does, names are the facets to count.
export async function narrow(index, hits, wanted, names) {
  hits = await within(index, hits, [range(index, "date", wanted.get("from"), wanted.get("to")), range(index, "amount", wanted.get("min"), wanted.get("max"))]);
  const facets = await Promise.all(names.map(async (name) => {
    const { values, of } = await facet(index, name);
    const chosen = new Set(wanted.getAll(name).map((key) => values.findIndex((value) => value[0] === key)));
    return { values, of, chosen, counts: values.map(() => 0) };
  }));
  hits = hits.filter((hit) => {
    const failed = facets.filter(({ of, chosen }) => chosen.size && !of[hit].some((place) => chosen.has(place)));
    for (const one of facets) if (!failed[1] && (failed[0] ?? one) === one) for (const place of one.of[hit]) one.counts[place]++;
    return !failed[0];
  });
  const order = wanted.get("sort");
  const amount = order === "amount" && await index.column("amount");
  const least = (hit) => amount[hit]?.[0] ?? -1n;
  if (order) hits.sort((a, b) => order === "oldest" ? a - b : amount && Number(least(b) - least(a)) || b - a);
  return { hits, facets, totals: (await money(index)).map((one) => total(one, hits)).filter(({ entries }) => entries) };
}

// plainSum writes a sum of 10^-8 dollars in full: "4400000" or "12.5".
const plainSum = (value) => String(value).padStart(9, "0").replace(/(\d{8})$/, ".$1").replace(/\.?0+$/, "");

// shortSum writes a sum of 10^-8 dollars as pages do: "$9,500", "$4.4M".
const shortSum = (value) => new Intl.NumberFormat("en-US", {
  style: "currency", currency: "USD", minimumFractionDigits: 0, roundingMode: "halfEven",
  ...(value >= 999950000000n ? { notation: "compact", maximumSignificantDigits: 3 } : { maximumFractionDigits: value < 100000000n ? 2 : 0 }),
}).format(plainSum(value));

// table gives entries as CSV: a line for each, with what it adds to the totals.
// place gives the address of an entry.
export async function table(index, hits, place) {
  const rows = (await index.load("table")).text().split("\n");
  const sums = (await money(index)).filter(({ of }) => hits.some((hit) => of.has(hit)));
  const cell = (text) => {
    if (/^[=+\-@\t]/.test(text)) text = "'" + text; // never a formula
    return /[",\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const line = (hit) => {
    const row = rows[hit + 1].split("\t");
    return [...row, place(row[0]), ...sums.flatMap(({ of }) => {
      const { sum, unpriced } = of.get(hit) ?? {};
      return [sum === undefined ? "" : plainSum(sum), unpriced || ""];
    })];
  };
  const head = [...rows[0].split("\t"), "url", ...sums.flatMap(({ key }) => [key + "_usd", key + "_without_figure"])];
  return [head, ...hits.map(line)].map((cells) => cells.map(cell).join(",") + "\r\n").join("");
}
