// The live preview, as an editor sees it: a save shows, a mistake is laid over
// the page, mending it takes it away, and the place on the page is kept.
import test, { after, before } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, open } from './browser.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const folder = mkdtempSync(path.join(os.tmpdir(), 'blotter-serve-'))
const id = 'ronin-bridge-theft'
let browser, preview, url, entry

before(async () => {
  for (const name of ['config.yaml', 'content']) cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  const file = readdirSync(path.join(folder, 'content/incidents'), { recursive: true }).find(name => path.basename(name) === `${id}.md`)
  entry = path.join(folder, 'content/incidents', file)
  const program = path.join(folder, 'blotter')
  execFileSync(process.env.GO ?? 'go', ['build', '-o', program, './cmd/build'], { cwd: root, stdio: 'inherit' })
  preview = spawn(program, ['serve', '--source', folder, '--addr', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: preview.stdout })) {
    url = line.match(/http:\/\/[\d.:]+/)?.[0]
    if (url) break
  }
  preview.stdout.resume()
  browser = await launch()
}, { timeout: 300_000 })

after(async () => {
  await browser?.close()
  preview?.kill('SIGINT')
  rmSync(folder, { recursive: true, force: true })
})

const text = () => readFileSync(entry, 'utf8')
const retitle = (old, title) => old.replace(/^title: .*$/m, `title: ${title}`)
const overlay = page => page.locator('blotter-preview details.errors')

// looking opens the entry in a page whose complaints are checked at the end.
async function looking(run) {
  const original = text()
  const { page, context, complaints } = await open(browser)
  try {
    await page.goto(`${url}/incidents/${id}/`)
    await page.waitForSelector('html[data-blotter-preview]') // the preview's script is at work
    await run(page)
    // A reload breaks off what is still on its way: the stream of events, and
    // the icon where the save comes soon. A file that is missing is told by the
    // console too.
    assert.deepEqual(complaints.filter(c => !c.startsWith('request failed') && !c.includes('/.blotter-preview/events')), [], 'the page complains')
  } finally {
    await context.close()
    writeFileSync(entry, original)
  }
}

test('a save shows in the browser', { timeout: 60_000 }, () => looking(async page => {
  writeFileSync(entry, retitle(text(), 'A title that was saved just now'))
  await page.locator('h1', { hasText: 'A title that was saved just now' }).waitFor()
  assert.equal(await page.locator('blotter-preview').count(), 0, 'there is an overlay without a mistake')
}))

test('a save by renaming shows in the browser', { timeout: 60_000 }, () => looking(async page => {
  writeFileSync(`${entry}.new`, retitle(text(), 'A title that was renamed into place'))
  renameSync(`${entry}.new`, entry)
  await page.locator('h1', { hasText: 'A title that was renamed into place' }).waitFor()
}))

test('a mistake is laid over the page, with its place and the way out, until it is mended', { timeout: 60_000 }, () => looking(async page => {
  const good = text()
  const title = await page.locator('h1').innerText()
  writeFileSync(entry, retitle(good, 'Too <b>short</b>').replace(/^type: .*$/m, 'type: thetf'))
  await overlay(page).waitFor()
  const told = await overlay(page).innerText()
  assert.match(told, /content\/incidents\/.*ronin-bridge-theft\.md:\d+:\d+/)
  assert.match(told, /"thetf" is not a type of this record/)
  assert.match(told, /write theft/)
  assert.equal(await page.locator('h1').innerText(), title, 'the page did not stay')
  assert.equal(await page.locator('blotter-preview b').count(), 0, 'text of the entry became markup')

  // The page below stays in reach: the overlay folds away by keyboard.
  await page.locator('blotter-preview summary').first().focus()
  await page.keyboard.press('Enter')
  assert.equal(await overlay(page).getAttribute('open'), null)

  // A reader who arrives now finds the mistake and the last good page too.
  await page.reload()
  await overlay(page).waitFor()
  assert.equal(await page.locator('h1').innerText(), title)

  writeFileSync(entry, retitle(good, 'A title that is mended and long enough'))
  await page.locator('h1', { hasText: 'A title that is mended and long enough' }).waitFor()
  await overlay(page).waitFor({ state: 'detached' })
}))

test('a mistake that is taken back takes the overlay away without a reload', { timeout: 60_000 }, () => looking(async page => {
  const good = text()
  await page.evaluate(() => { window.sameDocument = true })
  writeFileSync(entry, good.replace(/^type: .*$/m, 'type: thetf'))
  await overlay(page).waitFor()
  writeFileSync(entry, good)
  await overlay(page).waitFor({ state: 'detached' })
  assert.ok(await page.evaluate(() => window.sameDocument), 'the page was loaded again')
}))

test('a reload keeps the place on the page', { timeout: 60_000 }, () => looking(async page => {
  await page.evaluate(() => scrollTo(0, 900))
  await page.waitForFunction(() => scrollY === 900)
  writeFileSync(entry, retitle(text(), 'A title that was saved while scrolled down'))
  await page.waitForFunction(() => document.querySelector('h1').textContent.includes('while scrolled down'))
  await page.waitForFunction(() => Math.abs(scrollY - 900) < 150, null, { timeout: 10_000 })
}))

test('a page that is taken away becomes the page for missing addresses, and comes back', { timeout: 60_000 }, () => looking(async page => {
  const file = path.join(folder, 'content/pages/passing.md')
  writeFileSync(file, '---\ntitle: Passing\n---\nHere for a moment.\n')
  const passing = await page.context().newPage()
  await passing.goto(`${url}/passing/`) // perhaps before the rebuild: then it comes by itself
  await passing.locator('h1', { hasText: 'Passing' }).waitFor()
  renameSync(file, path.join(folder, 'away.md'))
  await passing.waitForFunction(() => !document.querySelector('h1').textContent.includes('Passing'))
  renameSync(path.join(folder, 'away.md'), file)
  await passing.locator('h1', { hasText: 'Passing' }).waitFor()
  rmSync(file)
}))

test('Ctrl-C ends the preview with no error', { timeout: 60_000 }, async () => {
  const ended = new Promise(resolve => preview.once('exit', (code, signal) => resolve({ code, signal })))
  preview.kill('SIGINT')
  assert.deepEqual(await ended, { code: 0, signal: null })
})
