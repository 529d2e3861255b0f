// Serves a built site on loopback the way a static host would: index pages,
// 404.html, and the headers of _headers (so that the CSP is in force).
import { createServer } from 'node:http'
import { readFile, stat } from 'node:fs/promises'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
export const siteDir = path.resolve(here, process.env.BLOTTER_SITE ?? '../../.tools/site')

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.xml': 'application/xml', '.atom': 'application/atom+xml', '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8', '.woff2': 'font/woff2', '.png': 'image/png', '.ico': 'image/x-icon', '.bib': 'text/plain; charset=utf-8',
}

// headerRules reads _headers: an address pattern at the margin, its headers
// indented below it.
export function headerRules(dir = siteDir) {
  const file = path.join(dir, '_headers')
  if (!existsSync(file)) throw new Error(`${file} is missing: build the site first (make sitecheck)`)
  const rules = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue
    if (!/^\s/.test(line)) rules.push({ pattern: line.trim(), headers: [] })
    else {
      const [name, ...value] = line.trim().split(':')
      rules.at(-1).headers.push([name, value.join(':').trim()])
    }
  }
  return rules
}

function matches(pattern, address) {
  const form = pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')
  return new RegExp(`^${form}$`).test(address)
}

// serve starts the host; close() stops it. extra(request, response) may answer
// first, by returning true.
export async function serve({ dir = siteDir, extra } = {}) {
  const rules = headerRules(dir)
  const server = createServer(async (request, response) => {
    try {
      if (extra?.(request, response)) return
      const address = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
      let file = path.join(dir, path.normalize(address))
      if (!file.startsWith(dir)) throw Object.assign(new Error('outside'), { code: 'ENOENT' })
      if ((await stat(file)).isDirectory()) {
        if (!address.endsWith('/')) {
          response.writeHead(301, { location: address + '/' }).end()
          return
        }
        file = path.join(file, 'index.html')
      }
      const body = await readFile(file)
      for (const rule of rules) if (matches(rule.pattern, address)) for (const [name, value] of rule.headers) response.setHeader(name, value)
      response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream')
      response.end(body)
    } catch (problem) {
      response.statusCode = problem.code === 'ENOENT' ? 404 : 500
      response.setHeader('content-type', 'text/html; charset=utf-8')
      const page = path.join(dir, '404.html')
      response.end(existsSync(page) ? readFileSync(page) : 'not found')
    }
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise(resolve => { server.closeAllConnections(); server.close(resolve) }) }
}
