// Every page of the site passes the Nu HTML checker without an error.
import test from 'node:test'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { siteDir } from './server.mjs'

const jar = createRequire(import.meta.url)('vnu-jar')

test('every page is valid HTML', { timeout: 600_000 }, () => {
  const run = spawnSync('java', ['-Xss1m', '-jar', jar, '--skip-non-html', '--format', 'json', '--exit-zero-always', siteDir], { encoding: 'utf8', maxBuffer: 1 << 28 })
  assert.equal(run.error, undefined, `the checker did not run: ${run.error?.message} (is Java installed? run test/browser/install)`)
  const { messages } = JSON.parse(run.stderr)
  const errors = messages.filter(m => m.type === 'error' || m.type === 'non-document-error')
  const told = errors.slice(0, 20).map(m => `${m.url?.replace(/.*\/site\//, '')}:${m.lastLine}:${m.lastColumn} ${m.message}\n    ${m.extract ?? ''}`)
  assert.equal(errors.length, 0, `${errors.length} errors, the first:\n${told.join('\n')}`)
})
