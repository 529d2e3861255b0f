// The preview's part of a page: it reloads the page when that has changed and
// lays the problems of the content over it. No published page has it.
const own = new URL(import.meta.url)

let events
let last = {}

// connect opens the stream of events. A browser opens few connections to one
// host, so a page that nobody sees gives its own up until it is seen again.
function connect() {
  if (document.hidden || events) return
  events = new EventSource(new URL('events' + own.search, own))
  events.addEventListener('problems', event => show(JSON.parse(event.data)))
  // A reload of the same address keeps the place on the page.
  events.addEventListener('reload', () => location.reload())
}

function disconnect() {
  events?.close()
  events = undefined
}

document.addEventListener('visibilitychange', () => document.hidden ? disconnect() : connect())
addEventListener('pagehide', disconnect)
addEventListener('pageshow', connect)

const host = document.createElement('blotter-preview')
const root = host.attachShadow({ mode: 'open' })

// make builds an element of text and elements; text is never read as HTML.
function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

const counted = (n, one, many) => `${n} ${n === 1 ? one : many}`

function listOf(problems, count) {
  const list = make('ol', {}, ...problems.map(problem => {
    const item = make('li', {})
    if (problem.place) item.append(make('code', { className: 'place', textContent: problem.place }))
    item.append(make('p', { textContent: problem.message }))
    if (problem.hint) item.append(make('p', { className: 'hint', textContent: problem.hint }))
    if (problem.rule) item.append(make('p', { className: 'rule', textContent: `blotter explain ${problem.rule}` }))
    return item
  }))
  if (count > problems.length) list.append(make('li', { textContent: `and ${count - problems.length} more` }))
  return list
}

// show lays what is wrong over the page, and takes it away when nothing is.
function show(notice) {
  const errors = JSON.stringify(notice.errors)
  const again = errors === last.errors
  const open = again ? root.querySelector('details.errors')?.open ?? true : true
  last = { errors }
  document.documentElement.dataset.blotterPreview = notice.number
  const parts = []
  if (notice.count.errors > 0) {
    const below = notice.page ? 'The page below is the last one without mistakes.' : 'There is no page to show yet.'
    parts.push(make('details', { className: 'errors', open },
      make('summary', { textContent: counted(notice.count.errors, 'error', 'errors') }),
      make('p', { textContent: `${below} This goes away when they are mended.` }), listOf(notice.errors, notice.count.errors)))
  }
  if (notice.warnings.length > 0) {
    parts.push(make('details', { className: 'warnings' },
      make('summary', { textContent: `${counted(notice.warnings.length, 'warning', 'warnings')} about this page` }), listOf(notice.warnings, notice.warnings.length)))
  }
  if (parts.length === 0) {
    host.remove()
    return
  }
  const box = make('section', { ariaLabel: 'Preview', role: 'status' }, ...parts)
  root.replaceChildren(make('link', { rel: 'stylesheet', href: new URL('client.css', own).href }), box)
  if (!host.isConnected) document.body.append(host)
}

connect()
