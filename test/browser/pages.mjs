// One address of each kind of page, taken from the built site itself.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { siteDir } from './server.mjs'

const folders = name => readdirSync(path.join(siteDir, name), { withFileTypes: true }).filter(e => e.isDirectory()).map(e => e.name).sort()
const years = folders('incidents').filter(name => /^\d{4}$/.test(name))
const first = name => `/${name}/${folders(name)[0]}/`
const month = year => folders(`incidents/${year}`)[0]
const yearWithMonths = years.find(year => month(year))

export const kinds = [
  '/', '/incidents/', `/incidents/${years.at(-1)}/`, `/incidents/${yearWithMonths}/${month(yearWithMonths)}/`,
  '/incidents/chinyong-network-sanctions-and-freeze/', '/incidents/ronin-bridge-theft/', '/incidents/dprk-record-theft-year/',
  '/actors/', '/actors/lazarus-group/', '/techniques/', first('techniques'), '/chains/', first('chains'), '/countries/', first('countries'),
  '/types/', first('types'), '/sectors/', first('sectors'), '/sources/', first('sources'),
  ...(existsSync(path.join(siteDir, 'tags')) && folders('tags').length ? ['/tags/', first('tags')] : []),
  ...(existsSync(path.join(siteDir, 'search')) ? ['/search/'] : []),
  '/corrections/', '/about/', '/methodology/', '/data/', '/404.html', '/stats/',
  ...folders('stats').map(name => `/stats/${name}/`),
]
