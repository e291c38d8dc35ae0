import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { submitRequest } from './index'

const domain = useDomain()

async function nothingIsStored(): Promise<void> {
  expect(await domain.database.request.count()).toBe(0)
  expect(await domain.events('request.submitted')).toEqual([])
}

const REPORTS = { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false }

test.each([
  ['another bucket', { bucket: 'payroll' }, 'scope.bucket'],
  ['a folder beside the offered ones', { prefix: '2024/' }, 'scope.prefix'],
  ['the whole of a bucket that is offered in part', { prefix: '' }, 'scope.prefix'],
  ['a folder whose name begins like an offered one', { prefix: '2026-secret/' }, 'scope.prefix'],
  ['deleting where it is not offered', { level: 'read-write', delete: true }, 'scope.delete'],
])('a scope outside the entitlement is refused at its field: %s', async (_, changes, field) => {
  const alice = await domain.signIn('alice')
  const form = await domain.form({ scope: { ...REPORTS, ...changes } })
  await expect(call(submitRequest, alice, form)).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    fields: [{ field }],
  })
  await nothingIsStored()
})

const NO_SCOPES: Readonly<Record<string, object>> = Object.fromEntries([
  ['the folder above', { prefix: '2026/../board/' }],
  ['a folder named by dots', { prefix: '2026/./' }],
  ['a wildcard', { prefix: '2026/*/' }],
  ['a placeholder', { prefix: '2026/${aws:username}/' }],
  ['no slash at the end', { prefix: '2026' }],
  ['a slash at the start', { prefix: '/2026/' }],
  ['a line break', { prefix: '2026/\n/' }],
  ['text that turns around', { prefix: '2026/\u202e/' }],
  ['a look-alike slash', { prefix: '2026\u2215/' }],
  ['NUL', { prefix: '2026/\0/' }],
  ['half a character', { prefix: '2026/\ud800/' }],
  ['a directory bucket', { bucket: 'reports--euc1-az1--x-s3' }],
  ['an ARN', { bucket: 'arn:aws:s3:::finance-reports' }],
  ['a level that is none', { level: 'admin' }],
  ['deleting while reading', { delete: true }],
  ['a field too many', { versions: true }],
  ['another kind', { kind: 'everything' }],
  ['two thousand characters', { prefix: `2026/${'x'.repeat(1994)}/` }],
])

test('a scope that is none is not understood', async () => {
  const alice = await domain.signIn('alice')
  for (const [what, changes] of Object.entries(NO_SCOPES)) {
    const form = await domain.form({ scope: { ...REPORTS, ...changes } })
    await expect(call(submitRequest, alice, form), what).rejects.toMatchObject({ code: 'ERR_INPUT' })
  }
  await nothingIsStored()
})

test('a whole role cannot be had from an entitlement that offers a bucket', async () => {
  const alice = await domain.signIn('alice')
  const form = await domain.form({ scope: { kind: 'whole-role' } })
  await expect(call(submitRequest, alice, form)).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    fields: [{ field: 'scope' }],
  })
  await nothingIsStored()
})

test('a prefix of a thousand characters is told the longest that fits', async () => {
  const alice = await domain.signIn('alice')
  const form = await domain.form({ scope: { ...REPORTS, prefix: `2026/${'x'.repeat(990)}/` } })
  await expect(call(submitRequest, alice, form)).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    fields: [
      { field: 'scope.prefix', sentence: expect.stringContaining('longest prefix that fits') as string },
    ],
  })
  await nothingIsStored()
})

test('a duration that is none, or outside the limits, is refused at its field', async () => {
  const alice = await domain.signIn('alice')
  for (const durationMinutes of [0, -1, -120, 1, 14, 14.5, 30.5, 481, 100_000, 1e20, 1e300]) {
    const form = await domain.form({ durationMinutes })
    await expect(call(submitRequest, alice, form), String(durationMinutes)).rejects.toMatchObject({
      code: 'ERR_REQUEST_REFUSED',
      fields: [{ field: 'durationMinutes' }],
    })
  }
  await nothingIsStored()
})

const NO_FORMS: readonly (readonly [field: string, value: unknown])[] = [
  ['durationMinutes', '120'],
  ['durationMinutes', Number.NaN],
  ['durationMinutes', Number.POSITIVE_INFINITY],
  ['reason', ''],
  ['reason', ' \n\t '],
  ['reason', 'x'.repeat(1001)],
  ['reason', 'a\0b'],
  ['reason', 'half \ud83d'],
  ['ticket', 'a\0b'],
  ['entitlementId', 'rep\0orts'],
  ['entitlementId', '\ud800'],
  ['entitlementVersionId', 'latest'],
  ['id', '9b2f0a34-0c2e-4c6f-8a54-0f5c0f1d2e3f'],
]

test('a field that is malformed is refused by name', async () => {
  const alice = await domain.signIn('alice')
  for (const [field, value] of NO_FORMS) {
    const form = { ...(await domain.form()), [field]: value }
    await expect(call(submitRequest, alice, form), JSON.stringify([field, value])).rejects.toMatchObject({
      code: 'ERR_INPUT',
      fields: [{ field }],
    })
  }
  await nothingIsStored()
})
