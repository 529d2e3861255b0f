// The columns of the index: facets, ranges and totals over a list of entries.
import { reader } from "./index.js";

// head reads the JSON that a column begins with.
const head = (next) => JSON.parse(next.text(next()));

// facet reads a facet: its values, and for each entry the places of its own.
export async function facet(index, name) {
  const next = reader(await index.load(name));
  const values = head(next);
  const of = Array.from({ length: index.root.entries }, () => Array.from({ length: next() }, next));
  return { values, of };
}

const sum = (next) => {
  const power = next.take(1)[0];
  if (!power) return undefined;
  let value = 0n;
  for (let shift = 0n, byte = 128; byte > 127; shift += 7n) {
    byte = next.take(1)[0];
    value += BigInt(byte & 127) << shift;
  }
  return value * 10n ** BigInt(power - 1);
};

// amounts gives the figure of each entry in 10^-8 dollars; undefined where
// nobody states one.
export async function amounts(index) {
  const next = reader(await index.load("amount"));
  return Array.from({ length: index.root.entries }, () => sum(next));
}

// dates gives the first and last day that each entry's date may mean, counted
// from 1970; undefined for a date that nobody knows.
export async function dates(index) {
  const next = reader(await index.load("date"));
  let first = 0;
  return Array.from({ length: index.root.entries }, () => {
    const step = next();
    first += step % 2 ? -(step + 1) / 2 : step / 2;
    const days = next();
    return days ? [first, first + days - 1] : undefined;
  });
}

// money gives, by class, what each entry adds to its total.
export async function money(index) {
  const next = reader(await index.load("money"));
  return head(next).map(([key, label, words]) => {
    const of = new Map();
    let entry = -1;
    for (let i = next(); i > 0; i--) {
      entry += next();
      of.set(entry, { unpriced: next(), sum: sum(next) });
    }
    return { key, label, words, of };
  });
}

// total adds up one class over entries: the sum, undefined where nobody states
// a figure, the entries that count, and the amounts without a figure.
export function total(column, hits) {
  let value;
  let entries = 0;
  let unpriced = 0;
  for (const hit of hits) {
    const line = column.of.get(hit);
    if (!line) continue;
    entries++;
    unpriced += line.unpriced;
    if (line.sum !== undefined) value = (value ?? 0n) + line.sum;
  }
  return { value, entries, unpriced };
}

// narrow keeps the hits that fit. tests are functions of an entry; chosen are
// facets with sets of places, of which an entry needs one in each. counts are
// for each facet the hits by value as if nothing were chosen in it.
export function narrow(hits, facets, tests) {
  const counts = facets.map(({ values }) => new Uint32Array(values.length));
  const kept = hits.filter((hit) => {
    if (!tests.every((test) => test(hit))) return false;
    const failed = facets.filter(({ of, chosen }) => chosen?.size && !of[hit].some((place) => chosen.has(place)));
    facets.forEach((one, n) => {
      if (!failed.length || failed.length === 1 && failed[0] === one) for (const place of one.of[hit]) counts[n][place]++;
    });
    return !failed.length;
  });
  return { kept, counts };
}

// plainSum writes a sum of 10^-8 dollars in full: "4400000" or "12.5".
export const plainSum = (value) => `${value / 10n ** 8n}.${String(value % 10n ** 8n).padStart(8, "0")}`.replace(/\.?0+$/, "");

const halfEven = (value, unit) => {
  const twice = (value % unit) * 2n;
  const down = value / unit;
  return twice > unit || twice === unit && down % 2n ? down + 1n : down;
};
const grouped = (whole) => String(whole).replace(/\B(?=(\d{3})+$)/g, ",");

// shortSum writes a sum of 10^-8 dollars as pages do: "$9,500", "$4.4M".
export function shortSum(value) {
  const dollar = 10n ** 8n;
  if (value < dollar) {
    const [whole, cents] = plainSum(value).split(".");
    return "$" + whole + (cents ? "." + cents.padEnd(2, "0") : "");
  }
  if (value < 10000n * dollar) {
    value = halfEven(value, dollar);
    if (value < 10000n) return "$" + grouped(value);
    value *= dollar;
  }
  let digits = String(value / dollar).length;
  let three = halfEven(value, 10n ** BigInt(digits - 3) * dollar);
  if (three > 999n) {
    three = 100n;
    digits++;
  }
  const size = Math.min(Math.floor((digits - 1) / 3), 4);
  const before = digits - 3 * size;
  if (before > 2) return "$" + grouped(three * 10n ** BigInt(before - 3)) + " KMBT"[size];
  const text = String(three);
  return "$" + `${text.slice(0, before)}.${text.slice(before)}`.replace(/\.?0+$/, "") + " KMBT"[size];
}
