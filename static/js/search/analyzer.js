// The analyzer of the search: text to tokens. Its specification and its twin are
// in internal/site/search (doc.go); a test holds both to the same tokens.

// The sorts of tokens.
export const plain = 0, joined = 1, exact = 2, round = 3, stop = 4;

const stops = new Set("a an and are as at be but by for from had has have in is it its of on or that the their this to was were which with".split(" "));
const spaces = /[ \t\n\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const address = /(?<![0-9a-z])(?:0x([0-9a-f]{4,})|((?=[a-z]*\d)[0-9a-z]{20,}))(?![0-9a-z])(?:(?:…|\.{3})[0-9a-z]+)?/gi;
const atoms = /(\d{4})-(0[1-9]|1[0-2])(-(?:0[1-9]|[12]\d|3[01]))?(?![\p{L}\p{N}-])|(\d+(?:[.,']\d+)*)(\p{L}[\p{L}\p{N}]*)?|[\p{L}\p{N}]+/gu;
const scale = /^(?:(k|thousand)|(m|mn|mln|mio|millions?)|(b|bn|billions?)|(t|tn|trillions?))$/;
const paired = /([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u{20000}-\u{2fa1f}]+)/u;
const odd = /[ßøłđðþæœıς‘’ʼ‐‒–—−\u00ad\u200b-\u200f\u2060\ufeff]/g;
const spellings = { ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ς: "σ",
  "‘": "'", "’": "'", ʼ: "'", "‐": "-", "‒": "-", "–": "-", "—": "-", "−": "-" };

const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "");
const fold = (text) => bare(bare(text).toLowerCase()).normalize("NFC").replace(odd, (c) => spellings[c] ?? "");
const power = (word) => (scale.exec(word)?.slice(1).findIndex(Boolean) ?? -1) * 3 + 3;
const cutWord = (word) => (word.length > 40 ? [...word].slice(0, 40).join("") : word);

// readNumber gives [digits, power of ten]; undefined for what is no number.
function readNumber(text) {
  const grouped = /^\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})+$/.test(text) || /^[1-9]\d{0,2}[,']\d{3}$/.test(text);
  const mixed = /^\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*(?!\1)[.,]\d+$/.test(text);
  if (!grouped && !mixed && !/^\d+(?:[.,]\d+)?$/.test(text)) return undefined;
  const point = grouped ? -1 : Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  const decimals = point < 0 ? 0 : text.length - point - 1;
  const digits = text.replace(/\D/g, "").replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  return short ? [short, digits.length - short.length - decimals] : ["0", 0];
}

// analyze gives the tokens of a text: their text, position, the positions they
// span, their sort, and the word before stemming.
export function analyze(text, english = true) {
  const tokens = [];
  let at = 0;
  let tail; // the number that the last chunk ended with: it may be scaled by the next
  const add = (text, sort, surface = "", from = at, span = 1) => tokens.push({ text, at: from, span, sort, surface });
  const stemmed = (word) => (english && /^[a-z]{3,}$/.test(word) ? stem(word) : word);

  function addNumber([digits, power], from) {
    if (digits.length > 30) return;
    add(`#${digits}e${power}`, exact, "", from);
    if (digits.length + power < 5) return;
    if (digits.length > 2) {
      power += digits.length - 2;
      digits = String(+digits.slice(0, 2) + (digits[2] >= "5"));
      const zeros = /0*$/.exec(digits)[0].length;
      power += zeros;
      digits = digits.slice(0, digits.length - zeros);
    }
    add(`#${digits}e${power}~`, round, "", from);
  }

  function rescale(number, by, from) {
    tokens.length = number.from;
    addNumber(number.digits === "0" ? ["0", 0] : [number.digits, number.power + by], from);
  }

  function addPlain(word) {
    word = cutWord(word);
    if (stops.has(word)) add(word, stop);
    else add(stemmed(word), plain, word);
    at++;
  }

  // words reads a piece of a chunk between addresses. scaled is the number
  // before the chunk, where the piece begins one.
  function words(piece, scaled) {
    piece = fold(piece.replace(/([a-z])(?=[A-Z][a-z])/g, "$1-")).replace(/'s(?![\p{L}\p{N}])/gu, "");
    let end = 0;
    let parts = [];
    let first = 0;
    let open; // the last atom, where it is a number without a scale
    tail = undefined;
    const part = (word) => { if (!parts.length) first = at; parts.push(word); };
    const join = () => {
      if (parts.length > 1 && parts.length < 5 && parts.some((word) => !/^\d+$/.test(word))) add(stemmed(cutWord(parts.join(""))), joined, "", first, parts.length);
      parts = [];
    };
    const word = (text, from) => {
      const by = power(text);
      if (by && open) {
        rescale(open, by, at - 1);
        parts = [];
        open = undefined;
        at++;
        return;
      }
      open = undefined;
      if (paired.test(text)) {
        join();
        for (const run of text.split(paired)) {
          if (!paired.test(run)) { if (run) addPlain(run); continue; }
          const signs = [...run];
          for (let i = 0; i < Math.max(signs.length - 1, 1); i++) {
            add(signs.slice(i, i + 2).join(""), plain);
            at++;
          }
        }
        return;
      }
      part(text);
      if (by && scaled && from === 0) {
        rescale(scaled, by, at - 1);
        at++;
      } else addPlain(text);
    };
    for (const found of piece.matchAll(atoms)) {
      const from = found.index;
      const [all, year, month, day, digits, suffix = ""] = found;
      if (!(end && from === end + 1 && "-_.'&".includes(piece[end]))) {
        join();
        open = undefined;
      }
      if (year) {
        join();
        add("d" + all, exact);
        if (day) add(`d${year}-${month}`, exact);
        addNumber(readNumber(year), at++);
        open = undefined;
      } else if (digits && !(suffix && !power(suffix) && /^\d+$/.test(digits))) {
        if (!suffix && /^\d+$/.test(digits)) part(digits);
        else join();
        const number = readNumber(digits);
        const by = power(suffix);
        open = undefined;
        if (number) {
          if (!suffix) open = { from: tokens.length, digits: number[0], power: number[1] };
          addNumber(number[0] === "0" ? number : [number[0], number[1] + by], at++);
        } else {
          for (const run of digits.match(/\d+/g)) addNumber(readNumber(run), at++);
        }
        if (suffix && !(by && number)) word(suffix, -1);
      } else word(all, from);
      end = from + all.length;
    }
    if (open && end === piece.length && parts.length < 2) tail = open;
    join();
  }

  for (const chunk of text.split(spaces)) {
    if (!chunk) continue;
    const scaled = tail;
    let from = 0;
    for (const found of chunk.matchAll(address)) {
      words(chunk.slice(from, found.index), from ? undefined : scaled);
      add("@" + (found[1] ?? found[2]).slice(0, 12).toLowerCase(), exact);
      at++;
      from = found.index + found[0].length;
    }
    words(chunk.slice(from), from ? undefined : scaled);
  }
  return tokens;
}

// Porter2, the Snowball stemmer for English.

const vowel = /[aeiouy]/;
const double = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const irregular = new Map(("skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl "
  + "sky news howe atlas cosmos bias andes").split(" ").map((pair) => pair.split(":")));
const invariant = /^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;

// Suffixes by length, the longest first, with what takes their place.
const table = (text) => text.split(" ").map((pair) => pair.split(":"));
const second = table("ization:ize ational:ate ousness:ous iveness:ive fulness:ful tional:tion biliti:ble lessli:less entli:ent ation:ate "
  + "alism:al aliti:al fulli:ful ousli:ous iviti:ive enci:ence anci:ance abli:able izer:ize ator:ate alli:al bli:ble ogi:og li:");
const third = table("ational:ate tional:tion alize:al icate:ic iciti:ic ative: ical:ic ness: ful:");
const fourth = table("ement: ance: ence: able: ible: ment: ant: ent: ism: ate: iti: ous: ive: ize: ion: al: er: ic:");

// after gives where the part behind the first consonant after a vowel begins.
const after = (word, from) => {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
};
const short = (word) => /^[aeiouy][^aeiouy]$|[^aeiouy][aeiouy][^aeiouywxY]$/.test(word);

// stem gives the stem of a word of three letters or more.
function stem(word) {
  if (irregular.has(word)) return irregular.get(word) ?? word;
  let w = word.replace(/^y|([aeiouy])y/g, (all, before) => (before ?? "") + "Y");
  const special = /^(gener|commun|arsen)/.exec(w);
  const r1 = special ? special[0].length : after(w, 0);
  const r2 = after(w, r1);
  const ends = (suffix) => w.endsWith(suffix);
  const cut = (n, put = "") => { w = w.slice(0, w.length - n) + put; };

  if (ends("sses")) cut(2);
  else if (/ie[ds]$/.test(w)) cut(w.length > 4 ? 2 : 1);
  else if (/[^us]s$/.test(w) && vowel.test(w.slice(0, -2))) cut(1);
  if (invariant.test(w)) return w;

  const eed = /eed(ly)?$/.exec(w);
  const ed = /(ed|ing)(ly)?$/.exec(w);
  if (eed) {
    if (eed.index >= r1) w = w.slice(0, eed.index + 2);
  } else if (ed && vowel.test(w.slice(0, ed.index))) {
    w = w.slice(0, ed.index);
    if (/(at|bl|iz)$/.test(w)) w += "e";
    else if (double.test(w)) cut(1);
    else if (r1 >= w.length && short(w)) w += "e";
  }
  if (/.[^aeiouy][yY]$/.test(w)) cut(1, "i");

  let found = second.find(([suffix]) => ends(suffix));
  if (found) {
    const [suffix, put] = found;
    const at = w.length - suffix.length;
    if (at >= r1 && (suffix !== "ogi" || w[at - 1] === "l") && (suffix !== "li" || /[cdeghkmnrt]/.test(w[at - 1]))) cut(suffix.length, put);
  }
  found = third.find(([suffix]) => ends(suffix));
  if (found) {
    const at = w.length - found[0].length;
    if (at >= r1 && (found[0] !== "ative" || at >= r2)) cut(found[0].length, found[1]);
  }
  found = fourth.find(([suffix]) => ends(suffix));
  if (found) {
    const at = w.length - found[0].length;
    if (at >= r2 && (found[0] !== "ion" || /[st]/.test(w[at - 1]))) cut(found[0].length);
  }
  if (ends("e")) {
    const at = w.length - 1;
    if (at >= r2 || at >= r1 && !short(w.slice(0, -1))) cut(1);
  } else if (ends("ll") && w.length - 1 >= r2) cut(1);
  return w.replace(/Y/g, "y");
}
