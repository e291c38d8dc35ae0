import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'yaml'

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
/** Writes the demo's catalogue with so many entitlements more, all for engineers. Answers the folder. */
export function writeCatalogue(count: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'daypass-bench-'))
  cpSync('catalog', folder, { recursive: true })
  const entries = Array.from({ length: count }, (_, index) => entitlement(index))
  writeFileSync(path.join(folder, 'many.yaml'), stringify({ entitlements: Object.fromEntries(entries) }))
  return folder
}

/** The entitlement of this number: its id, and what its catalogue entry says. */
export function entitlement(index: number): [string, object] {
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
