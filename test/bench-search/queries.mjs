// Prints what first queries cost a reader, in bytes and milliseconds, with the
// site's own search and with Pagefind over the same pages. Scripts are counted
// compressed, as hosts send them; the files of both indexes are compressed
// already. Run by cmd/bench-search.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { launch } from '../browser/browser.mjs'
import { serve, siteDir } from '../browser/server.mjs'

const queries = ['exchange theft', 'bridge exploit', 'phishing harbor', '$4.4M', 'amber vault', 'reentrancy ethereum']
const median = list => list.toSorted((a, b) => a - b)[list.length >> 1]
const browser = await launch()
// Pagefind needs 'wasm-unsafe-eval', which the site's policy does not give: its
// files come without the policy, and pages are opened without it.
const host = await serve({
  extra(request, response) {
    if (!request.url.startsWith('/pagefind/')) return false
    const file = new URL(request.url, 'http://localhost').pathname
    response.setHeader('content-type', file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream')
    response.end(readFileSync(path.join(siteDir, file)))
    return true
  },
})

// measure runs ask in a fresh browser for each query.
async function measure(name, address, counted, ask) {
  const bytes = []
  const times = []
  for (const query of queries) {
    const context = await browser.newContext({ bypassCSP: true })
    const page = await context.newPage()
    const bodies = []
    page.on('response', response => {
      if (counted.test(new URL(response.url()).pathname)) bodies.push(response.body().then(body => new URL(response.url()).pathname.endsWith('.js') ? gzipSync(body, { level: 9 }).length : body.length, () => 0))
    })
    await page.goto(host.url + address(query))
    const start = Date.now()
    await ask(page, query)
    times.push(Date.now() - start)
    await page.waitForLoadState('networkidle')
    bytes.push((await Promise.all(bodies)).reduce((a, b) => a + b, 0))
    await context.close()
  }
  console.log(`${name.padEnd(34)} ${String(median(bytes)).padStart(9)} bytes (${Math.max(...bytes)} at most) ${String(median(times)).padStart(5)} ms`)
}

await measure('Blotter, first query', () => '/search/', /^\/(search\/.|static\/js\/search\/)/, async (page, query) => {
  await page.locator('#q').fill(query)
  await page.waitForSelector('#hits li')
})
await measure('Pagefind, first query', () => '/about/', /^\/pagefind\//, (page, query) => page.evaluate(async query => {
  const pagefind = await import('/pagefind/pagefind.js')
  const { results } = await pagefind.search(query)
  await Promise.all(results.slice(0, 10).map(result => result.data()))
}, query))

// cold measures from the request of a page to the first results in it, in a
// fresh browser over an emulated slow 4G: 150 ms a round trip, 1.6 Mbit/s.
async function cold(name, address, ask) {
  const times = []
  for (const query of queries) {
    const context = await browser.newContext({ bypassCSP: true })
    const page = await context.newPage()
    const network = await context.newCDPSession(page)
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 })
    const start = Date.now()
    await page.goto(host.url + address(query), { waitUntil: 'commit' })
    await ask(page, query)
    times.push(Date.now() - start)
    await context.close()
  }
  console.log(`${name.padEnd(34)} ${median(times)} ms (${Math.max(...times)} at most)`)
}
await cold('Blotter, slow 4G, page to results', query => `/search/?q=${encodeURIComponent(query)}`, page => page.waitForSelector('#hits li'))
await cold('Pagefind, slow 4G, page to results', () => '/about/', (page, query) => page.evaluate(async query => {
  const pagefind = await import('/pagefind/pagefind.js')
  const { results } = await pagefind.search(query)
  await Promise.all(results.slice(0, 10).map(result => result.data()))
}, query))

// again measures what the search itself takes once its files are there, typed
// letter by letter. start gives, in a page, a function that answers a query and
// draws nothing.
async function again(name, address, start) {
  const context = await browser.newContext({ bypassCSP: true })
  const page = await context.newPage()
  await page.goto(host.url + address)
  const times = await page.evaluate(`(async queries => {
    const ask = await (${start})()
    const typed = queries.flatMap(query => Array.from(query, (_, n) => query.slice(0, n + 1)))
    const times = []
    for (let round = 0; round < 5; round++) {
      for (const query of typed) {
        const start = performance.now()
        await ask(query)
        if (round) times.push(performance.now() - start) // the first round fetches
      }
    }
    return times.sort((a, b) => a - b)
  })(${JSON.stringify(queries)})`)
  const at = part => times[Math.floor((times.length - 1) * part)].toFixed(1)
  console.log(`${name.padEnd(34)} median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms (${times.length} searches)`)
  await context.close()
}
await again('Blotter, search only, files there', '/search/', async () => {
  const { connect, search } = await import(document.querySelector('link[rel="modulepreload"][href*="query"]').href)
  const index = await connect(location.href)
  return query => search(index, query)
})
await again('Pagefind, search only, files there', '/about/', async () => {
  const pagefind = await import('/pagefind/pagefind.js')
  return query => pagefind.search(query)
})
await browser.close()
await host.close()
