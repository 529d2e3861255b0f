// One page of each kind has no violation of WCAG 2.2 AA, in light and dark, on
// a phone and on a desk, keeps the CSP, and never scrolls sideways.
import test, { after, before } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { launch, open } from './browser.mjs'
import { serve } from './server.mjs'
import { kinds } from './pages.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser, host
before(async () => { browser = await launch(); host = await serve() })
after(async () => { await browser?.close(); await host?.close() })

for (const width of [360, 1280]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`no accessibility violation at ${width} px, ${colorScheme}`, { timeout: 600_000 }, async t => {
      const { page, context, complaints } = await open(browser, { width, colorScheme })
      for (const address of kinds) {
        await t.test(address, async () => {
          complaints.length = 0
          await page.goto(host.url + address, { waitUntil: 'load' })
          assert.deepEqual(complaints.filter(c => !(address === '/404.html')), [], 'the page complains')
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          assert.ok(sideways <= 0, `the page scrolls ${sideways} px sideways`)
          // evaluate runs outside the page's CSP, so axe needs no exception.
          await page.evaluate(axe)
          const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
          const told = violations.map(v => `${v.id}: ${v.help}\n${v.nodes.slice(0, 4).map(n => `    ${n.target.join(' ')}: ${n.failureSummary.split('\n').slice(1).join(' ')}`).join('\n')}`)
          assert.equal(violations.length, 0, told.join('\n'))
        })
      }
      await context.close()
    })
  }
}
