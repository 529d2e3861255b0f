// The index: finds the file that holds a term, reads it once, and gives its
// postings. The format is told in internal/site/search/doc.go.

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
    // for among the heavy terms and in two of them.
    async startingWith(start, most) {
      const found = root.heavy.map((term, n) => n).filter((n) => root.heavy[n].startsWith(start)).map(heavy);
      const first = Math.max(last(root.separators, start), 0);
      for (let n = first; n < root.separators.length && n < first + 2 && (n === first || root.separators[n] < start + "\uffff"); n++) {
        found.push(...(await block(n)).filter((entry) => entry.term.startsWith(start)));
      }
      return found.filter((entry) => !entry.term.includes(" ")).sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1)).slice(0, most);
    },

    // postings calls visit with each document of an entry and its impact.
    async postings(entry, visit) {
      const next = reader(entry.posts ?? await numbered("h", entry.heavy));
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
