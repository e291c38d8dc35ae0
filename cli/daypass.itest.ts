import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CatalogPlan } from '@/lib/catalog/change-schema'
import { planCatalog } from '@/lib/catalog/index'
import { catalogFiles } from '@/lib/testing/catalog'
import { call, useDomain } from '@/lib/testing/domain'
import { projectRoot } from '@/scripts/project'

const domain = useDomain()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daypass-cli-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

type Ran = { code: number; out: string; err: string }

/** Runs the command as an operator does, on the tests' database. */
function daypass(args: readonly string[], env: Record<string, string | undefined> = {}): Promise<Ran> {
  const surroundings = {
    ...process.env,
    DATABASE_URL: domain.appUrl,
    DAYPASS_URL: 'https://daypass.example.com',
    ...env,
  }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['cli/daypass.mjs', ...args],
      { cwd: projectRoot, env: { ...surroundings, NO_COLOR: '1', FORCE_COLOR: undefined } },
      (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err })
      },
    )
  })
}

function write(changes: Parameters<typeof catalogFiles>[0], extra: Record<string, string> = {}): void {
  for (const { name, text } of catalogFiles(changes)) writeFileSync(path.join(folder, name), text)
  for (const [name, text] of Object.entries(extra)) writeFileSync(path.join(folder, name), text)
}

const PEOPLE = `groups:
  board:
    - { handle: eve, email: eve@example.com }
`

test('plan says in words what would change, for whom, and which grants and requests it touches', async () => {
  const [alice, bob, carla] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
  ]
  await domain.signIn('chris')
  const grantId = await domain.grant(alice, [carla])
  const requestId = await domain.request(bob, { entitlementId: 'lake' })
  write(
    {
      reports: { maxDurationMinutes: 60, mayRequest: { groups: ['engineers', 'analysts'] } },
      payroll: null,
      lake: { approval: 'two-teams' },
      board: { mayRequest: { groups: ['board', 'finance-approvers'] } },
    },
    { 'people.yaml': PEOPLE },
  )
  const { code, out } = await daypass(['catalog', 'plan', folder])
  expect(code).toBe(2)
  expect(out.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'THEN'))
    .toBe(`This would change the catalogue: 3 changed, 1 withdrawn; 1 unchanged.

~ reports  Finance reports (Finance)
    Who may ask: engineers → engineers or analysts
    Longest duration: 8 h → 1 h
  may ask from now on: whoever is in analysts
  ! touches 1 running grant:
      Alice, until THEN. Nothing is issued any more: At most 1 h: Finance reports is granted for at most 1 h at a time.

~ lake  Lake (Lake)
    Approval policy: finance → two-teams
    Stage 2: “Platform”: 1 of platform-approvers
  may decide from now on: whoever is in platform-approvers
  ! touches 1 pending request:
      Bob, until THEN. Its approval policy becomes another one: the stricter of both decides from then on.

~ board  Board minutes (Finance)
    Who may ask: board → board or finance-approvers
  may ask from now on: Carla, Chris

− payroll  Payroll (Finance), withdrawn
  may not ask any more: Alice, Bob
  may not decide any more: Carla, Chris, and whoever is in platform-approvers

Lists of groups’ members (they authorize nothing):
  + eve (eve@example.com) in board
`)
  const forPrograms = await daypass(['catalog', 'plan', folder, '--json'])
  const plan = JSON.parse(forPrograms.out) as CatalogPlan
  expect(
    plan.changes.map(({ id, kind, grants, requests }) => [id, kind, grants.count, requests.count]),
  ).toEqual([
    ['reports', 'changed', 1, 0],
    ['lake', 'changed', 0, 1],
    ['board', 'changed', 0, 0],
    ['payroll', 'withdrawn', 0, 0],
  ])
  expect(plan.changes[0]?.grants.shown[0]?.id).toBe(grantId)
  expect(plan.changes[1]?.requests.shown[0]?.id).toBe(requestId)
  expect(await domain.database.catalogChange.count()).toBe(1)
})

test.each<[string, Parameters<typeof catalogFiles>[0], RegExp]>([
  ['a withdrawn entitlement', { reports: null }, /Nothing is issued any more: the entitlement is withdrawn/],
  [
    'another role',
    { reports: { role: 'daypass/Other' } },
    /Nothing is issued any more: This entitlement leads to another role/,
  ],
  [
    'groups that are not the holder’s',
    { reports: { mayRequest: { groups: ['board'] } } },
    /this person may not ask for it any more/,
  ],
  [
    'a folder that is not offered',
    { reports: { scope: { kind: 's3', buckets: [{ bucket: 'finance-ledger' }], levels: ['read'] } } },
    /does not offer that bucket/,
  ],
])('plan: %s stops a running grant', async (_, changes, consequence) => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  await domain.grant(alice, [carla])
  const plan = await call(planCatalog, domain.system, { files: catalogFiles(changes) })
  expect(plan.changes[0]?.grants.shown[0]?.consequence).toMatch(consequence)
})

test('plan ends with 0 when there is nothing to do, and says so', async () => {
  write({})
  expect(await daypass(['catalog', 'plan', folder])).toEqual({
    code: 0,
    out: 'Nothing to do: 5 unchanged.\n',
    err: '',
  })
})

test.each(['plan', 'apply'])(
  '%s names every mistake of every file by line, and ends with 1',
  async (verb) => {
    write({}, { 'bad.yaml': 'accounts:\n  finance: {}\ngrups: {}\n', 'worse.yaml': 'entitlements: [\n' })
    const { code, out, err } = await daypass(['catalog', verb, folder])
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/bad\.yaml:2 accounts\.finance\.name: this is missing/)
    expect(err).toMatch(/bad\.yaml:3 grups: this key is not known/)
    expect(err).toMatch(/worse\.yaml:\d+ /)
  },
)

test('apply prints where the proposal waits, keeps who ran it and what they said, and offers nothing', async () => {
  write({ reports: { maxDurationMinutes: 60 } })
  const { code, out } = await daypass(['catalog', 'apply', folder, '--message', 'Shorter, as agreed'])
  const change = await domain.database.catalogChange.findFirstOrThrow({ where: { status: 'open' } })
  expect([code, out]).toEqual([
    0,
    `Proposed: 1 entitlement would change; nothing has yet. An administrator confirms it here:\nhttps://daypass.example.com/admin/catalog/changes/${change.id}\n`,
  ])
  expect(change).toMatchObject({
    kind: 'proposal',
    operator: `${userInfo().username}@${hostname()}`,
    message: 'Shorter, as agreed',
  })
  expect((await daypass(['catalog', 'plan', folder])).code).toBe(2)
})

test('apply in an emergency needs its reason, and then applies at once', async () => {
  write({ reports: { maxDurationMinutes: 60 } })
  for (const half of [['--emergency'], ['--reason', 'A leak']])
    expect((await daypass(['catalog', 'apply', folder, ...half])).code).toBe(1)
  const hurry = ['catalog', 'apply', folder, '--emergency', '--reason', 'A leak']
  expect((await daypass(hurry)).out).toMatch(
    /^EMERGENCY: the catalogue is applied: 1 new or changed, 4 unchanged/,
  )
  expect((await daypass(['catalog', 'plan', folder])).code).toBe(0)
  expect(await domain.database.catalogChange.findFirst({ where: { kind: 'emergency' } })).toMatchObject({
    message: 'A leak',
  })
})

test('the demo’s catalogue is applied at once to an empty database, and cases beside it are no part of it', async () => {
  await domain.asOwner('truncate entitlements, catalog_changes, catalog_change_steps, listed_members cascade')
  cpSync('catalog', folder, { recursive: true })
  writeFileSync(path.join(folder, 'more.cases.yaml'), 'cases: []\n')
  expect((await daypass(['catalog', 'apply', folder])).out).toMatch(
    /^The first catalogue is applied: \d+ new or changed, 0 unchanged/,
  )
  expect((await daypass(['catalog', 'plan', folder])).code).toBe(0)
})

test('a database that is not there is said in a sentence', async () => {
  write({})
  const away = await daypass(['catalog', 'plan', folder], {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
  })
  expect(away).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^The database cannot be reached/) as string,
  })
  expect(await daypass(['catalog', 'plan', folder], { DATABASE_URL: '' })).toMatchObject({
    code: 1,
    err: 'DATABASE_URL must be set.\n',
  })
})
