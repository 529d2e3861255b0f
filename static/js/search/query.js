// The search itself: the index and its files, and queries to the documents that
// have their words, with a score. The format is told in internal/site/search
// (doc.go). Nothing here knows of the page.
import { analyzer } from "./analyzer.js";

// reader gives a function that reads varints one after the other.
function reader(bytes) {
  let at = 0;
  const cut = () => { throw new Error("the index is cut short"); };
  const next = () => {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const byte = bytes[at++] ?? cut();
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  next.list = (length, read = next) => Array.from({ length }, () => read());
  // rising reads numbers that are written as differences.
  next.rising = (length, value = 0) => next.list(length, () => value += next());
  next.take = (size) => (at + size > bytes.length ? cut() : bytes.subarray(at, at += size));
  next.text = (size = bytes.length - at) => new TextDecoder().decode(next.take(size));
  next.more = () => at < bytes.length;
  // sum reads an amount in 10^-8 dollars; undefined where nobody states one.
  next.sum = () => {
    const [power] = next.take(1);
    let value = 0n;
    for (let unit = 1n, byte = power && 128; byte > 127; unit *= 128n) {
      [byte] = next.take(1);
      value += BigInt(byte & 127) * unit;
    }
    return power ? value * 10n ** BigInt(power - 1) : undefined;
  };
  return next;
}

// Columns give, by entry, the least and the greatest value that a range may meet;
// undefined for what nobody knows. Days are counted from 1970.
const columns = {
  date(next, length) {
    let first = 0;
    return next.list(length, () => {
      const step = next();
      first += step % 2 ? -(step + 1) / 2 : step / 2;
      const days = next();
      return days ? [first, first + days - 1] : undefined;
    });
  },
  amount: (next, length) => next.list(length, () => {
    const sum = next.sum();
    return sum === undefined ? undefined : [sum, sum];
  }),
};

// open opens an index. read gives the bytes of a file, by its path below search/.
export async function open(read) {
  const first = reader(await read("index.bin"));
  const root = JSON.parse(first.text(first()));
  if (root.version !== 2) throw new Error("the index is of another version");
  const { heavy, counts, separators, hashes, named, entries } = root;
  // Files that travel with the root need not be fetched.
  const kept = new Map(root.packed.map(({ path, size }) => [path, first.take(size)]));
  const once = (key, make) => {
    if (!kept.has(key)) {
      const made = make();
      made.catch(() => kept.delete(key)); // to be tried again
      kept.set(key, made);
    }
    return kept.get(key);
  };
  const load = async (path) => reader(await once(path, () => read(path)));
  const numbered = (folder, n, twin = folder) => load(`${folder}/${n}-${hashes[twin].substr(n * 4, 4)}.bin`);
  const last = (text) => separators.findLastIndex((separator) => separator <= text);

  const block = (n) => once(n, async () => {
    const next = await numbered("t", n);
    const count = next();
    const shared = next.list(count);
    let term = [];
    const list = next.list(count).map((rest, nth) => ({ rest, n, nth }));
    for (const entry of list) {
      term = [...term.slice(0, shared[entry.nth]), ...next.take(entry.rest)];
      entry.term = new TextDecoder().decode(Uint8Array.from(term));
    }
    for (const entry of list) entry.count = next();
    for (const entry of list) entry.documents = next.rising(entry.count);
    for (const entry of list) entry.impacts = next.take(entry.count);
    return list;
  });
  const heavyEntry = (n) => ({ term: heavy[n], count: counts[n], n });
  // Positions lie beside postings: those of a block, or those of a heavy term.
  const places = (n, inBlock) => (inBlock ? numbered("p", n, "t") : numbered("q", n, "h"));

  const index = {
    root,
    analyze: analyzer(root.language),
    load: (name) => load(`f/${name}-${named[name]}.bin`),
    column: (name, read = columns[name]) => once("f" + name, async () => read(await index.load(name), entries)),
    spelling: (length) => length < hashes.s.length / 4 && numbered("s", length),
    card: async (document) => (await once("c" + (document >> 3), async () => JSON.parse((await numbered("c", document >> 3)).text())))[document & 7],

    // find gives the entry of a term; undefined if there is none. The positions
    // of a phrase are sent for at once.
    async find(term, phrase) {
      const n = heavy.indexOf(term);
      const at = last(term);
      if (n < 0 && at < 0) return undefined;
      if (phrase) places(n < 0 ? at : n, n < 0).catch(() => {});
      return n < 0 ? (await block(at)).find((entry) => entry.term === term) : heavyEntry(n);
    },

    // startingWith gives at most so many terms that begin with a text, those of
    // most documents first. A short text would take many blocks: it is looked
    // for among the heavy terms and in so many of them.
    async startingWith(start, most, blocks = 2) {
      const from = Math.max(last(start), 0);
      const near = separators.slice(from, from + blocks).map((separator, n) => (n && separator > start + "\uffff" ? [] : block(from + n)));
      return [...heavy.map((_, n) => heavyEntry(n)), ...(await Promise.all(near)).flat()]
        .filter(({ term }) => term.startsWith(start) && !term.includes(" "))
        .sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1)).slice(0, most);
    },

    // postings gives an entry with its documents and their impacts.
    postings: (entry) => entry.impacts ? entry : once("h" + entry.n, async () => {
      const next = await numbered("h", entry.n);
      return { ...entry, documents: next.rising(entry.count), impacts: next.take(entry.count) };
    }),

    // places gives the positions of an entry, by document.
    async places(entry) {
      const { n, nth, documents } = await index.postings(entry);
      const next = await places(n, nth >= 0);
      if (nth >= 0) next.list((await block(n)).length).slice(0, nth).forEach(next.take);
      const sizes = next.list(documents.length);
      return new Map(documents.map((document, nth) => [document, next.rising(sizes[nth])]));
    },
  };
  return index;
}

// connect opens the index of a site. base is the address of its search page.
export const connect = (base) => open(async (path) => {
  const response = await fetch(new URL(path, base), path === "index.bin" ? { cache: "no-cache" } : {});
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
});

// ends gives the first and the last value that a text may mean, and the step to
// the next one; undefined for what is no amount, or no date.
const ends = {
  // A year or a month is all its days.
  date(text) {
    const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text) ?? [];
    const first = Date.parse(text) / 864e5;
    return first === first ? [first, Date.UTC(year, day ? month - 1 : month ?? 12, day ?? 0) / 864e5, 1] : undefined;
  },
  amount(text, analyze) {
    const [, digits, power] = /^#(\d+)e(-?\d\d?)$/.exec(analyze(text)[0]?.text) ?? [];
    const value = digits && +power > -9 && BigInt(digits) * 10n ** BigInt(+power + 8);
    return digits && [value, value, 1n];
  },
};

// range gives a range of a column by its edges as they are written, undefined
// where it is open. A sign alone takes its edge out of the range.
export function range(index, name, low, high, sign, text) {
  const [from, to] = [low, high].map((edge) => ends[name](edge ?? "", index.analyze));
  return { name, text, least: from && (sign === ">" ? from[1] + from[2] : from[0]), most: to && (sign === "<" ? to[0] - to[2] : to[1]) };
}

// within keeps the entries that may lie in all ranges.
export async function within(index, hits, ranges) {
  for (const { name, least, most } of ranges) {
    if ((least ?? most) === undefined) continue;
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
  const edge = `\\$?(\\d[\\d,'-]*(?:\\.\\d+)?(?:\\s?(?:${Object.keys(index.root.language.scales).join("|")}))?)`;
  const ranged = new RegExp(`(?<!\\S)(?:([<>]=?)\\s*${edge}|${edge}?\\.\\.${edge}?)(?!\\S)`, "gi");
  let typing;
  query.slice(0, 400).split(/["“”]/).forEach((segment, n) => {
    const phrase = n % 2 ? n : 0;
    if (!phrase) segment = segment.replace(ranged, (text, sign = "", end, low = sign[0] === ">" ? end : undefined, high = sign[0] === "<" ? end : undefined) => {
      const dated = [low, high].every((edge = "") => /^(?:(?:19|20)\d\d(?:-\d\d){0,2})?$/.test(edge));
      const found = range(index, dated ? "date" : "amount", low, high, sign, text);
      return (found.least ?? found.most) === undefined ? text : ranges.push(found) && " ";
    });
    typing = /\S$/.test(segment);
    const tokens = index.analyze(segment);
    const own = new Map();
    for (const { at, text, surface, span, stop } of tokens) {
      if (span > 1 || slots.length > 23) continue;
      if (!own.has(at)) {
        own.set(at, { options: [], surface, at, phrase, stop, found: [] });
        slots.push(own.get(at));
      }
      const { options } = own.get(at);
      // Of a date only the closest form counts.
      if (options[0]?.[0][0] !== "d") options.push([text, text.endsWith("~") ? 5 : 10]);
    }
    for (const { at, text, span } of tokens) {
      if (span > 1) for (let i = 0; i < span; i++) own.get(at + i)?.options.push([text, 10]);
    }
    for (const slot of own.values()) {
      const next = own.get(slot.at + 1);
      if (!slot.surface || !next?.surface) continue;
      pairs.push(slot.options[0][0] + " " + next.options[0][0]);
      const [both] = phrase ? [] : index.analyze(slot.surface + next.surface);
      if (both?.surface) joints.push([both.text, slot, next]);
    }
  });
  const telling = slots.filter((slot) => !slot.stop);
  const used = telling.length ? telling : slots;
  if (typing && used.length) used.at(-1).typing = true;
  return { slots: used, pairs, joints, ranges };
}

// distance gives the number of letters that were left out, put in, exchanged or
// swapped between two words.
export function distance(a, b) {
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
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let best = {};
  for (let length = word.length - most; most && length <= word.length + most; length++) {
    const next = await index.spelling(length);
    let other = "";
    while (next && next.more()) {
      const [head, size] = next.take(2);
      other = other.slice(0, head & 63) + next.text(length - (head & 63));
      const away = distance(word, other);
      const rank = away * 1000 - (head >> 6) * 100 - size;
      if (away <= most && !(rank >= best.rank)) best = { word: other, rank };
    }
  }
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
  const starts = [];
  if (term[0] === "@") starts.push([term, 24, 10]);
  const loose = !phrase && surface;
  if (loose && /^(?=.*\d)[0-9a-z]{6,}$/.test(surface)) starts.push(["@" + surface, 24, 10]);
  if (loose && typing && surface.length > 1) starts.push([surface, surface.length < 4 ? 8 : 24]);
  // What completes a term is sent for together with the term.
  await Promise.all([...options.map((option) => take(index, found, option, phrase)), ...starts.map(([start]) => index.startingWith(start, 0, 1))]);
  for (const start of starts) await complete(...start);
  if (!loose) return;
  if (!found.length && /^[0-9a-z]{6,}$/.test(surface)) await complete("@" + surface, 24, 10);
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
    const places = await Promise.all(row.map(({ found: [entry] }) => (entry ? index.places(entry) : new Map())));
    documents = documents.filter((document) => places[0].get(document)?.some((at) =>
      row.every((slot, n) => places[n].get(document)?.includes(at + slot.at - row[0].at))));
  }
  return documents;
}

// search gives what a query finds: the entries and the pages with all words,
// the best first among equals of score the newer; or, where no entry has all,
// those with most (partial). meant holds the words that were corrected, terms
// those that were looked for, ranges those that the entries lie in.
// A query without words finds every entry, the newest first.
export async function search(index, query) {
  const { entries, documents } = index.root;
  const { slots, pairs, joints, ranges } = parse(index, query);
  const meant = [];
  const near = [];
  await Promise.all([...slots.map((slot) => fill(index, slot, meant)), ...pairs.map((pair) => take(index, near, [pair, 15]))]);
  const scores = new Float64Array(documents);
  const have = new Uint8Array(documents);
  const every = [...have.keys()];
  const having = (count, from, to) => every.slice(from, to).filter((document) => count && have[document] === count);
  // Rarity is a whole number, so that every machine ranks alike.
  const weigh = ({ documents: list, impacts, weight }, visit) => {
    const rarity = weight * Math.round(64 * Math.log(1 + (documents - list.length + 0.5) / (list.length + 0.5)));
    list.forEach((document, n) => visit(document, impacts[n] * rarity));
  };
  const match = () => {
    scores.fill(0);
    have.fill(0);
    for (const { found } of slots) {
      const best = new Float64Array(documents);
      for (const entry of found) weigh(entry, (document, score) => { best[document] = Math.max(best[document], score); });
      best.forEach((score, document) => {
        scores[document] += score;
        have[document] += score > 0;
      });
    }
    return having(slots.length, 0, entries);
  };
  let hits = match();
  if (hits.length < 10 && joints.length) {
    for (const [term, ...both] of joints) for (const { found } of both) await take(index, found, [term, 10]);
    hits = match();
  }
  for (const entry of near) weigh(entry, (document, score) => { scores[document] += score; });
  const all = !slots.length && (ranges.length || !query);
  hits = all ? every.slice(0, entries) : await phrased(index, slots, hits);
  const partial = !all && !hits.length;
  if (partial) hits = having(have.slice(0, entries).reduce((a, b) => Math.max(a, b), 0), 0, entries);
  const ranked = (list) => list.sort((a, b) => scores[b] - scores[a] || b - a);
  return {
    hits: ranked(await within(index, hits, ranges)),
    pages: ranked(await phrased(index, slots, having(slots.length, entries))),
    scores, ranges, meant, partial: partial && hits.length > 0,
    terms: new Set(slots.flatMap(({ found }) => found.map(({ term }) => term))),
  };
}
