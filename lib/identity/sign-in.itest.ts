import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../db/client'
import type { Database } from '../db/client'
import { transactions } from '../db/transaction'
import type { Secret } from '../kernel/secret'
import { testDatabase } from '../testing/database'
import type { TestDatabase } from '../testing/database'
import type { IdentityClaims } from './claims'
import type { SystemContext } from './context'
import { findActor, findSignInId } from './find-actor'
import type { SignInRules } from './rules'
import { startSignIn } from './sign-in'
import { endLapsedSignIns, signOut } from './sign-out'
import { createPerson } from './store'

const MINUTE = 60
const rules: SignInRules = {
  issuer: 'https://idp.example',
  clientId: 'daypass',
  handleClaim: 'preferred_username',
  groupsClaim: 'groups',
  idleMinutes: 60,
  absoluteMinutes: 720,
  roleGroups: { requester: ['engineers'], auditor: [], administrator: [] },
}
const alice: IdentityClaims = {
  issuer: rules.issuer,
  subject: 'alice-subject',
  handle: 'alice',
  name: 'Alice Moreau',
  email: 'alice@example.com',
  groups: ['engineers'],
  managerHandle: null,
  authenticatedAt: new Date('2026-01-02T03:04:05Z'),
}
let fixture: TestDatabase
let database: Database
let ctx: SystemContext

beforeAll(async () => {
  fixture = await testDatabase()
  database = openDatabase(fixture.appUrl)
  ctx = { inTransaction: transactions(database), clouds: {} as never, portalUrl: 'http://127.0.0.1' }
})
beforeEach(() => fixture.reset())
afterAll(() => database.$disconnect())

async function enter(claims = alice): Promise<Secret> {
  const outcome = await startSignIn(ctx, rules, { claims, presentToken: undefined })
  if (outcome.status !== 'started') throw outcome.error
  return outcome.token
}

async function events(): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const rows = await database.auditEvent.findMany({ orderBy: { id: 'asc' } })
  return rows.map((row) => JSON.parse(row.canonical) as { type: string; data: Record<string, unknown> })
}

test('a sign-in ends by itself when it was idle too long, by the clock of the database', async () => {
  const token = await enter()
  await fixture.setClock(60 * MINUTE - 5)
  expect(await findSignInId(ctx, rules, token)).toBeDefined()
  await fixture.setClock(60 * MINUTE + 5)
  expect(await findActor(ctx, rules, token)).toBeUndefined()
})

test('using a sign-in puts off its idle limit, looking whether it lives does not', async () => {
  const token = await enter()
  await fixture.setClock(50 * MINUTE)
  await findSignInId(ctx, rules, token)
  const [untouched] = await database.signIn.findMany()
  expect(untouched?.lastSeenAt).toEqual(untouched?.createdAt)
  await findActor(ctx, rules, token)
  await fixture.setClock(100 * MINUTE)
  expect(await findActor(ctx, rules, token)).toBeDefined()
})

test('being used is written down at most once a minute', async () => {
  const token = await enter()
  await fixture.setClock(50)
  await findActor(ctx, rules, token)
  const [row] = await database.signIn.findMany()
  expect(row?.lastSeenAt).toEqual(row?.createdAt)
})

test('no use puts off the absolute limit', async () => {
  const token = await enter()
  for (let minutes = 50; minutes < 720; minutes += 50) {
    await fixture.setClock(minutes * MINUTE)
    expect(await findActor(ctx, rules, token)).toBeDefined()
  }
  await fixture.setClock(720 * MINUTE + 1)
  expect(await findActor(ctx, rules, token)).toBeUndefined()
})

test('groups count until the absolute limit of the sign-in that brought them, also after signing out', async () => {
  const token = await enter()
  await signOut(ctx, token)
  const [membership] = await database.membership.findMany()
  const started = (await events()).find(({ type }) => type === 'sign-in.started')
  expect(membership?.validUntil.toISOString()).toBe(started?.data['expiresAt'])
})

test('a sign-in says when the provider saw the person prove who they are', async () => {
  const actor = await findActor(ctx, rules, await enter())
  expect(actor?.authenticatedAt).toEqual(alice.authenticatedAt)
})

test('signing out ends the sign-in at once and once', async () => {
  const token = await enter()
  await signOut(ctx, token)
  await signOut(ctx, token)
  expect(await findActor(ctx, rules, token)).toBeUndefined()
  expect((await events()).filter(({ type }) => type === 'sign-in.ended')).toMatchObject([
    { data: { reason: 'signed-out' } },
  ])
})

test('sign-ins past a limit are cleared away with their reason, and no other', async () => {
  await enter()
  await fixture.setClock(30 * MINUTE)
  const second = await enter({ ...alice, subject: 'ben-subject', handle: 'ben' })
  await fixture.setClock(61 * MINUTE)
  expect(await endLapsedSignIns(ctx, rules)).toBe(1)
  expect((await events()).filter(({ type }) => type === 'sign-in.ended')).toMatchObject([
    { data: { reason: 'idle' } },
  ])
  expect(await findActor(ctx, rules, second)).toBeDefined()
  await fixture.setClock(2000 * MINUTE)
  await endLapsedSignIns(ctx, rules)
  expect((await events()).at(-1)).toMatchObject({ type: 'sign-in.ended', data: { reason: 'expired' } })
  expect(await database.signIn.count()).toBe(0)
})

test('two first sign-ins of one identity at the same moment make one person', async () => {
  await Promise.all([enter(), enter(), enter(), enter()])
  expect(await database.person.count()).toBe(1)
  expect(await database.signIn.count()).toBe(4)
  expect((await events()).filter(({ type }) => type === 'person.created')).toHaveLength(1)
})

test('the same subject of another issuer is another person', async () => {
  await enter()
  await enter({ ...alice, issuer: 'https://other.example' })
  expect(await database.person.count()).toBe(2)
})

test('a new name or address is taken over and written down', async () => {
  await enter()
  const actor = await findActor(ctx, rules, await enter({ ...alice, name: 'Alice Ito', email: null }))
  expect(actor).toMatchObject({ name: 'Alice Ito', email: null })
  expect((await events()).map(({ type }) => type)).toContain('person.changed')
})

test('a code that somebody has is not given twice', async () => {
  const codes = ['aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'bbbbbbbbbbbb']
  const next = () => codes.shift() ?? ''
  const first = await ctx.inTransaction((tx) => createPerson(tx, alice, new Date(), next))
  const second = await ctx.inTransaction((tx) =>
    createPerson(tx, { ...alice, subject: 'other' }, new Date(), next),
  )
  expect([first.code, second.code]).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb'])
})

test('a sign-in whose event cannot be written does not happen', async () => {
  const broken: SystemContext = {
    ...ctx,
    inTransaction: (work) =>
      ctx.inTransaction(async (tx) => {
        await work(tx)
        throw new Error('the connection broke before the commit')
      }),
  }
  await expect(startSignIn(broken, rules, { claims: alice, presentToken: undefined })).rejects.toThrow(
    'broke',
  )
  expect([await database.person.count(), await database.signIn.count(), (await events()).length]).toEqual([
    0, 0, 0,
  ])
})
