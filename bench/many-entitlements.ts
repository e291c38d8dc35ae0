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
const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1']
const ACCOUNTS = 1000

/**
 * Writes the demo's catalogue with so many entitlements more, all for engineers: evenly over 1,000 accounts, each with a
 * policy of ten rules. `longestMinutes` is how long each may be asked for. Answers the folder.
 */
export function writeCatalogue(count: number, longestMinutes = 480): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'daypass-bench-'))
  cpSync('catalog', folder, { recursive: true })
  writeFileSync(path.join(folder, 'many.yaml'), catalogueText(count, longestMinutes))
  return folder
}

/** The same as text: accounts, the policy, entitlements. */
export function catalogueText(count: number, longestMinutes = 480): string {
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => account(index))
  const entries = Array.from({ length: count }, (_, index) => entitlement(index, longestMinutes))
  return stringify({
    accounts: Object.fromEntries(accounts),
    approvalPolicies: { 'ten-rules': TEN_RULES },
    entitlements: Object.fromEntries(entries),
  })
}

// As organisations have them: most of them say nothing about most requests.
const TEN_RULES = {
  zone: 'Europe/Berlin',
  stages: [
    { name: 'Platform', approvers: { groups: ['platform-approvers'] } },
    { name: 'Payroll', approvers: { groups: ['payroll-approvers'] } },
  ],
  rules: [
    { name: 'Contractors', when: '"contractors" in requester.groups', longestMinutes: 120, ticket: true },
    { name: 'Regional teams', when: 'requester.groups.exists(g, g.startsWith("eu-"))', longestMinutes: 240 },
    { name: 'Writing', when: 'scope.level == "read-write"', stages: stageOf('finance-approvers') },
    { name: 'Deleting', when: 'scope.delete', freshSignIn: { approverMinutes: 30 } },
    { name: 'Weekends', when: 'start.day in ["saturday", "sunday"]', longestMinutes: 240 },
    { name: 'Nights', when: 'start.hour < 6 || start.hour >= 22', longestMinutes: 240 },
    {
      name: 'Production',
      when: 'has(account.tags.stage) && account.tags.stage == "production"',
      ticket: true,
    },
    {
      name: 'Tickets',
      when: 'request.ticket != "" && !request.ticket.matches("^[A-Z]+-[0-9]+$")',
      refuse: 'No ticket.',
    },
    {
      name: 'Freeze',
      when: 'start.date >= "2099-12-24" && start.date <= "2099-12-31"',
      refuse: 'Nothing changes now.',
    },
    {
      name: 'First hour longer',
      when: 'request.kind == "extension" && request.extensionsBefore == 0 && duration.minutes <= 60',
      autoApprove: true,
    },
  ],
  extension: { totalMinutes: 720 },
}

function stageOf(group: string) {
  return [{ name: group, approvers: { groups: [group] } }]
}

function account(index: number): [string, object] {
  const id = `team-${String(index)}`
  const accountId = String(200_000_000_000 + index)
  const tags = { stage: index % 2 === 0 ? 'production' : 'test' }
  return [id, { name: `Team ${String(index)}`, provider: 'aws', accountId, region: REGIONS[index % 3], tags }]
}

/** The entitlement of this number: its id, and what its catalogue entry says. */
export function entitlement(index: number, longestMinutes = 480): [string, object] {
  const team = TEAMS[index % TEAMS.length] ?? ''
  const word = WORDS[Math.floor(index / TEAMS.length) % WORDS.length] ?? ''
  const bucket = `${team}-${word}-${String(index)}`
  const definition = {
    name: `${team} ${word} ${String(index)}`,
    description: `The ${word} of ${team}, kept for a year. Ask the team before reading more than a month of it.`,
    account: `team-${String(index % ACCOUNTS)}`,
    role: `daypass/${team}-${word}`,
    roleMaxSessionMinutes: 720,
    owner: { group: 'platform-approvers' },
    mayRequest: { groups: ['engineers'] },
    scope: { kind: 's3', buckets: [{ bucket, prefixes: ['2025/', '2026/'] }], levels: ['list', 'read'] },
    maxDurationMinutes: longestMinutes,
    approval: 'ten-rules',
  }
  return [bucket, definition]
}
