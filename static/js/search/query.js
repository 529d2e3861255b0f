// A query: words to the documents that have them, with a score. Nothing here
// knows of the page.
import { analyze, plain, joined, exact, round, stop } from "./analyzer.js";

// parse gives the slots of a query: places that a document must fill, each with
// the terms that fill it; and the phrases, as slots in a row.
export function parse(query, english) {
  const slots = [];
  const pairs = [];
  query.slice(0, 400).split(/["“”]/).forEach((segment, n) => {
    const tokens = analyze(segment, english);
    const phrase = n % 2 ? n : 0;
    const own = new Map();
    for (const token of tokens) {
      const { at, sort } = token;
      if (sort === joined || slots.length > 23) continue;
      if (!own.has(at)) {
        own.set(at, { options: [], surface: token.surface, at, phrase, stop: sort === stop });
        slots.push(own.get(at));
      }
      const options = own.get(at).options;
      // Of a date only the closest form counts.
      if (options[0]?.term[0] !== "d" || sort !== exact) options.push({ term: token.text, weight: sort === round ? 5 : 10 });
    }
    for (const token of tokens) {
      if (token.sort === joined) for (let i = 0; i < token.span; i++) own.get(token.at + i)?.options.push({ term: token.text, weight: 10 });
    }
    for (const slot of own.values()) {
      const next = own.get(slot.at + 1);
      if (!slot.surface || !next?.surface) continue;
      pairs.push(`${slot.options[0].term} ${next.options[0].term}`);
      const [both] = phrase ? [] : analyze(slot.surface + next.surface, english);
      if (both?.sort === plain) for (const one of [slot, next]) one.options.push({ term: both.text, weight: 10 });
    }
  });
  const telling = slots.filter((slot) => !slot.stop);
  const used = telling.length ? telling : slots;
  if (used.length && /[^\s"“”]$/.test(query)) used.at(-1).typing = true;
  return { slots: used, pairs };
}

// distance gives the number of letters that were left out, put in, exchanged or
// swapped between two words; more than most when there are more.
export function distance(a, b, most) {
  let before;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}

// similar gives the word of the index that a misspelt one most likely means.
async function similar(index, word) {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let best;
  for (let length = word.length - most; most && length <= word.length + most; length++) {
    const bytes = await index.spelling(length);
    let other = "";
    for (let at = 0; at < bytes.length;) {
      const shared = bytes[at] & 63;
      const entity = bytes[at] >> 6;
      const size = bytes[at + 1];
      other = other.slice(0, shared) + String.fromCharCode(...bytes.subarray(at + 2, at += 2 + length - shared));
      const away = distance(word, other, most);
      const rank = away * 1000 - entity * 100 - size;
      if (away <= most && !(rank >= best?.rank)) best = { word: other, rank };
    }
  }
  return best?.word;
}

// fill finds the entries of the terms that fill a slot.
async function fill(index, slot) {
  const { surface, options } = slot;
  const found = await Promise.all(options.map(async ({ term, weight }) => ({ entry: await index.find(term), weight })));
  slot.found = found.filter(({ entry }) => entry);
  const complete = async (start, most, weight = 6) => {
    for (const entry of await index.startingWith(start, most)) slot.found.push({ entry, weight });
  };
  const { term } = options[0];
  if (term[0] === "@") await complete(term, 24, 10);
  if (slot.phrase || !surface) return;
  if (/^(?=.*\d)[0-9a-z]{6,}$/.test(surface)) await complete("@" + surface, 24, 10);
  if (slot.typing && surface.length > 1) await complete(surface, surface.length < 4 ? 8 : 24);
  if (slot.found.length) return;
  if (/^[0-9a-z]{6,}$/.test(surface)) await complete("@" + surface, 24, 10);
  if (!slot.found.length) await complete(surface, 8);
  if (slot.found.length) return;
  const other = await similar(index, surface);
  if (other) {
    slot.meant = other;
    const [token] = analyze(other, index.root.english);
    const entry = await index.find(token.text);
    if (entry) slot.found.push({ entry, weight: 10 });
    return;
  }
  for (let cut = 1; cut < 4 && surface.length - cut > 3 && !slot.found.length; cut++) await complete(surface.slice(0, -cut), 8);
}

// weigh gives the part of a score that is the rarity of a term, a whole number
// so that every machine ranks alike.
const weigh = (index, count) => Math.round(64 * Math.log(1 + (index.root.documents - count + 0.5) / (count + 0.5)));

// phrased keeps the documents in which the slots of each phrase stand in a row.
async function phrased(index, slots, documents) {
  for (const phrase of new Set(slots.map((slot) => slot.phrase))) {
    const row = slots.filter((slot) => phrase && slot.phrase === phrase);
    if (row.length < 2) continue;
    const places = await Promise.all(row.map((slot) => (slot.found[0] ? index.places(slot.found[0].entry) : new Map())));
    documents = documents.filter((document) => places[0].get(document)?.some((at) =>
      row.every((slot, n) => places[n].get(document)?.includes(at + slot.at - row[0].at))));
  }
  return documents;
}

// search gives what a query finds: the entries and the pages with all words,
// the best first among equals of score the newer; or, where no entry has all,
// those with most (partial). meant holds the words that were corrected, terms
// those that were looked for.
export async function search(index, query) {
  const { entries, documents } = index.root;
  const { slots, pairs } = parse(query, index.root.english);
  await Promise.all(slots.map((slot) => fill(index, slot)));
  const scores = new Float64Array(documents);
  const have = new Uint8Array(documents);
  for (const slot of slots) {
    const best = new Float64Array(documents);
    for (const { entry, weight } of slot.found) {
      const unit = weight * weigh(index, entry.count);
      await index.postings(entry, (document, impact) => { best[document] = Math.max(best[document], impact * unit); });
    }
    best.forEach((score, document) => {
      if (!score) return;
      scores[document] += score;
      have[document]++;
    });
  }
  for (const pair of pairs) {
    const entry = await index.find(pair);
    if (entry) await index.postings(entry, (document, impact) => { scores[document] += 15 * impact * weigh(index, entry.count); });
  }
  const having = (count, from, to) => {
    const list = [];
    for (let document = from; document < to; document++) if (count && have[document] === count) list.push(document);
    return list;
  };
  let hits = await phrased(index, slots, having(slots.length, 0, entries));
  const partial = slots.length > 0 && !hits.length;
  if (partial) hits = having(have.subarray(0, entries).reduce((a, b) => Math.max(a, b), 0), 0, entries);
  const ranked = (list) => list.sort((a, b) => scores[b] - scores[a] || b - a);
  const pages = ranked(await phrased(index, slots, having(slots.length, entries, documents)));
  return {
    hits: ranked(hits), pages, scores, partial: partial && hits.length > 0,
    meant: slots.filter((slot) => slot.meant).map(({ surface, meant }) => [surface, meant]),
    terms: new Set(slots.flatMap((slot) => slot.found.map(({ entry }) => entry.term))),
  };
}
