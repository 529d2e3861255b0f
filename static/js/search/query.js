// The search itself: the index and its files, and queries to the documents that
// have their words, with a score. The format is told in internal/site/search
// (doc.go). Nothing here knows of the page.
import { analyze, plain, joined, exact, round, stop } from "./analyzer.js";

const text = new TextDecoder();

// reader gives a function that reads varints one after the other.
export function reader(bytes, at = 0) {
  const next = () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error("the index is cut short");
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  next.take = (size) => {
    if (at + size > bytes.length) throw new Error("the index is cut short");
    return bytes.subarray(at, at += size);
  };
  next.text = (size) => text.decode(next.take(size));
  next.at = () => at;
  next.more = () => at < bytes.length;
  return next;
}

// open opens an index. read gives the bytes of a file, by its path below
// search/ ; name is that of the root.
export async function open(read, name) {
  const root = JSON.parse(text.decode(await read(name)));
  if (root.version !== 1) throw new Error("the index is of another version");
  const kept = new Map();
  const once = (key, make) => {
    if (!kept.has(key)) {
      const made = make();
      made.catch(() => kept.delete(key)); // to be tried again
      kept.set(key, made);
    }
    return kept.get(key);
  };
  const load = (path) => once(path, () => read(path + ".bin"));
  const numbered = (folder, n, hashes = folder) => load(`${folder}/${n}-${root.hashes[hashes].substr(n * 4, 4)}`);

  // last gives the place of the last text of a sorted list that is not behind
  // another.
  const last = (list, text) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= text) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const block = (n) => once(n, async () => {
    const next = reader(await numbered("t", n));
    const entries = [];
    let term = new Uint8Array(0);
    for (let i = next(); i > 0; i--) {
      const shared = next.take(1)[0];
      const rest = next.take(next.take(1)[0]);
      const bytes = new Uint8Array(shared + rest.length);
      bytes.set(term.subarray(0, shared));
      bytes.set(rest, shared);
      term = bytes;
      entries.push({ term: text.decode(term), count: next(), size: next(), nth: entries.length, n });
    }
    for (const entry of entries) entry.posts = next.take(entry.size);
    return entries;
  });
  const heavy = (n) => ({ term: root.heavy[n], count: root.counts[n], heavy: n });

  return {
    root,
    load: (name) => load(`f/${name}-${root.named[name]}`),
    spelling: (length) => (length < root.hashes.s.length / 4 ? numbered("s", length) : new Uint8Array(0)),
    card: async (document) => {
      const n = document >> 3;
      return (await once(`c${n}`, async () => JSON.parse(text.decode(await numbered("c", n)))))[document & 7];
    },

    // find gives the entry of a term; undefined if there is none.
    async find(term) {
      const n = last(root.heavy, term);
      if (root.heavy[n] === term) return heavy(n);
      const at = last(root.separators, term);
      return at < 0 ? undefined : (await block(at)).find((entry) => entry.term === term);
    },

    // startingWith gives at most so many terms that begin with a text, those of
    // most documents first. A short text would take many blocks: it is looked
    // for among the heavy terms and in so many of them.
    async startingWith(start, most, blocks = 2) {
      const found = root.heavy.map((term, n) => n).filter((n) => root.heavy[n].startsWith(start)).map(heavy);
      const first = Math.max(last(root.separators, start), 0);
      for (let n = first; n < root.separators.length && n < first + blocks && (n === first || root.separators[n] < start + "\uffff"); n++) {
        found.push(...(await block(n)).filter((entry) => entry.term.startsWith(start)));
      }
      return found.filter((entry) => !entry.term.includes(" ")).sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1)).slice(0, most);
    },

    // bytes gives the postings of an entry as they are written.
    bytes: (entry) => entry.posts ?? numbered("h", entry.heavy),

    // postings calls visit with each document of an entry and its impact.
    async postings(entry, visit) {
      const next = reader(await this.bytes(entry));
      while (next.more()) {
        const impact = next();
        let document = -1;
        for (let i = next(); i > 0; i--) visit(document += next(), impact);
      }
    },

    // places gives the positions of an entry, by document.
    async places(entry) {
      let next;
      if (entry.posts) {
        next = reader(await numbered("p", entry.n, "t"));
        const sizes = (await block(entry.n)).map(() => next());
        next.take(sizes.slice(0, entry.nth).reduce((sum, size) => sum + size, 0));
      } else next = reader(await numbered("q", entry.heavy, "h"));
      const places = new Map();
      await this.postings(entry, (document) => {
        let at = 0;
        places.set(document, Array.from({ length: next() }, () => at += next()));
      });
      return places;
    },
  };
}

// connect opens the index of a site. base is the address of its search page.
export async function connect(base) {
  const fetched = async (path, options) => {
    const response = await fetch(new URL(path, base), options);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  };
  const { root } = await (await fetched("latest.json", { cache: "no-cache" })).json();
  return open(async (path) => {
    const { body } = await fetched(path);
    return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
  }, root);
}

// parse gives the slots of a query, places that a document must fill, each with
// the terms that fill it; the pairs of neighbours, which make a document better;
// and the joints: neighbours that may be written as one word.
export function parse(query, english) {
  const slots = [];
  const pairs = [];
  const joints = [];
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
      if (both?.sort === plain) joints.push([both.text, slot, next]);
    }
  });
  const telling = slots.filter((slot) => !slot.stop);
  const used = telling.length ? telling : slots;
  if (used.length && /[^\s"“”]$/.test(query)) used.at(-1).typing = true;
  return { slots: used, pairs, joints };
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
    // Where the word itself is there, completions are a courtesy: none that
    // would take another file.
    const known = slot.found.length;
    for (const entry of await index.startingWith(start, most, known ? 1 : 2)) if (!known || entry.posts) slot.found.push({ entry, weight });
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
// An empty query finds every entry, the newest first.
export async function search(index, query) {
  const { entries, documents } = index.root;
  const { slots, pairs, joints } = parse(query, index.root.english);
  const [near] = await Promise.all([Promise.all(pairs.map(index.find)), ...slots.map((slot) => fill(index, slot))]);
  // All files at once: a reader far away waits for each round.
  await Promise.all(slots.flatMap(({ found }) => found.map(({ entry }) => index.bytes(entry))));
  const scores = new Float64Array(documents);
  const have = new Uint8Array(documents);
  const having = (count, from, to) => {
    const list = [];
    for (let document = from; document < to; document++) if (count && have[document] === count) list.push(document);
    return list;
  };
  const match = async () => {
    scores.fill(0);
    have.fill(0);
    for (const slot of slots) {
      const best = new Float64Array(documents);
      for (const { entry, weight } of slot.found) {
        const unit = weight * weigh(index, entry.count);
        await index.postings(entry, (document, impact) => { best[document] = Math.max(best[document], impact * unit); });
      }
      best.forEach((score, document) => {
        scores[document] += score;
        have[document] += score > 0;
      });
    }
    return having(slots.length, 0, entries);
  };
  let hits = await match();
  if (hits.length < 10 && joints.length) {
    for (const [term, ...both] of joints) {
      const entry = await index.find(term);
      if (entry) for (const slot of both) slot.found.push({ entry, weight: 10 });
    }
    hits = await match();
  }
  for (const entry of near) {
    if (entry) await index.postings(entry, (document, impact) => { scores[document] += 15 * impact * weigh(index, entry.count); });
  }
  hits = query ? await phrased(index, slots, hits) : [...scores.keys()].slice(0, entries);
  const partial = query && !hits.length;
  if (partial) hits = having(have.subarray(0, entries).reduce((a, b) => Math.max(a, b), 0), 0, entries);
  const ranked = (list) => list.sort((a, b) => scores[b] - scores[a] || b - a);
  const pages = ranked(await phrased(index, slots, having(slots.length, entries, documents)));
  return {
    hits: ranked(hits), pages, scores, partial: partial && hits.length > 0,
    meant: slots.filter((slot) => slot.meant).map(({ surface, meant }) => [surface, meant]),
    terms: new Set(slots.flatMap((slot) => slot.found.map(({ entry }) => entry.term))),
  };
}
