import type { z } from 'zod'
import type { catalogFile } from '../catalog/files'

type CatalogContent = z.input<typeof catalogFile>
type PolicyContent = NonNullable<CatalogContent['approvalPolicies']>[string]
type EntitlementChanges = Partial<NonNullable<CatalogContent['entitlements']>[string]>

/** The account of the test's roles and buckets. */
export const ACCOUNT_ID = '222222222222'

/**
 * The catalogue that tests work with: `reports` (a bucket, one stage), `payroll` (two stages, its role gives an hour at
 * most), `lake` (the account wants an external id), `operator` (a whole role), `board` (not for engineers).
 */
const CONTENT = {
  accounts: {
    finance: {
      name: 'Finance',
      provider: 'aws',
      accountId: ACCOUNT_ID,
      region: 'eu-central-1',
      secretWriterRole: 'daypass/SecretWriter',
    },
    lake: {
      name: 'Lake',
      provider: 'aws',
      accountId: ACCOUNT_ID,
      region: 'eu-west-1',
      externalId: 'daypass-lake',
    },
  },
  approvalPolicies: {
    finance: { stages: [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }] },
    platform: { stages: [{ name: 'Platform', approvers: { groups: ['platform-approvers'] } }] },
    'two-teams': {
      stages: [
        { name: 'Data owner', approvers: { groups: ['finance-approvers'] } },
        { name: 'Platform', approvers: { groups: ['platform-approvers'] } },
      ],
    },
    'two-of-finance': {
      stages: [{ name: 'Data owner', required: 2, approvers: { groups: ['finance-approvers'] } }],
    },
  },
  entitlements: {
    reports: {
      name: 'Finance reports',
      description: 'Reports by quarter.',
      account: 'finance',
      role: 'daypass/Reports',
      roleMaxSessionMinutes: 720,
      owner: { group: 'finance-approvers' },
      mayRequest: { groups: ['engineers'] },
      scope: {
        kind: 's3',
        buckets: [{ bucket: 'finance-reports', prefixes: ['2025/', '2026/'] }, { bucket: 'finance-ledger' }],
        levels: ['list', 'read', 'read-write'],
      },
      deliveries: { terminal: true, secret: { name: 'Reports', readerRole: 'daypass/Reader' } },
      maxDurationMinutes: 480,
      approval: 'finance',
    },
    payroll: {
      name: 'Payroll',
      description: 'Pay slips.',
      account: 'finance',
      role: 'daypass/Payroll',
      roleMaxSessionMinutes: 60,
      owner: { group: 'finance-approvers' },
      mayRequest: { groups: ['engineers'] },
      scope: { kind: 's3', buckets: [{ bucket: 'payroll' }], levels: ['read'] },
      maxDurationMinutes: 240,
      approval: 'two-teams',
    },
    lake: {
      name: 'Lake',
      description: 'Events.',
      account: 'lake',
      role: 'daypass/Lake',
      roleMaxSessionMinutes: 720,
      owner: { group: 'platform-approvers' },
      mayRequest: { groups: ['engineers'] },
      scope: { kind: 's3', buckets: [{ bucket: 'lake' }], levels: ['read'] },
      maxDurationMinutes: 240,
      approval: 'finance',
    },
    operator: {
      name: 'Operator',
      description: 'Operate the account.',
      account: 'finance',
      role: 'daypass/Operator',
      roleMaxSessionMinutes: 720,
      owner: { group: 'platform-approvers' },
      mayRequest: { groups: ['engineers'] },
      scope: { kind: 'whole-role' },
      maxDurationMinutes: 240,
      approval: 'finance',
    },
    board: {
      name: 'Board minutes',
      description: 'Minutes of the board.',
      account: 'finance',
      role: 'daypass/Reports',
      owner: { group: 'finance-approvers' },
      mayRequest: { groups: ['board'] },
      scope: {
        kind: 's3',
        buckets: [{ bucket: 'finance-reports', prefixes: ['board/'] }],
        levels: ['read'],
      },
      maxDurationMinutes: 60,
      approval: 'finance',
    },
  },
} satisfies CatalogContent

export type EntitlementId = keyof typeof CONTENT.entitlements

/** What tests change of the catalogue: entitlements (null: gone), and policies of their own by name. */
export type CatalogChanges = Partial<Record<EntitlementId, EntitlementChanges | null>>

/** The catalogue's one file, with some entitlements changed and policies added or replaced. JSON is YAML 1.2. */
export function catalogFiles(
  changes: CatalogChanges = {},
  policies: Readonly<Record<string, PolicyContent>> = {},
) {
  const entitlements = Object.entries(CONTENT.entitlements).flatMap(([id, entitlement]) => {
    const change = changes[id as EntitlementId]
    return change === null ? [] : [[id, { ...entitlement, ...change }] as const]
  })
  const approvalPolicies = { ...CONTENT.approvalPolicies, ...policies }
  const content = { ...CONTENT, approvalPolicies, entitlements: Object.fromEntries(entitlements) }
  return [{ name: 'catalog.yaml', text: JSON.stringify(content, null, 2) }]
}
