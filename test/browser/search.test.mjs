// The search, as a reader uses it: what it finds, what it adds up, its address,
// its keyboard, and what happens when something is broken.
import test, { after, before } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { launch, open } from './browser.mjs'
import { headerRules, serve, siteDir } from './server.mjs'

let browser, host
before(async () => { browser = await launch(); host = await serve() })
after(async () => { await browser?.close(); await host?.close() })

// ask opens the search page with a query string and waits for its answer.
async function ask(page, query, at = host) {
  await page.goto(`${at.url}/search/?${query}`)
  await answered(page)
}

const answered = page => page.waitForFunction(() => document.querySelector('#status').textContent !== '', null, { timeout: 10_000 })
const titles = page => page.locator('#hits h3').allInnerTexts()
const links = page => page.locator('#hits h3 a').evaluateAll(all => all.map(a => new URL(a.href).pathname))
const seed = '/incidents/chinyong-network-sanctions-and-freeze/'
const params = values => new URLSearchParams(values).toString()

// each opens a page for a test and checks at its end that nothing complained.
function each(name, options, run) {
  test(name, { timeout: 120_000 }, async () => {
    const { page, context, complaints } = await open(browser, options)
    try {
      await run(page, complaints)
      // Leaving a page breaks off its requests; a file that is missing is told
      // by the console too.
      assert.deepEqual(complaints.filter(text => !text.startsWith('request failed')), [], 'the page complains')
    } finally {
      await context.close()
    }
  })
}

for (const q of ['4.4 million', '$4.4M', '4400000', 'USD 4,400,000', '4,4 Mio']) {
  each(`"${q}" finds the seed entry first`, {}, async page => {
    await ask(page, params({ q }))
    assert.equal((await links(page))[0], seed)
  })
}

each('a misspelt name finds the one that was meant, and says so', {}, async page => {
  await ask(page, params({ q: 'binanse' }))
  assert.match((await titles(page))[0], /Binance/)
  assert.match(await page.locator('#note').innerText(), /Showing results for binance/)
})

for (const q of ['0x97b1', '97b104', '1D6gG9', '0x97b1…4f9c', '0x97B1043ABD9E6FC31681635166D430A458D14F9C']) {
  each(`"${q}" finds the entry with the address`, {}, async page => {
    await ask(page, params({ q }))
    assert.ok((await links(page)).includes(seed))
  })
}

each('a phrase finds only entries in which the words stand together', {}, async page => {
  await ask(page, params({ q: '"validator keys"' }))
  const phrase = await links(page)
  assert.ok(phrase.length > 0)
  for (const address of phrase) {
    const text = readFileSync(path.join(siteDir, address, 'index.html'), 'utf8').replace(/<[^>]*>/g, ' ')
    assert.match(text, /validator[\s-]+keys?/i, `${address} lacks the phrase`)
  }
  await ask(page, params({ q: 'validator keys' }))
  assert.ok((await links(page)).length >= phrase.length)
})

each('an alias finds the incidents of its actor, and the actor', {}, async page => {
  await ask(page, params({ q: 'APT38' }))
  const found = Number((await page.locator('#found').innerText()).match(/\d+/)[0])
  assert.ok(found > 5, `APT38 finds ${found} incidents`)
  assert.ok((await page.locator('#pages').innerText()).includes('Lazarus Group'))
})

each('a type and a year in the address give the list of the type page, filtered by hand', {}, async page => {
  await page.goto(`${host.url}/types/freeze/`)
  const byHand = await page.locator('ol.record > li').evaluateAll(all => all
    .filter(li => li.firstElementChild.textContent.includes('2023'))
    .map(li => new URL(li.querySelector('h3 a').href).pathname).sort())
  await ask(page, 'type=freeze&year=2023')
  assert.deepEqual((await links(page)).sort(), byHand)
  assert.ok(byHand.length > 0)
  assert.ok(await page.locator('input[value="freeze"]').isChecked())
})

// figures gives the data elements of a group's page by class: what the
// statistics code counted.
async function figures(page, address) {
  await page.goto(host.url + address)
  return page.locator('ul.figures > li').evaluateAll(all => Object.fromEntries(all
    .filter(li => li.querySelector('data')).map(li => [li.dataset.class, li.querySelector('data').value])))
}

for (const [query, address] of [
  ['type=freeze', '/types/freeze/'], ['type=theft', '/types/theft/'], ['year=2023', '/incidents/2023/'],
  ['actor=lazarus-group', '/actors/lazarus-group/'], ['chain=ethereum', '/chains/ethereum/'],
]) {
  each(`the totals of ${query} are those of ${address}`, {}, async page => {
    const want = await figures(page, address)
    await ask(page, query)
    await page.waitForSelector('#sums li')
    const got = await page.locator('#sums li').evaluateAll(all => Object.fromEntries(all
      .filter(li => li.querySelector('data')).map(li => [li.dataset.class, li.querySelector('data').value])))
    assert.ok(Object.keys(want).length > 0, `${address} shows no figures`)
    for (const key of Object.keys(want)) assert.equal(Number(got[key]), Number(want[key]), key)
  })
}

each('filters, ranges and order stand in the address, and Back brings them back', {}, async page => {
  await ask(page, params({ q: 'bridge' }))
  const before = await page.locator('#found').innerText()
  await page.locator('input[name="type"][value="theft"]').check()
  await page.waitForFunction(text => document.querySelector('#found').textContent !== text, before)
  assert.match(page.url(), /q=bridge&type=theft/)
  const narrowed = await page.locator('#found').innerText()
  await page.goBack()
  await page.waitForFunction(text => document.querySelector('#found').textContent === text, before)
  assert.ok(!await page.locator('input[name="type"][value="theft"]').isChecked())
  await page.goForward()
  await page.waitForFunction(text => document.querySelector('#found').textContent === text, narrowed)
})

each('a range of dates and amounts narrows the result', {}, async page => {
  await ask(page, params({ from: '2023-05-01', to: '2023-05-31', min: '4m', max: '5 million' }))
  assert.deepEqual(await links(page), [seed])
})

for (const [typed, fields, note] of [
  ['bridge >=100m', { q: 'bridge', min: '100m' }, 'amount >=100m'],
  ['$1m..5 million', { min: '1m', max: '5m' }, 'amount $1m..5 million'],
  ['2023..2024', { from: '2023-01-01', to: '2024-12-31' }, 'date 2023..2024'],
  ['lazarus 2023-05..2023-07', { q: 'lazarus', from: '2023-05-01', to: '2023-07-31' }, 'date 2023-05..2023-07'],
]) {
  each(`"${typed}" in the box finds what the fields of the range find, and says so`, {}, async page => {
    await ask(page, params({ ...fields, sort: 'newest' }))
    const want = await links(page)
    assert.ok(want.length > 0)
    await page.goto(`${host.url}/search/?sort=newest`)
    await page.locator('#q').fill(typed)
    await page.waitForFunction(text => document.querySelector('#note').textContent.endsWith(text) && document.querySelector('#hits li'), note)
    assert.deepEqual(await links(page), want)
    assert.ok((await page.locator('#note').innerText()).endsWith(note))
    assert.equal(new URL(page.url()).searchParams.get('q'), typed)
    await page.reload()
    await answered(page)
    assert.deepEqual(await links(page), want, 'the address brings the range back')
  })
}

each('a year alone is a word', {}, async page => {
  await ask(page, params({ q: '2023' }))
  assert.ok((await links(page)).length > 0)
  assert.ok(!await page.locator('#note').isVisible())
})

each('first results take the first file alone, where it holds all of them, and once', {}, async page => {
  const asked = []
  page.on('request', request => { if (/\/search\/.*\.bin$/.test(request.url())) asked.push(new URL(request.url()).pathname.replace(/^.*\/search\//, '')) })
  await page.goto(`${host.url}/search/?q=ronin`)
  await page.waitForSelector('#hits li')
  const first = asked.filter(name => !name.startsWith('f/')) // totals may have been asked for by now
  const apart = ['t', 'h', 'c'].filter(folder => existsSync(path.join(siteDir, 'search', folder)))
  assert.equal(first.filter(name => name === 'index.bin').length, 1, `asked for ${asked}`)
  assert.deepEqual(first.filter(name => name !== 'index.bin' && !apart.includes(name.split('/')[0])), [])
})

each('the result downloads as CSV that adds up to the totals shown', {}, async page => {
  await ask(page, 'type=freeze')
  await page.waitForSelector('#sums li[data-class="held"] data')
  const shown = await page.locator('#sums li[data-class="held"] data').getAttribute('value')
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#csv').click()])
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n')
  const column = lines[0].split(',').indexOf('held_usd')
  const cells = lines.slice(1).map(line => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map(cell => cell.replace(/,$/, '')))
  assert.equal(lines.length - 1, Number((await page.locator('#found').innerText()).match(/\d+/)[0]))
  assert.equal(cells.reduce((sum, line) => sum + Number(line[column]), 0), Number(shown))
})

each('results come while typing, words are marked, and the focus stays in the box', {}, async page => {
  await page.goto(`${host.url}/search/`)
  await page.locator('#q').pressSequentially('valida', { delay: 30 })
  // Answers to the letters before may come first.
  await page.waitForFunction(() => /valid/i.test(document.querySelector('#hits mark')?.textContent))
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q')
  await page.keyboard.press('Escape')
  await page.waitForSelector('#results', { state: 'hidden' })
  assert.ok(await page.locator('#browse').isVisible())
})

each('a keyboard alone reaches the filters at 320 px, and nothing scrolls sideways', { width: 320 }, async page => {
  await ask(page, params({ q: 'theft' }))
  await page.locator('#q').focus()
  for (let i = 0; i < 3 && await page.evaluate(() => document.activeElement.tagName !== 'SUMMARY'); i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  assert.ok(await page.locator('#filters').evaluate(element => element.open))
  for (let i = 0; i < 6 && await page.evaluate(() => document.activeElement.type !== 'checkbox'); i++) await page.keyboard.press('Tab')
  const before = await page.locator('#found').innerText()
  await page.keyboard.press('Space')
  await page.waitForFunction(text => document.querySelector('#found').textContent !== text, before)
  assert.equal(await page.evaluate(() => document.activeElement.type), 'checkbox')
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(sideways <= 0, `scrolls ${sideways} px sideways`)
})

each('the box of the header suggests, and the keyboard chooses', {}, async page => {
  await page.goto(`${host.url}/about/`)
  await page.keyboard.press('/')
  const box = page.locator('form[role="search"] input[name="q"]').first()
  assert.ok(await box.evaluate(element => element === document.activeElement), '/ focuses the box')
  await box.pressSequentially('lazarus', { delay: 20 })
  await page.waitForSelector('[role="option"]')
  assert.equal(await box.getAttribute('aria-expanded'), 'true')
  await page.keyboard.press('ArrowDown')
  const active = await box.getAttribute('aria-activedescendant')
  assert.match(await page.locator('#' + active).innerText(), /Lazarus Group/)
  await page.keyboard.press('Escape')
  assert.equal(await box.getAttribute('aria-expanded'), 'false')
  await box.press('End')
  await box.pressSequentially(' ')
  await page.waitForSelector('[role="option"]')
  await page.keyboard.press('ArrowDown')
  await Promise.all([page.waitForURL('**/actors/lazarus-group/'), page.keyboard.press('Enter')])
})

each('the shortcut can be turned off, and never fires in a box', {}, async page => {
  await page.goto(`${host.url}/search/`)
  await page.locator('#q').pressSequentially('a/b')
  assert.equal(await page.locator('#q').inputValue(), 'a/b')
  await page.locator('#shortcuts').uncheck()
  await page.waitForLoadState('networkidle')
  await page.goto(`${host.url}/about/`)
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY')
})

each('hostile queries neither run nor break anything', {}, async page => {
  const markup = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</' + 'script>'
  for (const query of [
    params({ q: 'x'.repeat(10_000) }), params({ q: 'é '.repeat(1000) }), params({ q: '"'.repeat(500) }), params({ q: markup }), params({ q: '\u0000\u0001\u202e\ud800 ronin' }),
    'q=%zz%E0%A4%', 'type=%3Cscript%3E&year=%00&sort=%22&from=never&min=-1e999&max=NaN', params({ q: '__proto__ constructor toString', actor: '__proto__' }), params({ q: '(((*?+[\\' }),
  ]) {
    await ask(page, query)
    assert.equal(await page.evaluate(() => window.hurt), undefined, query.slice(0, 80))
    assert.doesNotMatch(await page.locator('#found').innerText(), /could not be read/, query.slice(0, 80))
  }
  await page.locator('#q').evaluate(box => { box.value = 'ß東 '.repeat(5000); box.dispatchEvent(new Event('input', { bubbles: true })) })
  await page.waitForTimeout(300) // the box waits for the end of typing
  await page.waitForLoadState('networkidle')
  await ask(page, params({ q: 'ronin' }))
  assert.ok((await titles(page)).length > 0)
})

// broken serves the site with the search files that match replaced.
const broken = (pattern, answer) => serve({
  extra(request, response) {
    if (!pattern.test(request.url)) return false
    answer(request, response)
    return true
  },
})
const missing = (request, response) => { response.statusCode = 404; response.end('gone') }
const truncated = (request, response) => {
  const data = readFileSync(path.join(siteDir, decodeURIComponent(request.url)))
  response.end(data.subarray(0, data.length >> 1))
}
for (const [what, pattern, answer, query] of [
  ['a missing index', /\/index\.bin/, missing, { q: 'ronin' }], ['a truncated index', /\/index\.bin/, truncated, { q: 'ronin' }],
  ['a missing list of words', /\/search\/s\//, missing, { q: 'binanse' }], ['a truncated list of words', /\/search\/s\//, truncated, { q: 'binanse' }],
  ['missing positions', /\/search\/p\//, missing, { q: '"validator keys"' }], ['truncated positions', /\/search\/p\//, truncated, { q: '"validator keys"' }],
  ['a missing column', /\/search\/f\//, missing, { technique: 'phishing' }], ['a truncated column', /\/search\/f\//, truncated, { technique: 'phishing' }],
]) {
  test(`${what} shows a message and the ways to browse`, { timeout: 60_000 }, async () => {
    const at = await broken(pattern, answer)
    const { page, context } = await open(browser)
    try {
      await ask(page, params(query), at)
      assert.match(await page.locator('#found').innerText(), /could not be read/)
      assert.ok(await page.locator('#browse a').first().isVisible())
    } finally {
      await context.close()
      await at.close()
    }
  })
}

each('without JavaScript the page says so and leads to every list', { javaScriptEnabled: false }, async page => {
  await page.goto(`${host.url}/search/`)
  assert.ok(await page.locator('#browse a').count() >= 5)
  assert.match(await page.locator('main').innerText(), /needs JavaScript/)
  assert.ok(!await page.locator('#filters').isVisible())
})

test('the search runs under script-src and connect-src of its own host alone', { timeout: 60_000 }, async () => {
  const at = await serve({
    extra(request, response) {
      if (!request.url.startsWith('/search/') || request.url.includes('.')) return false
      response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'")
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(readFileSync(path.join(siteDir, 'search/index.html')))
      return true
    },
  })
  const { page, context, complaints } = await open(browser)
  try {
    await ask(page, params({ q: 'binanse', type: 'freeze' }), at)
    assert.ok((await titles(page)).length > 0)
    assert.deepEqual(complaints, [])
  } finally {
    await context.close()
    await at.close()
  }
})

test('browsers may keep every file of the index but the first', () => {
  const kept = headerRules().filter(rule => rule.headers.some(([, value]) => value.includes('immutable'))).map(rule => rule.pattern)
  const folders = readdirSync(path.join(siteDir, 'search'), { withFileTypes: true }).filter(entry => entry.isDirectory())
  for (const { name } of folders) assert.ok(kept.includes(`/search/${name}/*`), name)
  assert.ok(folders.length > 0 && !kept.some(pattern => pattern.startsWith('/search/i') || pattern === '/search/*'))
})

test('the index of the site is there', () => assert.ok(existsSync(path.join(siteDir, 'search/index.bin'))))
