// Porter2, the Snowball stemmer for English, over words of a-z.

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
export function stem(word) {
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
