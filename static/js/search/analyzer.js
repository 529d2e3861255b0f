// The analyzer of the search: text to tokens. Its specification and its twin are
// in internal/site/search (doc.go); a test holds both to the same tokens. The
// tables of a language come with the index that was made with them.

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
export function analyzer({ stops, letters, scales, english }) {
  stops = new Set(stops);
  scales = new Map(Object.entries(scales));
  const fold = (text) => bare(bare(text).toLowerCase()).normalize("NFC").replace(/[^]/gu, (sign) => letters[sign] ?? sign);
  const stemmed = (word) => (english && /^[a-z]{3,}$/.test(word) ? stem(word) : word);

  return (text) => {
    const tokens = [];
    let at = 0;
    let tail; // the number that the last chunk ended with: it may be scaled by the next
    const add = (text, more) => tokens.push({ text, at, span: 1, ...more });

    function addNumber([digits, power], at) {
      const text = numeral(digits, power);
      if (text.length > 31 && /\d{31}/.test(text)) return;
      add(text, { at });
      if (!digits || digits.length + power < 5) return;
      const two = Math.round(`${digits.slice(0, 2)}.${digits[2] ?? 0}`);
      add(numeral(String(two), power + Math.max(digits.length - 2, 0)) + "~", { at });
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

// Porter2, the Snowball stemmer for English.

const irregular = new Map(("skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl "
  + "sky news howe atlas cosmos bias andes").split(" ").map((pair) => pair.split(":")));
const invariant = /^(?:(?:inn|out|cann|herr|earr)ing|(?:pro|ex|suc)ceed)$/;
const vowel = /[aeiouy]/;
const short = /^[aeiouy][^aeiouy]$|[^aeiouy][aeiouy][^aeiouywxY]$/;
// A region ends behind the first consonant after a vowel.
const region = /^(?:gener|commun|arsen)|.*?[aeiouy][^aeiouy]|.*/y;
const plural = /(?<=ss)es$|(?<=^.?ie)[ds]$|(?<=..i)e[ds]$|(?<=[aeiouy].*[^us])(?<!ie|sse)s$/;
// Of an ending that is found stays the first group, or the second with an "e".
const second = /(tion(?=al$)|(?:ent|less|ful|ous|al)(?=li$)|al(?=i(?:sm|ti)$)|(?:ful|ous|ive)(?=ness$)|(?<=l)og(?=i$)|(?<=[cdeghkmnrt])(?=li$))|((?:[ae]nc|a?bl)(?=i$)|iz(?=(?:er|ation)$)|at(?=(?:ion(?:al)?|or)$)|iv(?=iti$))|biliti$/;
const third = /(tion(?=al$)|al(?=ize$)|ic(?=(?:ate|iti|al)$)|(?=(?:ful|ness|ative)$))|(at)(?=ional$)/;
const fourth = /((?=(?:al|[ae]nce|er|ic|[ai]ble|ant|e?ment|ent|ism|ate|iti|ous|ive|ize)$)|(?<=[st])(?=ion$))/;

// stem gives the stem of a word of three letters or more.
function stem(word) {
  if (irregular.has(word)) return irregular.get(word) ?? word;
  let w = word.replace(/^y|([aeiouy])y/g, "$1Y");
  region.lastIndex = 0;
  const [r1, r2] = [1, 2].map(() => region.test(w) && region.lastIndex);
  const step = (rule, from) => {
    const found = rule.exec(w);
    if (found?.index >= from) w = w.slice(0, found.index) + (found[1] ?? (found[2] ?? "bl") + "e");
  };

  w = w.replace(plural, "");
  if (invariant.test(w)) return w;
  const found = /(?:(eed)|ed|ing)(?:ly)?$/.exec(w);
  const before = w.slice(0, found?.index);
  if (found?.[1]) {
    if (found.index >= r1) w = before + "ee";
  } else if (found && vowel.test(before)) {
    w = before.replace(/([bdfgmnprt])\1$/, "$1");
    if (w === before && (/(?:at|bl|iz)$/.test(w) || r1 >= w.length && short.test(w))) w += "e";
  }
  w = w.replace(/(?<=.[^aeiouy])[yY]$/, "i");
  step(second, r1);
  step(third, w.endsWith("ative") ? r2 : r1);
  step(fourth, r2);
  const at = w.length - 1;
  if (/e$/.test(w) ? at >= r2 || at >= r1 && !short.test(w.slice(0, -1)) : /ll$/.test(w) && at >= r2) w = w.slice(0, -1);
  return w.replace(/Y/g, "y");
}
