import { describe, expect, test } from 'vitest'
import { readCatalogFile } from './read-files'

const ACCOUNT = `accounts:
  finance:
    name: Finance
    provider: aws
    accountId: "111122223333"
    region: eu-central-1
`
const ENTITLEMENT = `entitlements:
  reports:
    name: Reports
    description: Reports by quarter.
    account: finance
    role: daypass/Reports
    owner: { group: g }
    mayRequest: { groups: [g] }
    scope:
      kind: s3
      buckets:
        - { bucket: reports }
      levels: [read]
    maxDurationMinutes: 60
    approval: finance
`

function problemsOf(text: string): string[] {
  const result = readCatalogFile({ name: 'a.yaml', text })
  return 'problems' in result ? result.problems.map((one) => `${one.file}:${one.line} ${one.sentence}`) : []
}

test('what is right is read, with its defaults', () => {
  const result = readCatalogFile({ name: 'a.yaml', text: ACCOUNT + ENTITLEMENT })
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  expect(result.file.content.accounts['finance']).toMatchObject({
    partition: 'aws',
    accountId: '111122223333',
  })
  expect(result.file.content.entitlements['reports']).toMatchObject({
    roleMaxSessionMinutes: 60,
    canOutlive: false,
    mayRequest: { groups: ['g'], people: [] },
    scope: { buckets: [{ bucket: 'reports', prefixes: [''] }], delete: false },
  })
})

test.each([[''], ['# nothing but a comment\n'], ['---\n']])('an empty file %j offers nothing', (text) => {
  expect(problemsOf(text)).toEqual([])
})

describe('a mistake is named with file, line and mend', () => {
  test.each<[string, string, string[]]>([
    [
      'a key that is not known',
      `${ACCOUNT}    colour: red\n`,
      ['a.yaml:7 accounts.finance.colour: this key is not known. Remove it or correct its spelling.'],
    ],
    [
      'sections that are not known, each on its line',
      `acounts: {}\n${ACCOUNT}entitlement: {}\n`,
      [
        'a.yaml:1 acounts: this key is not known. Remove it or correct its spelling.',
        'a.yaml:8 entitlement: this key is not known. Remove it or correct its spelling.',
      ],
    ],
    ['a key that stands twice', `${ACCOUNT}    name: Again\n`, ['a.yaml:7 Map keys must be unique.']],
    ['an id that stands twice', `${ACCOUNT}  finance: {}\n`, ['a.yaml:7 Map keys must be unique.']],
    [
      'a number as account id',
      ACCOUNT.replaceAll('"', ''),
      ['a.yaml:5 accounts.finance.accountId: An AWS account id has twelve digits; write it in quotes.'],
    ],
    [
      'an account id that is too short',
      ACCOUNT.replace('3333', ''),
      ['a.yaml:5 accounts.finance.accountId: An AWS account id has twelve digits; write it in quotes.'],
    ],
    [
      'a key that is missing, at what lacks it',
      ACCOUNT.replace('    region: eu-central-1\n', ''),
      ['a.yaml:2 accounts.finance.region: this is missing. Write it here.'],
    ],
    [
      'text instead of a list',
      ENTITLEMENT.replace('[read]', 'read'),
      ['a.yaml:13 entitlements.reports.scope.levels: write a list here.'],
    ],
    [
      'text instead of a number',
      ENTITLEMENT.replace('maxDurationMinutes: 60', 'maxDurationMinutes: "60"'),
      ['a.yaml:14 entitlements.reports.maxDurationMinutes: write a number here.'],
    ],
    [
      'an id that is no name for addresses',
      ACCOUNT.replace('finance:', 'Finance Prod:'),
      ['a.yaml:2 accounts.Finance Prod: Use lower-case letters, digits and single hyphens.'],
    ],
    [
      'a Region that is none',
      ACCOUNT.replace('eu-central-1', 'frankfurt'),
      ['a.yaml:6 accounts.finance.region: This is not the name of a Region, such as eu-central-1.'],
    ],
    [
      'nobody who may ask',
      ENTITLEMENT.replace('mayRequest: { groups: [g] }', 'mayRequest: {}'),
      ['a.yaml:8 entitlements.reports.mayRequest: Name at least one group or person.'],
    ],
    [
      'a bucket that cannot be ended',
      ENTITLEMENT.replace('bucket: reports', 'bucket: x--use1-az5--x-s3'),
      [
        'a.yaml:12 entitlements.reports.scope.buckets.0.bucket: Directory buckets (--x-s3) cannot be asked for: they issue sessions that Daypass cannot end exactly.',
      ],
    ],
    [
      'a prefix with a wildcard',
      ENTITLEMENT.replace('{ bucket: reports }', '{ bucket: reports, prefixes: ["a*/"] }'),
      [
        'a.yaml:12 entitlements.reports.scope.buckets.0.prefixes.0: A prefix is taken literally: "*", "?" and "${" are not allowed.',
      ],
    ],
    [
      'several mistakes at once',
      ACCOUNT.replace('111122223333', '1').replace('aws', 'gcp'),
      [
        'a.yaml:4 accounts.finance.provider: Invalid input: expected "aws"',
        'a.yaml:5 accounts.finance.accountId: An AWS account id has twelve digits; write it in quotes.',
      ],
    ],
    [
      'an alias of nothing',
      'accounts:\n  a: *nothing\n',
      [
        'a.yaml:1 Unresolved alias (the anchor must be set before the alias): nothing. Write the values out, without "*" and "&".',
      ],
    ],
    ['a tag', 'accounts: !!js/function {}\n', ['a.yaml:1 Unresolved tag: tag:yaml.org,2002:js/function.']],
  ])('%s', (_what, text, problems) => expect(problemsOf(text)).toEqual(problems))

  test.each([
    ['a bracket that is not closed', `${ACCOUNT}    name: [1\n`],
    ['a tab as indentation', 'accounts:\n\tfinance: {}\n'],
    ['two documents', `${ACCOUNT}---\n${ACCOUNT}`],
    ['only text', 'finance\n'],
    ['only a list', '- finance\n'],
    [
      'a stage that nobody is needed for',
      'approvalPolicies:\n  a:\n    stages: [{ name: x, required: 0, approvers: { groups: [g] } }]\n',
    ],
    ['a policy without stages', 'approvalPolicies:\n  a: { stages: [] }\n'],
    ['ten thousand nested lists', '['.repeat(10_000)],
  ])('%s', (_what, text) => {
    const problems = problemsOf(text)
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatch(/^a\.yaml:\d+ ./)
  })

  test('aliases that would grow into gigabytes are refused at once', () => {
    const levels = Array.from({ length: 30 }, (_, level) =>
      level === 0
        ? '  l0: &l0 [x, x]'
        : `  l${level}: &l${level} [${Array(9)
            .fill(`*l${level - 1}`)
            .join(', ')}]`,
    )
    expect(problemsOf(`accounts:\n${levels.join('\n')}\n`)).toEqual([
      expect.stringMatching(/^a\.yaml:1 Excessive alias count .*Write the values out/),
    ])
  })
})

describe('a mistake in a condition is named with the line and column at which it stands', () => {
  const policy = (when: string) =>
    `approvalPolicies:\n  finance:\n    rules:\n      - name: Late\n        when: ${when}\n        autoApprove: true\n`
  const WRONG = 'There is no "requestor". Did you mean "requester"?'

  test.each([
    ['plain', 'start.hour > 20 && requestor.handle == ""', 5, 34],
    ['in single quotes', "'request.ticket == \'\'\'\' && requestor.handle == \'\'\'\''", 5, 42],
    ['in double quotes', '"request.ticket == \\"\\" && requestor.handle == \\"\\""', 5, 42],
    ['literal', '|\n          start.hour > 20\n            && requestor.handle == ""', 7, 16],
    ['folded', '>\n          start.hour > 20\n          && requestor.handle == ""', 7, 14],
    ['plain over lines', 'start.hour > 20\n          && requestor.handle == ""', 6, 14],
  ])('%s', (_what, when, line, column) => {
    const result = readCatalogFile({ name: 'a.yaml', text: policy(when) })
    const [problem, ...more] = 'problems' in result ? result.problems : []
    expect(more).toEqual([])
    expect(problem).toMatchObject({ file: 'a.yaml', line, column })
    expect(problem?.sentence).toContain(`approvalPolicies.finance.rules.0.when, column ${column}: ${WRONG}`)
  })

  test('each of several has its own place', () => {
    expect(problemsOf(policy('scope.level == "reed" || duration.minutes > "60"'))).toEqual([
      'a.yaml:5 approvalPolicies.finance.rules.0.when, column 30: This is never "reed". Did you mean "read"? There are: list, read, read-write.',
      'a.yaml:5 approvalPolicies.finance.rules.0.when, column 57: ">" cannot compare a whole number with a text. Write numbers without quotes.',
    ])
  })

  test.each([
    ['true', "a.yaml:5 approvalPolicies.finance.rules.0.when: Write it in quotes: 'true'."],
    ['7', 'a.yaml:5 approvalPolicies.finance.rules.0.when: write text here.'],
    ["''", 'a.yaml:5 approvalPolicies.finance.rules.0.when, column 16: Write a condition here.'],
  ])('what is no text is said so: %s', (when, problem) => expect(problemsOf(policy(when))).toContain(problem))

  test('a condition without mistakes is read', () => {
    expect(problemsOf(policy("'start.hour > 20'"))).toEqual([])
  })
})
