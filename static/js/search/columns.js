// The columns of the index: facets, ranges and totals over a list of entries.
import { analyze } from "./analyzer.js";
import { reader } from "./query.js";

const kept = new Map();

// column gives a column by its name; a facet where it is none of the others.
export function column(index, name) {
  if (!kept.has(name)) {
    const read = { date: dates, amount: amounts, money }[name] ?? facet;
    const made = index.load(name).then((bytes) => read(reader(bytes), index.root.entries));
    made.catch(() => kept.delete(name)); // to be tried again
    kept.set(name, made);
  }
  return kept.get(name);
}

// head reads the JSON that a column begins with.
const head = (next) => JSON.parse(next.text(next()));

// facet gives the values of a facet, and for each entry the places of its own.
function facet(next, length) {
  const values = head(next);
  return { values, of: Array.from({ length }, () => Array.from({ length: next() }, next)) };
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
const amounts = (next, length) => Array.from({ length }, () => sum(next));

// dates gives the first and last day that each entry's date may mean, counted
// from 1970; undefined for a date that nobody knows.
function dates(next, length) {
  let first = 0;
  return Array.from({ length }, () => {
    const step = next();
    first += step % 2 ? -(step + 1) / 2 : step / 2;
    const days = next();
    return days ? [first, first + days - 1] : undefined;
  });
}

// money gives, by class, what each entry adds to its total.
function money(next) {
  return head(next).map(([key, , words]) => {
    const of = new Map();
    let entry = -1;
    for (let i = next(); i > 0; i--) {
      entry += next();
      of.set(entry, { unpriced: next(), sum: sum(next) });
    }
    return { key, words, of };
  });
}

// total adds up one class over entries: the sum, exact and short, false where
// nobody states a figure; the entries that count; the amounts without a figure.
function total(column, hits) {
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
  const stated = value !== undefined;
  return { key: column.key, words: column.words, entries, unpriced, exact: stated && plainSum(value), short: stated && shortSum(value) };
}

// units reads an amount as the search does: 1.5M in 10^-8 dollars.
const units = (text) => {
  const [, digits, power] = /^#(\d+)e(-?\d\d?)$/.exec(analyze(text ?? "")[0]?.text) ?? [];
  return digits && +power > -9 ? BigInt(digits) * 10n ** BigInt(+power + 8) : undefined;
};

// ranges gives a test for entries within the dates and amounts wanted.
async function ranges(index, wanted) {
  const [from, to] = ["from", "to"].map((name) => Date.parse(wanted.get(name)) / 864e5);
  const [least, most] = ["min", "max"].map((name) => units(wanted.get(name)));
  const date = (from === from || to === to) && await column(index, "date");
  const amount = (least ?? most) !== undefined && await column(index, "amount");
  return (hit) => (!date || date[hit] && !(date[hit][1] < from) && !(date[hit][0] > to))
    && (!amount || amount[hit] !== undefined && !(amount[hit] < least) && !(amount[hit] > most));
}

// narrow keeps the hits that lie within the ranges wanted and have one of the
// values wanted in each facet, in the order wanted; counts of the facets are the
// hits by value as if nothing were wanted in that facet. wanted holds names and
// values as the address of the page does, names are the facets to count.
export async function narrow(index, hits, wanted, names) {
  const fits = await ranges(index, wanted);
  const facets = await Promise.all(names.map(async (name) => {
    const { values, of } = await column(index, name);
    const chosen = new Set(wanted.getAll(name).map((key) => values.findIndex((value) => value[0] === key)));
    return { values, of, chosen, counts: new Uint32Array(values.length) };
  }));
  const kept = hits.filter((hit) => {
    if (!fits(hit)) return false;
    const failed = facets.filter(({ of, chosen }) => chosen.size && !of[hit].some((place) => chosen.has(place)));
    for (const one of facets) if (!failed.length || failed.length === 1 && failed[0] === one) for (const place of one.of[hit]) one.counts[place]++;
    return !failed.length;
  });
  const order = wanted.get("sort");
  const amount = order === "amount" && await column(index, "amount");
  if (order) kept.sort((a, b) => order === "oldest" ? a - b : amount && Number((amount[b] ?? -1n) - (amount[a] ?? -1n)) || b - a);
  const totals = (await column(index, "money")).map((one) => total(one, kept)).filter(({ entries }) => entries);
  return { kept, facets, totals };
}

// plainSum writes a sum of 10^-8 dollars in full: "4400000" or "12.5".
const plainSum = (value) => `${value / 10n ** 8n}.${String(value % 10n ** 8n).padStart(8, "0")}`.replace(/\.?0+$/, "");

const dollars = { style: "currency", currency: "USD", minimumFractionDigits: 0, roundingMode: "halfEven" };

// shortSum writes a sum of 10^-8 dollars as pages do: "$9,500", "$4.4M".
export function shortSum(value) {
  const big = value >= 999950000000n;
  const size = big ? { notation: "compact", maximumSignificantDigits: 3 } : { maximumFractionDigits: value < 100000000n ? 2 : 0 };
  return new Intl.NumberFormat("en-US", { ...dollars, ...size }).format(plainSum(value));
}

// table gives entries as CSV: a line for each, with what it adds to the totals.
// place gives the address of an entry.
export async function table(index, hits, place) {
  const rows = new TextDecoder().decode(await index.load("table")).split("\n");
  const sums = (await column(index, "money")).filter(({ of }) => hits.some((hit) => of.has(hit)));
  const cell = (text) => {
    if (/^[=+\-@\t]/.test(text)) text = "'" + text; // never a formula
    return /[",\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = hits.map((hit) => {
    const row = rows[hit].split("\t");
    return [...row, place(row[0]), ...sums.flatMap(({ of }) => {
      const { sum, unpriced } = of.get(hit) ?? {};
      return [sum === undefined ? "" : plainSum(sum), String(unpriced || "")];
    })];
  });
  lines.unshift(["id", "title", "date", "type", "status", "url", ...sums.flatMap(({ key }) => [`${key}_usd`, `${key}_without_figure`])]);
  return lines.map((line) => line.map(cell).join(",") + "\r\n").join("");
}
