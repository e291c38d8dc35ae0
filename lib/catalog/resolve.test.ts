import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { DaypassError } from '../kernel/errors'
import { catalogFiles } from '../testing/catalog'
import { resolveCatalog } from './resolve'
import type { CatalogText } from './read-files'

function problemsOf(files: readonly CatalogText[]): string[] {
  try {
    resolveCatalog(files)
    return []
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    expect(error.code).toBe('ERR_CATALOG_INVALID')
    for (const { field, sentence } of error.fields) expect(error.message).toContain(`${field} ${sentence}`)
    return error.fields.map(({ field, sentence }) => `${field} ${sentence}`)
  }
}

const yaml = (name: string, text: string): CatalogText => ({ name, text })
const ACCOUNTS = yaml(
  'accounts.yaml',
  'accounts:\n  finance: { name: F, provider: aws, accountId: "111122223333", region: eu-central-1 }\n',
)
const POLICIES = yaml(
  'policies.yaml',
  'approvalPolicies:\n  finance: { stages: [{ name: Owner, approvers: { groups: [owners] } }] }\n',
)
const entitlement = (id: string, change: Record<string, unknown> = {}) =>
  yaml(
    `${id}.yaml`,
    `entitlements:\n  ${id}:\n${Object.entries({
      name: id,
      description: 'x',
      account: 'finance',
      role: 'daypass/X',
      owner: { group: 'g' },
      mayRequest: { groups: ['g'] },
      scope: { kind: 'whole-role' },
      maxDurationMinutes: 60,
      approval: 'finance',
      ...change,
    })
      .map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`)
      .join('')}`,
  )

test('files are joined, and an entitlement carries its account and the stages of its policy', () => {
  const { definitions } = resolveCatalog([entitlement('reports'), POLICIES, ACCOUNTS])
  expect(definitions).toHaveLength(1)
  expect(definitions[0]).toMatchObject({
    id: 'reports',
    account: { id: 'finance', accountId: '111122223333', partition: 'aws' },
    approval: {
      policy: 'finance',
      stages: [{ name: 'Owner', required: 1, approvers: { groups: ['owners'], people: [] } }],
    },
  })
})

describe('a mistake across files is named at file and line, with its mend', () => {
  test.each<[string, CatalogText[], string[]]>([
    [
      'an id in two files',
      [ACCOUNTS, POLICIES, entitlement('a'), yaml('again.yaml', `\n\n${entitlement('a').text}`)],
      ['again.yaml:4 entitlements.a stands in a.yaml already. Keep one.'],
    ],
    [
      'an account in two files',
      [ACCOUNTS, POLICIES, { ...ACCOUNTS, name: 'more.yaml' }],
      ['more.yaml:2 accounts.finance stands in accounts.yaml already. Keep one.'],
    ],
    [
      'an account that is not there',
      [ACCOUNTS, POLICIES, entitlement('a', { account: 'finanse' })],
      ['a.yaml:5 entitlements.a.account: there is no account "finanse". There are: finance.'],
    ],
    [
      'a policy that is not there, and none at all',
      [ACCOUNTS, entitlement('a', { approval: 'nobody' })],
      ['a.yaml:11 entitlements.a.approval: there is no approval policy "nobody". None is defined.'],
    ],
    [
      'an account called like what every object has',
      [ACCOUNTS, POLICIES, entitlement('a', { account: 'constructor' })],
      ['a.yaml:5 entitlements.a.account: there is no account "constructor". There are: finance.'],
    ],
    [
      'a role written as an ARN',
      [ACCOUNTS, POLICIES, entitlement('a', { role: 'arn:aws:iam::111122223333:role/x' })],
      [
        'a.yaml:6 entitlements.a.role: Write the role’s name, with its path but without "arn:" and a leading "/".',
      ],
    ],
    [
      'mistakes in several files, all at once',
      [ACCOUNTS, POLICIES, entitlement('a', { account: 'x' }), entitlement('b', { approval: 'y' })],
      [
        'a.yaml:5 entitlements.a.account: there is no account "x". There are: finance.',
        'b.yaml:11 entitlements.b.approval: there is no approval policy "y". There are: finance.',
      ],
    ],
  ])('%s', (_what, files, problems) => expect(problemsOf(files)).toEqual(problems))

  test('a file that cannot be read is named beside the mistakes of the others', () => {
    const problems = problemsOf([
      yaml('broken.yaml', 'accounts: ['),
      ACCOUNTS,
      POLICIES,
      entitlement('a', { approval: 'y' }),
    ])
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['broken.yaml:1', 'a.yaml:11'])
  })
})

describe('the catalogues that come with Daypass', () => {
  const folder = path.resolve(import.meta.dirname, '../../catalog')
  const texts = readdirSync(folder)
    .filter((name) => !name.endsWith('.cases.yaml'))
    .map((name) => yaml(name, readFileSync(path.join(folder, name), 'utf8')))

  test('the demo’s offers about a dozen entitlements in three accounts, SensitiveS3Access among them', () => {
    const { definitions, members } = resolveCatalog(texts)
    expect(new Set(definitions.map((one) => one.account.id)).size).toBe(3)
    expect(definitions.length).toBeGreaterThanOrEqual(12)
    expect(definitions.map((one) => one.name)).toContain('SensitiveS3Access')
    expect(members.length).toBeGreaterThan(0)
  })

  test('nothing in the demo’s catalogue may outlive its grant, and each has a stage that names somebody', () => {
    for (const { canOutlive, approval } of resolveCatalog(texts).definitions) {
      expect(canOutlive).toBe(false)
      for (const { approvers } of approval.stages)
        expect(
          approvers.groups.length + approvers.people.length > 0 ||
            approvers.owner === true ||
            approvers.manager === true,
        ).toBe(true)
    }
  })

  test('that of the tests resolves, being JSON', () => {
    expect(resolveCatalog(catalogFiles()).definitions).toHaveLength(5)
  })
})
