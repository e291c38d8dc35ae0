import { expect, test } from 'vitest'
import { sha256Hex } from '../kernel/canonical'
import { catalogFiles } from '../testing/catalog'
import { call, useDomain } from '../testing/domain'
import { applyCatalog, searchEntitlements } from './index'

const domain = useDomain()
const OPERATOR = { operator: 'tester@here', emergency: 'a test' }

/** The catalogue as it is stored, and what the log says of it. */
async function stored() {
  const entitlements = await domain.database.entitlement.findMany({ orderBy: { id: 'asc' } })
  const versions = await domain.database.entitlementVersion.findMany({ orderBy: { id: 'asc' } })
  const members = await domain.database.listedMember.findMany({ orderBy: { handle: 'asc' } })
  return { entitlements, versions, members }
}

async function log(): Promise<string[]> {
  const events = (await domain.events()).filter((event) => event.type.startsWith('entitlement.'))
  return events.map((event) => `${event.type} ${event.about.entitlementId ?? ''}`)
}

const ALL = ['board', 'lake', 'operator', 'payroll', 'reports']

test('a first application offers everything, each with its version’s text hashed to its id', async () => {
  const { entitlements, versions } = await stored()
  expect(entitlements.map(({ id }) => id)).toEqual(ALL)
  expect(entitlements.map((one) => one.currentVersionId).sort()).toEqual(versions.map(({ id }) => id))
  for (const { id, canonical } of versions) expect(sha256Hex(canonical)).toBe(id)
  expect((await log()).sort()).toEqual(ALL.map((id) => `entitlement.versioned ${id}`))
})

test('applied again unchanged, also written in another order, it changes and logs nothing', async () => {
  const before = await stored()
  const [file] = catalogFiles()
  const { entitlements, ...rest } = JSON.parse(file?.text ?? '') as { entitlements: Record<string, object> }
  const turned = { entitlements: Object.fromEntries(Object.entries(entitlements).reverse()), ...rest }
  const files = [{ name: 'other.yaml', text: JSON.stringify(turned) }]
  expect(await call(applyCatalog, domain.system, { ...OPERATOR, files })).toEqual({
    outcome: 'nothing-to-do',
    unchanged: 5,
    superseded: null,
  })
  expect(await stored()).toEqual(before)
  expect(await log()).toHaveLength(5)
})

test('only what changed gets a new version, and the old one stays', async () => {
  const before = await stored()
  expect(await domain.offer({ reports: { maxDurationMinutes: 60 } })).toEqual({
    unchanged: 4,
    versioned: ['reports'],
    withdrawn: [],
  })
  const after = await stored()
  expect(after.versions).toHaveLength(6)
  expect(after.versions).toEqual(expect.arrayContaining(before.versions))
  const [was, is] = [before, after].map(
    ({ entitlements }) => entitlements.find(({ id }) => id === 'reports')?.currentVersionId,
  )
  expect(is).not.toBe(was)
  expect((await domain.events('entitlement.versioned')).at(-1)?.data).toMatchObject({
    versionId: is,
    previousVersionId: was,
  })
})

test('what is gone from the files is withdrawn once, and offered again when it is back', async () => {
  const before = await stored()
  const alice = await domain.signIn('alice')
  expect(await domain.offer({ reports: null })).toMatchObject({ withdrawn: ['reports'] })
  expect((await call(searchEntitlements, alice, {})).entitlements.map(({ id }) => id)).not.toContain(
    'reports',
  )
  expect(await domain.offer({ reports: null })).toMatchObject({ withdrawn: [] })
  await domain.offer()
  expect((await call(searchEntitlements, alice, {})).entitlements.map(({ id }) => id)).toContain('reports')
  expect(await stored()).toEqual(before)
  expect((await log()).slice(5)).toEqual([
    'entitlement.withdrawn reports',
    'entitlement.offered-again reports',
  ])
})

test('an entitlement that comes back changed is both a new version and offered again', async () => {
  await domain.offer({ reports: null })
  await domain.offer({ reports: { maxDurationMinutes: 60 } })
  expect((await log()).slice(6)).toEqual([
    'entitlement.versioned reports',
    'entitlement.offered-again reports',
  ])
})

test('going back to an earlier text makes that earlier version current again', async () => {
  const before = await stored()
  await domain.offer({ reports: { maxDurationMinutes: 60 } })
  expect(await domain.offer()).toMatchObject({ versioned: ['reports'] })
  const after = await stored()
  expect(after.entitlements).toEqual(before.entitlements)
  expect(after.versions).toHaveLength(6)
})

test('a catalogue with any mistake applies nothing, and every mistake is named by file and line', async () => {
  const before = await stored()
  const good = catalogFiles({ reports: { maxDurationMinutes: 60 } })
  const bad = {
    name: 'more.yaml',
    text: [
      'entitlements:',
      '  reports:',
      '    name: Twice',
      '  new-one:',
      '    name: New',
      '    description: New.',
      '    account: nowhere',
      '    role: daypass/New',
      '    owner: { group: finance-approvers }',
      '    mayRequest: { groups: [] }',
      '    scope: { kind: s3, buckets: [{ bucket: "*" }], levels: [read] }',
      '    maxDurationMinutes: 60',
      '    approval: nobody',
    ].join('\n'),
  }
  const refusal: unknown = await call(applyCatalog, domain.system, {
    ...OPERATOR,
    files: [...good, bad],
  }).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'ERR_CATALOG_INVALID' })
  const { fields } = refusal as { fields: { field: string }[] }
  expect(fields.length).toBeGreaterThan(2)
  for (const { field } of fields) expect(field).toMatch(/^more\.yaml:\d+$/)
  expect(await stored()).toEqual(before)
  expect(await log()).toHaveLength(5)
})

test.each([
  ['not YAML', 'entitlements: [', 'ERR_CATALOG_INVALID'],
  ['an unknown key', 'entitlement: {}', 'ERR_CATALOG_INVALID'],
  ['a key twice', 'accounts: {}\naccounts: {}', 'ERR_CATALOG_INVALID'],
  ['a list', '- accounts', 'ERR_CATALOG_INVALID'],
  [
    'aliases that grow',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]`,
    'ERR_CATALOG_INVALID',
  ],
  [
    'text that cannot be stored',
    'groups: { finance: [{ handle: "a\\0b", email: a@example.com }] }',
    'ERR_CATALOG_INVALID',
  ],
])('a file that is %s applies nothing', async (_, text, code) => {
  const before = await stored()
  const files = [...catalogFiles({ reports: null }), { name: 'bad.yaml', text }]
  await expect(call(applyCatalog, domain.system, { ...OPERATOR, files })).rejects.toMatchObject({ code })
  expect(await stored()).toEqual(before)
})

test('the same change applied several times at once is one version and one event', async () => {
  for (let round = 1; round <= 5; round++) {
    const change = { reports: { maxDurationMinutes: 60 + round } }
    const applied = await Promise.all([1, 2, 3].map(() => domain.offer(change)))
    expect(applied.flatMap(({ versioned }) => versioned)).toEqual(['reports'])
    expect((await stored()).versions).toHaveLength(5 + round)
    expect(await log()).toHaveLength(5 + round)
  }
})

test('different changes at once end as one of them, whole', async () => {
  await Promise.all([
    domain.offer({ reports: { maxDurationMinutes: 61 }, lake: { maxDurationMinutes: 61 } }),
    domain.offer({ reports: { maxDurationMinutes: 62 }, lake: { maxDurationMinutes: 62 } }),
  ])
  const { entitlements, versions } = await stored()
  const minutes = entitlements
    .filter(({ id }) => id === 'reports' || id === 'lake')
    .map(({ currentVersionId }) => versions.find(({ id }) => id === currentVersionId)?.canonical ?? '')
    .map((canonical) => (JSON.parse(canonical) as { maxDurationMinutes: number }).maxDurationMinutes)
  expect(new Set(minutes).size).toBe(1)
})

test('everybody sees what they may ask for, and nothing else', async () => {
  const seenBy = async (handle: string) =>
    (await call(searchEntitlements, await domain.signIn(handle), {})).entitlements.map(({ id }) => id).sort()
  expect(await seenBy('alice')).toEqual(['lake', 'operator', 'payroll', 'reports'])
  for (const handle of ['carla', 'audrey', 'stranger']) expect(await seenBy(handle)).toEqual([])
})

test('a search counts all that match, shows the best fifty, and knows a change of the catalogue at once', async () => {
  const alice = await domain.signIn('alice')
  const [file] = catalogFiles()
  const catalogue = JSON.parse(file?.text ?? '') as { entitlements: Record<string, { name: string }> }
  const { reports } = catalogue.entitlements
  if (reports === undefined) throw new Error('the tests’ catalogue has no reports')
  for (let number = 100; number < 160; number++)
    catalogue.entitlements[`copy-${String(number)}`] = { ...reports, name: `Copy ${String(number)}` }
  const files = [{ name: 'more.yaml', text: JSON.stringify(catalogue) }]
  await call(applyCatalog, domain.system, { ...OPERATOR, files })
  const copies = await call(searchEntitlements, alice, { q: 'COPY' })
  expect(copies).toMatchObject({ found: 60, hasAny: true })
  expect(copies.entitlements.map(({ name }) => name)).toEqual(
    Array.from({ length: 50 }, (_, index) => `Copy ${String(100 + index)}`),
  )
  await domain.offer()
  expect(await call(searchEntitlements, alice, { q: 'copy' })).toEqual({
    found: 0,
    hasAny: true,
    entitlements: [],
  })
})
