// The analyzer of the search: text to tokens. Its specification and its twin are
// in internal/site/search (doc.go); a test holds both to the same tokens.
import { stem } from "./stem.js";

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
