// What readers do: with a keyboard, without JavaScript, at 320 px, on paper.
import test, { after, before } from 'node:test'
import assert from 'node:assert/strict'
import { launch, open } from './browser.mjs'
import { serve } from './server.mjs'
import { kinds } from './pages.mjs'

let browser, host
before(async () => { browser = await launch(); host = await serve() })
after(async () => { await browser?.close(); await host?.close() })

test('no page scrolls sideways at 320 px', async () => {
  const { page, context } = await open(browser, { width: 320 })
  for (const address of kinds) {
    await page.goto(host.url + address)
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(sideways <= 0, `${address} scrolls ${sideways} px sideways`)
  }
  await context.close()
})

test('without JavaScript every page has its heading, its text and its navigation', async () => {
  const { page, context } = await open(browser, { javaScriptEnabled: false })
  for (const address of kinds) {
    await page.goto(host.url + address)
    assert.equal(await page.locator('h1').count(), 1, `${address} needs exactly one h1`)
    assert.ok((await page.locator('main').innerText()).trim().length > 40, `${address} has no text`)
    assert.ok(await page.locator('header nav a').count() >= 5, `${address} has no navigation`)
  }
  await context.close()
})

test('the first Tab reaches the skip link, and it leads to the text', async () => {
  const { page, context } = await open(browser)
  await page.goto(host.url + '/incidents/ronin-bridge-theft/')
  await page.keyboard.press('Tab')
  const href = await page.evaluate(() => document.activeElement.getAttribute('href'))
  assert.match(href ?? '', /^#/)
  await page.keyboard.press('Enter')
  assert.ok(await page.evaluate(() => location.hash === document.querySelector('main').id.replace(/^/, '#') || document.querySelector(location.hash)?.closest('main')))
  await context.close()
})

test('the seed entry shows the $4.4M, who says so, both verbs, both parties and its sources', async () => {
  const { page, context } = await open(browser)
  await page.goto(host.url + '/incidents/chinyong-network-sanctions-and-freeze/')
  const text = await page.locator('main').innerText()
  for (const word of ['$4.4M', 'Binance', 'Office of Foreign Assets Control']) assert.ok(text.includes(word), `the page lacks ${word}`)
  const money = await page.locator('#amount-seized').innerText()
  assert.match(money, /seized/i)
  assert.match(money, /frozen/i)
  assert.match(money, /Binance/)
  assert.ok(await page.locator('main [id^="source-"]').count() >= 4)
  await context.close()
})
