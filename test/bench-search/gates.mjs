// Prints what queries cost with the site's own client and no browser: the bytes
// of the first file, the most that a first query reads of an index with its ten
// cards, the same with the facets that may be open, and milliseconds of processor
// for a query whose files are there. Run by cmd/bench-search with the folder of the index.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { facet, open, search } from '../../static/js/search/query.js'

// Two words of all frequencies, the last one completed, and an amount.
const queries = ['exchange theft', 'bridge exploit', 'phishing harbor', '$4.4M', 'amber vault', 'reentrancy ethereum', 'wallet secur']
// The facets a reader may have open; that of actors is closed until asked for.
const facetsOpen = ['type', 'year', 'technique', 'chain', 'country', 'status']

const folder = process.argv[2]
let read = 0
const connect = () => {
  read = 0
  return open(async name => {
    const data = readFileSync(path.join(folder, name))
    read += data.length
    return new Uint8Array(inflateRawSync(data))
  })
}
const answer = async (index, query) => {
  const { hits } = await search(index, query)
  if (!hits.length) throw new Error(`${query} finds nothing`)
  return hits
}

let root = 0
let first = 0
let faceted = 0
for (const query of queries) {
  const index = await connect()
  root = read
  for (const hit of (await answer(index, query)).slice(0, 10)) await index.card(hit)
  first = Math.max(first, read)
  for (const name of facetsOpen) await facet(index, name)
  faceted = Math.max(faceted, read)
}
const index = await connect()
// Time of the processor: a machine that is not quiet does not add to it.
const clock = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const times = []
for (let round = 0; round < 30; round++) {
  for (const query of queries) {
    const start = clock()
    await answer(index, query)
    if (round) times.push(clock() - start) // the first round reads
  }
}
times.sort((a, b) => a - b)
const at = part => times[Math.floor((times.length - 1) * part)]
console.log(JSON.stringify({ Root: root, First: first, Faceted: faceted, Median: at(0.5), P95: at(0.95) }))
