// One Chromium for a test file, and pages that collect what goes wrong in them.
import { chromium } from 'playwright-core'
import { existsSync } from 'node:fs'

const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

export async function launch() {
  if (!executablePath) throw new Error('no Chromium found: run test/browser/install, or name one in the variable CHROMIUM')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

// open gives a page of the width and scheme asked for. complaints collects
// console errors, failed requests, CSP violations and uncaught exceptions.
export async function open(browser, { width = 1280, height = 900, colorScheme = 'light', javaScriptEnabled = true, reducedMotion = 'reduce' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled, reducedMotion, acceptDownloads: true })
  const page = await context.newPage()
  const complaints = []
  page.on('console', message => { if (message.type() === 'error') complaints.push(`console: ${message.text()}`) })
  page.on('pageerror', error => complaints.push(`exception: ${error.message}`))
  page.on('requestfailed', request => complaints.push(`request failed: ${request.url()}`))
  return { page, context, complaints }
}
