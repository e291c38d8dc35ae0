import { expect, test } from 'vitest'
import { parseInput } from '../kernel/verb'
import { newId } from '../kernel/ids'
import { usePeople } from '../testing/people'
import { delegate, delegatorsOf, endDelegation, listDelegations, suspendPerson } from './index'
import type { Context } from './index'

const people = usePeople()
const HOUR = 3_600_000
const DAY = 24 * HOUR

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()
const form = (more: Record<string, unknown> = {}) => ({
  id: newId(),
  to: 'ben',
  startsAt: inHours(0),
  endsAt: inHours(24),
  comment: 'On leave',
  ...more,
})
const name = (ctx: Context, input: object) => delegate(ctx, parseInput(delegate.input, input))
const end = (ctx: Context, delegationId: string) =>
  endDelegation(ctx, parseInput(endDelegation.input, { delegationId }))
const standsInFor = async (ctx: Context) =>
  (await people.read((tx) => delegatorsOf(tx, ctx.actor.personId))).map(({ handle }) => handle)

test('a stand-in stands in within the window, from its first moment and not at its last, by the database’s clock', async () => {
  const [alice, ben] = [
    await people.signIn('alice', { groups: ['b', 'a'] }),
    await people.signIn('ben', { groups: ['c'] }),
  ]
  const { delegationId } = await name(alice, form({ startsAt: inHours(1), endsAt: inHours(3) }))
  expect(await standsInFor(ben)).toEqual([])
  await people.moveClock(2 * 3600)
  expect(await people.read((tx) => delegatorsOf(tx, ben.actor.personId))).toEqual([
    {
      personId: alice.actor.personId,
      name: 'Alice',
      handle: 'alice',
      handleIsUnique: true,
      groups: ['a', 'b'],
      email: 'alice@example.com',
    },
  ])
  await people.moveClock(3 * 3600 + 5)
  expect(await standsInFor(ben)).toEqual([])
  const [made] = await people.events('delegation.made')
  expect(made).toMatchObject({
    actor: { handle: 'alice' },
    about: { personId: alice.actor.personId },
    data: { delegationId, toHandle: 'ben', fromHandle: 'alice', comment: 'On leave' },
  })
})

test('what was handed to somebody is not handed on: there are no chains', async () => {
  const [alice, ben, carla] = [
    await people.signIn('alice', { groups: ['finance'] }),
    await people.signIn('ben'),
    await people.signIn('carla'),
  ]
  await name(alice, form())
  await name(ben, form({ to: 'carla' }))
  const [delegator, ...more] = await people.read((tx) => delegatorsOf(tx, carla.actor.personId))
  expect(more).toEqual([])
  expect(delegator).toMatchObject({ handle: 'ben', groups: [] })
})

test('several stand-ins and windows that overlap are one standing in', async () => {
  const [alice, ben] = [await people.signIn('alice'), await people.signIn('ben')]
  await people.signIn('carla')
  await name(alice, form())
  await name(alice, form({ endsAt: inHours(48) }))
  await name(alice, form({ to: 'carla' }))
  expect(await standsInFor(ben)).toEqual(['alice'])
  expect(await people.database.delegation.count()).toBe(3)
})

test('groups that a delegator’s sign-in gave still count for the stand-in after it lapsed', async () => {
  const [alice, ben] = [await people.signIn('alice', { groups: ['finance'] }), await people.signIn('ben')]
  await name(alice, form({ endsAt: inHours(72) }))
  await people.moveClock(2 * 86_400)
  expect(await people.read((tx) => delegatorsOf(tx, ben.actor.personId))).toMatchObject([
    { groups: ['finance'] },
  ])
})

test('sent twice it is one delegation, also at the same moment; other input under its id is refused', async () => {
  const alice = await people.signIn('alice')
  await people.signIn('ben')
  const input = form({ startsAt: inHours(-1) })
  const answers = await Promise.all([name(alice, input), name(alice, input), name(alice, input)])
  expect(new Set(answers.map(({ delegationId }) => delegationId))).toEqual(new Set([input.id]))
  await people.moveClock(3 * 86_400)
  expect(await name(alice, input)).toEqual({ delegationId: input.id })
  expect(await people.database.delegation.count()).toBe(1)
  expect(await people.events('delegation.made')).toHaveLength(1)
  const ben = await people.signIn('ben')
  for (const [ctx, change] of [
    [alice, { endsAt: inHours(25) }],
    [alice, { comment: '' }],
    [alice, { startsAt: inHours(2) }],
    [alice, { to: 'carla' }],
    [ben, {}],
  ] as const)
    await expect(name(ctx, { ...input, ...change })).rejects.toMatchObject({ code: 'ERR_ID_TAKEN' })
})

test('a start that has passed is now', async () => {
  const alice = await people.signIn('alice')
  await people.signIn('ben')
  await name(alice, form({ startsAt: inHours(-5) }))
  const row = await people.database.delegation.findFirstOrThrow()
  expect(row.startsAt).toEqual(row.createdAt)
})

test.each([
  ['nobody known', 'zoe', /^Daypass knows nobody with the handle zoe/],
  ['two holders of a handle', 'twin', /^Two people have the handle twin/],
  ['oneself', 'alice', /^Nobody stands in for themselves/],
  ['a second account with one’s own address', 'alice-2', /your own address/],
  ['somebody suspended', 'sam', /^Sam cannot stand in/],
])('%s cannot be named, and the field says so', async (_who, to, sentence) => {
  const alice = await people.signIn('alice')
  await people.signIn('alice-2', { email: 'ALICE@example.com' })
  await people.signIn('twin', { subject: 'one' })
  await people.signIn('twin', { subject: 'two' })
  const sam = await people.signIn('sam')
  await suspendPerson(await people.administrator(), { personId: sam.actor.personId, reason: 'Left' })
  await expect(name(alice, form({ to }))).rejects.toMatchObject({
    code: 'ERR_INPUT',
    fields: [{ field: 'to', sentence: expect.stringMatching(sentence) as string }],
  })
  expect(await people.database.delegation.count()).toBe(0)
})

test.each([
  ['an end that has passed', { startsAt: inHours(-5), endsAt: inHours(-1) }, 'endsAt'],
  ['an end before the start', { startsAt: inHours(5), endsAt: inHours(4) }, 'endsAt'],
  ['an end at the start', { startsAt: inHours(5), endsAt: inHours(5) }, 'endsAt'],
  ['more than 90 days', { startsAt: inHours(1), endsAt: inHours(1 + 90 * 24 + 1) }, 'endsAt'],
  [
    'a start more than 90 days ahead',
    { startsAt: inHours(90 * 24 + 1), endsAt: inHours(91 * 24) },
    'startsAt',
  ],
])('%s is refused at its field', async (_what, window, field) => {
  const alice = await people.signIn('alice')
  await people.signIn('ben')
  await expect(name(alice, form(window))).rejects.toMatchObject({ code: 'ERR_INPUT', fields: [{ field }] })
  expect(await people.database.delegation.count()).toBe(0)
})

test('90 days that begin in 90 days are just allowed', async () => {
  const alice = await people.signIn('alice')
  await people.signIn('ben')
  const startsAt = Date.now() + 90 * DAY - 60_000
  const endsAt = startsAt + 90 * DAY
  await name(
    alice,
    form({ startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }),
  )
  expect(await people.database.delegation.count()).toBe(1)
})

test('nobody has more than 20 stand-ins named at a time', async () => {
  const alice = await people.signIn('alice')
  await people.signIn('ben')
  for (let count = 0; count < 20; count++) await name(alice, form())
  await expect(name(alice, form())).rejects.toMatchObject({ code: 'ERR_INPUT' })
  await people.moveClock(2 * 86_400)
  await name(alice, form({ startsAt: inHours(48), endsAt: inHours(72) }))
})

test('either of the two ends it, at once and once; for others it is not there', async () => {
  const [alice, ben, carla] = [
    await people.signIn('alice'),
    await people.signIn('ben'),
    await people.signIn('carla'),
  ]
  for (const ender of [alice, ben]) {
    const { delegationId } = await name(alice, form())
    await expect(end(carla, delegationId)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
    expect(await standsInFor(ben)).toEqual(['alice'])
    await end(ender, delegationId)
    expect(await standsInFor(ben)).toEqual([])
    await expect(end(ender, delegationId)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
  }
  await expect(end(alice, newId())).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  expect(await people.events('delegation.ended')).toMatchObject([
    { actor: { handle: 'alice' }, data: { toName: 'Ben', fromName: 'Alice', comment: null } },
    { actor: { handle: 'ben' }, data: { toName: 'Ben', fromName: 'Alice' } },
  ])
})

test('what has ended by itself is not ended once more', async () => {
  const alice = await people.signIn('alice')
  await people.signIn('ben')
  const { delegationId } = await name(alice, form())
  await people.moveClock(86_400 + 5)
  await expect(end(alice, delegationId)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
})

test('the list shows what one gave and took, current, coming and past, and nothing of others', async () => {
  const [alice, ben, carla] = [
    await people.signIn('alice'),
    await people.signIn('ben'),
    await people.signIn('carla'),
  ]
  await name(alice, form({ startsAt: inHours(5), endsAt: inHours(30) }))
  await name(alice, form())
  await name(ben, form({ to: 'alice' }))
  const { delegationId } = await name(ben, form({ to: 'alice' }))
  await end(ben, delegationId)
  await name(ben, form({ to: 'carla' }))
  const seen = await listDelegations(alice, {})
  expect(seen.given).toMatchObject([
    { to: { handle: 'ben', name: 'Ben' }, status: 'current', endedAt: null, comment: 'On leave' },
    { to: { handle: 'ben' }, status: 'coming' },
  ])
  expect(seen.taken).toMatchObject([{ from: { handle: 'ben' }, status: 'current' }])
  expect(seen.past).toMatchObject([{ from: { handle: 'ben' }, status: 'past' }])
  expect(seen.past[0]?.endedAt).not.toBeNull()
  expect((await listDelegations(carla, {})).taken).toHaveLength(1)
  await people.moveClock(31 * 3600)
  const later = await listDelegations(alice, {})
  expect([later.given, later.taken, later.past.length]).toEqual([[], [], 4])
})
