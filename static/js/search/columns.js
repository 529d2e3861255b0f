// The columns of the index: facets and totals over a list of entries.
import { range, within } from "./query.js";

// facet gives the values of a facet, and for each entry the places of its own.
const facet = (next, length) => ({ values: JSON.parse(next.text(next())), of: next.list(length, () => next.list(next())) });

// money gives, by class, what each entry adds to its total.
const money = (next) => JSON.parse(next.text(next())).map(([key, , words]) => {
  let entry = -1;
  return { key, words, of: new Map(next.list(next(), () => [entry += next(), { unpriced: next(), sum: next.sum() }])) };
});

export const facets = (index, name) => index.column(name, facet);

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

// narrow keeps the hits that lie within the ranges wanted and have one of the
// values wanted in each facet, in the order wanted; counts of the facets are the
// hits by value as if nothing were wanted in that facet. wanted holds names and
// values as the address of the page does, names are the facets to count.
export async function narrow(index, hits, wanted, names) {
  hits = await within(index, hits, [["date", "from", "to"], ["amount", "min", "max"]].map(([name, ...edges]) => range(index, name, ...edges.map((edge) => wanted.get(edge)))));
  const counted = await Promise.all(names.map(async (name) => {
    const { values, of } = await facets(index, name);
    const chosen = new Set(wanted.getAll(name).map((key) => values.findIndex((value) => value[0] === key)));
    return { values, of, chosen, counts: new Uint32Array(values.length) };
  }));
  const kept = hits.filter((hit) => {
    const failed = counted.filter(({ of, chosen }) => chosen.size && !of[hit].some((place) => chosen.has(place)));
    for (const one of counted) if (!failed.length || failed.length === 1 && failed[0] === one) for (const place of one.of[hit]) one.counts[place]++;
    return !failed.length;
  });
  const order = wanted.get("sort");
  const amount = order === "amount" && await index.column("amount");
  if (order) kept.sort((a, b) => order === "oldest" ? a - b : amount && Number((amount[b]?.[0] ?? -1n) - (amount[a]?.[0] ?? -1n)) || b - a);
  const totals = (await index.column("money", money)).map((one) => total(one, kept)).filter(({ entries }) => entries);
  return { kept, facets: counted, totals };
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
  const rows = (await index.load("table")).text().split("\n");
  const sums = (await index.column("money", money)).filter(({ of }) => hits.some((hit) => of.has(hit)));
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
