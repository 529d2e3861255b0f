// The index and its analyzer, from text to tokens. Both are told in
// internal/site/search (doc.go), where the twin of the analyzer stands; a test
// holds both to the same tokens. The tables of a language come with the index
// that was made with them.

const address = /(?<![\da-z])(?:0x(?=[\da-f]{4,}(?![\da-z]))|(?=[a-z]*\d)(?=[\da-z]{20}))([\da-z]+)(?:(?:…|\.{3})[\da-z]+)?/i;
const atoms = /(\d{4})-(0[1-9]|1[0-2])(-(?:0[1-9]|[12]\d|3[01]))?(?![\p{L}\p{N}-])|(\d+(?:[.,']\d+)*)(\p{L}[\p{L}\p{N}]*)?|[\p{L}\p{N}]+/gu;
const groups = /^(?:[1-9]\d{0,2}[,']\d{3}$|\d{1,3}([.,'])\d{3}(?:(?:\1\d{3})+$|(?:\1\d{3})*(?=(?!\1)[.,]\d+$)))/;
const paired = /([\u3040-\u9fff\uac00-\ud7af\u{20000}-\u{3ffff}]+)/u;

const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "");
const cutWord = (word) => [...word].slice(0, 40).join("");

// readNumber gives the digits of a number, without zeros before them, and the
// power of ten they are to be multiplied by; undefined for what is no number.
function readNumber(text) {
  const [, whole, part = ""] = /^(\d+)(?:[.,](\d+))?$/.exec(text.replace(groups, (found) => found.replace(/\D/g, ""))) ?? [];
  return whole && [(whole + part).replace(/^0+/, ""), -part.length];
}

// numeral gives the token of a number.
function numeral(digits, power) {
  const short = digits.replace(/0+$/, "");
  return short ? `#${short}e${power + digits.length - short.length}` : "#0e0";
}

// analyzer gives a function from a text to its tokens: their text, position, and
// the positions they span, the word before stemming, whether it says little.
export function analyzer({ stops, letters, scales, stemmer }) {
  stops = new Set(stops);
  scales = new Map(Object.entries(scales));
  const fold = (text) => bare(bare(text).toLowerCase()).normalize("NFC").replace(/[^]/gu, (sign) => letters[sign] ?? sign);
  const stemmed = (word) => (stemmer && /^[a-z]{3,}$/.test(word) ? stem(word, stemmer) : word);

  return (text) => {
    const tokens = [];
    let at = 0;
    let tail; // the number that the last chunk ended with: it may be scaled by the next
    const add = (text, more) => tokens.push({ text, at, span: 1, ...more });

    function addNumber([digits, power], at) {
      const text = numeral(digits, power);
      if (/\d{31}/.test(text)) return;
      add(text, { at });
      if (!digits || digits.length + power < 5) return;
      const two = Math.round(`${digits.slice(0, 2)}.${digits[2] ?? 0}`);
      add(numeral(`${two}`, power + Math.max(digits.length - 2, 0)) + "~", { at });
    }

    // words reads a piece of a chunk between addresses. scaled is the number
    // before the chunk, where the piece begins one.
    function words(piece, scaled) {
      piece = fold(piece.replace(/([a-z])(?=[A-Z][a-z])/g, "$1-")).replace(/'s(?![\p{L}\p{N}])/gu, "");
      let end = -2;
      let parts = [];
      let first = 0;
      let open; // the last atom, where it is a number without a scale
      tail = undefined;
      const part = (word) => { if (!parts.length) first = at; parts.push(word); };
      const join = () => {
        const whole = parts.join("");
        if (parts.length > 1 && parts.length < 5 && /\D/.test(whole)) add(stemmed(cutWord(whole)), { at: first, span: parts.length });
        parts = [];
      };
      const word = (text, from) => {
        const scale = scales.get(text);
        const number = scale && (open ?? (from ? undefined : scaled));
        if (number && open) parts = [];
        else if (paired.test(text)) join();
        else part(text);
        open = undefined;
        if (number) {
          tokens.length = number[2];
          addNumber([number[0], number[1] + scale], at++ - 1);
        } else text.split(paired).forEach((run, n) => {
          if (n % 2) for (const [, pair] of run.matchAll(/(?=(..|^.$))./gu)) { add(pair); at++; }
          else if (run) {
            run = cutWord(run);
            add(...(stops.has(run) ? [run, { stop: true }] : [stemmed(run), { surface: run }]));
            at++;
          }
        });
      };
      for (const { 0: all, 1: year, 2: month, 3: day, 4: digits, 5: suffix, index } of piece.matchAll(atoms)) {
        const plain = /^\d+$/.test(digits);
        const scale = scales.get(suffix) ?? 0;
        if (index - end !== 1 || !"-_.'&".includes(piece[end])) { join(); open = undefined; }
        end = index + all.length;
        if (year) {
          join();
          add("d" + all);
          if (day) add(`d${year}-${month}`);
          addNumber(readNumber(year), at++);
          open = undefined;
        } else if (digits && (!suffix || scale || !plain)) {
          if (plain && !suffix) part(digits);
          else join();
          const number = readNumber(digits);
          open = suffix || !number ? undefined : [...number, tokens.length];
          if (number) addNumber([number[0], number[1] + scale], at++);
          else for (const run of digits.match(/\d+/g)) addNumber(readNumber(run), at++);
          if (suffix && !(scale && number)) word(suffix, -1);
        } else word(all, index);
      }
      if (open && end === piece.length && parts.length < 2) tail = open;
      join();
    }

    for (const [chunk] of text.matchAll(/\S+/g)) {
      const scaled = tail;
      chunk.split(address).forEach((piece, n) => {
        if (n % 2) {
          add("@" + piece.slice(0, 12).toLowerCase());
          at++;
        } else words(piece, n ? undefined : scaled);
      });
    }
    return tokens;
  };
}

// stem gives the stem of a word by the rules of a language: of each step, the
// first that is found in its region, which begins behind a consonant.
function stem(word, { irregular, marked, region, steps }) {
  if (Object.hasOwn(irregular, word)) return irregular[word];
  word = word.replace(RegExp(marked, "g"), "$1Y");
  const end = RegExp(region, "y");
  const regions = [0, 1, 2].map((n) => n && end.test(word) && end.lastIndex);
  for (const rules of steps) {
    const [pattern, put] = rules.find(([pattern, , from]) => word.search(pattern) >= regions[from]) ?? [];
    if (pattern) word = word.replace(RegExp(pattern), put);
  }
  return word.toLowerCase();
}

const decode = (bytes) => new TextDecoder().decode(bytes);

// reader gives a function that reads varints one after the other.
function reader(bytes) {
  let at = 0;
  const cut = () => { throw Error("index cut short"); };
  const next = () => {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const byte = bytes[at++] ?? cut();
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  next.list = (length, read = next) => Array.from({ length }, read);
  // rising reads numbers that are written as differences.
  next.rising = (length, value = 0) => next.list(length, () => value += next());
  next.take = (size) => (at + size > bytes.length ? cut() : bytes.subarray(at, at += size));
  next.text = (size = next()) => decode(next.take(size));
  next.json = () => JSON.parse(next.text());
  next.more = () => at < bytes.length;
  // sum reads an amount in 10^-8 dollars; undefined where nobody states one.
  next.sum = () => {
    const [power] = next.take(1);
    let value = 0n;
    for (let unit = 1n, byte = power && 128; byte > 127; unit *= 128n) {
      [byte] = next.take(1);
      value += BigInt(byte & 127) * unit;
    }
    if (power) return value * 10n ** BigInt(power - 1);
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
      if (days) return [first, first + days - 1];
    });
  },
  amount: (next, length) => next.list(length, () => {
    const sum = next.sum();
    if (sum !== undefined) return [sum, sum];
  }),
};

// once gives what was made under a key before. What fails may be tried again.
const kept = new Map();
const once = (key, make) => {
  if (!kept.has(key)) {
    const made = make();
    made.catch(() => kept.delete(key));
    kept.set(key, made);
  }
  return kept.get(key);
};

// open opens the index of a site. read gives the bytes of a file, by its path below search/.
export async function open(read) {
  const first = reader(await read("index.bin"));
  const root = first.json();
  if (root.version !== 3) throw Error("index of another version");
  const { heavy, separators, hashes } = root;
  // Files that travel with the root need not be fetched.
  for (const [name, size] of root.packed) kept.set(name, first.take(size));
  const load = async (name, hash) => reader(await once(name, () => read(`${name}-${hash}.bin`)));
  const numbered = (folder, n) => load(`${folder}/${n}`, hashes[folder].substr(n * 4, 4));
  const blockOf = (text) => separators.findLastIndex((separator) => separator <= text);

  const block = (n) => once(n, async () => {
    const next = await numbered("t", n);
    const count = next();
    const shared = next.list(count);
    let term = [];
    return next.list(count)
      .map((rest, nth) => ({ n, nth, term: decode(Uint8Array.from(term = [...term.slice(0, shared[nth]), ...next.take(rest)])) }))
      .map((entry) => ({ ...entry, count: next() }))
      .map((entry) => ({ ...entry, documents: next.rising(entry.count) }))
      .map((entry) => ({ ...entry, impacts: next.take(entry.count) }));
  });
  const heavyEntry = (term, n) => ({ term, count: root.counts[n], n });
  // Positions lie beside postings: those of a block, or those of a heavy term.
  const places = (n, inBlock) => numbered(inBlock ? "p" : "q", n);

  const index = {
    ...root,
    analyze: analyzer(root.language),
    load: (name) => load("f/" + name, root.named[name]),
    column: (name, read = columns[name]) => once(name, async () => read(await index.load(name), root.entries)),
    spelling: (length) => length < 21 && numbered("s", length),
    card: async (document) => {
      const n = document / root.cards | 0;
      return (await once("c" + n, async () => (await numbered("c", n)).json()))[document % root.cards];
    },

    // find gives the entry of a term; undefined if there is none. The positions
    // of a phrase are sent for at once.
    async find(term, phrase) {
      const n = heavy.indexOf(term);
      const at = n < 0 ? blockOf(term) : n;
      if (at < 0) return;
      if (phrase) places(at, n < 0).catch(() => {});
      return n < 0 ? (await block(at)).find((entry) => entry.term === term) : heavyEntry(term, n);
    },

    // startingWith gives at most so many terms that begin with a text, those of
    // most documents first. A short text would take many blocks: it is looked
    // for among the heavy terms and in so many of them.
    async startingWith(start, most, blocks = 2) {
      const from = Math.max(blockOf(start), 0);
      const near = separators.slice(from, from + blocks).map((separator, n) => (n && separator > start + "\uffff" ? [] : block(from + n)));
      return heavy.map(heavyEntry).concat(...await Promise.all(near))
        .filter(({ term }) => term.startsWith(start) && !term.includes(" "))
        .sort((a, b) => b.count - a.count).slice(0, most);
    },

    // postings gives an entry with its documents and their impacts.
    postings: (entry) => entry.impacts ? entry : once("h" + entry.n, async () => {
      const next = await numbered("h", entry.n);
      return { ...entry, documents: next.rising(entry.count), impacts: next.take(entry.count) };
    }),

    // places gives the positions of an entry, by document.
    async places({ n, nth, documents }) {
      const next = await places(n, nth >= 0);
      if (nth >= 0) next.list((await block(n)).length).slice(0, nth).forEach(next.take);
      const more = next.list(documents.length);
      const firsts = more.map(next).map((high) => high * 256 + next.take(1)[0]);
      return new Map(documents.map((document, nth) => [document, [firsts[nth], ...next.rising(more[nth], firsts[nth])]]));
    },
  };
  return index;
}

// connect opens the index at the address of a search page.
export const connect = (base) => once(base, () => open(async (path) => {
  const response = await fetch(new URL(path, base), { cache: path === "index.bin" ? "no-cache" : "default" });
  if (!response.ok) throw Error(`${path}: ${response.status}`);
  return new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
}));
