import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'yaml'
import type { Browser } from './browser'
import { repeatFor, type Timing } from './timing'

const TEAMS = [
  'billing',
  'search',
  'payments',
  'risk',
  'mobile',
  'archive',
  'weather',
  'maps',
  'reports',
  'video',
]
const WORDS = ['exports', 'invoices', 'clicks', 'models', 'backups', 'drafts', 'images', 'audits', 'metrics']
const ACCOUNTS = ['finance-prod', 'data-lake', 'platform']
const QUERIES = ['b', 'billing', 'billing invoices', '1111', 'weather-metrics-4', 'nothing like this', 'read']

/** Writes the demo's catalogue with so many entitlements more, all for engineers. Answers the folder. */
export function writeCatalogue(count: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'daypass-bench-'))
  cpSync('catalog', folder, { recursive: true })
  const entries = Array.from({ length: count }, (_, index) => entitlement(index))
  writeFileSync(path.join(folder, 'many.yaml'), stringify({ entitlements: Object.fromEntries(entries) }))
  return folder
}

function entitlement(index: number): [string, object] {
  const team = TEAMS[index % TEAMS.length] ?? ''
  const word = WORDS[Math.floor(index / TEAMS.length) % WORDS.length] ?? ''
  const bucket = `${team}-${word}-${index}`
  const definition = {
    name: `${team} ${word} ${index}`,
    description: `The ${word} of ${team}, kept for a year. Ask the team before reading more than a month of it.`,
    account: ACCOUNTS[index % ACCOUNTS.length],
    role: `daypass/${team}-${word}`,
    roleMaxSessionMinutes: 720,
    owner: { group: 'platform-approvers' },
    mayRequest: { groups: ['engineers'] },
    scope: { kind: 's3', buckets: [{ bucket, prefixes: ['2025/', '2026/'] }], levels: ['list', 'read'] },
    maxDurationMinutes: 480,
    approval: 'platform',
  }
  return [bucket, definition]
}

const WARM_UP_SECONDS = 2

export interface CatalogueFigures {
  page: Timing
  search: Timing
  form: Timing
}

/** How long the server needs for the catalogue's page, a search as one types, and a form; for one person at a time. */
export async function measureCatalogue(browser: Browser, seconds: number): Promise<CatalogueFigures> {
  const headers = { 'accept-encoding': 'gzip' }
  const read = async (address: string) => {
    const { status } = await browser.send('GET', address, headers)
    if (status !== 200) throw new Error(`${address} answered ${status}.`)
  }
  let turn = 0
  const pages = {
    page: () => read('/request'),
    search: () => read(`/api/entitlements?q=${encodeURIComponent(QUERIES[turn++ % QUERIES.length] ?? '')}`),
    form: () => read(`/request/${entitlement(turn++)[0]}`),
  }
  const measured: Partial<CatalogueFigures> = {}
  for (const name of ['page', 'search', 'form'] as const) {
    await repeatFor(WARM_UP_SECONDS, [browser], pages[name])
    measured[name] = await repeatFor(seconds, [browser], pages[name])
  }
  return measured as CatalogueFigures
}
