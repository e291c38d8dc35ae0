import { expect, test } from 'vitest'
import { parseInput } from '../kernel/verb'
import { newId } from '../kernel/ids'
import { holding } from '../testing/held'
import { usePeople } from '../testing/people'
import {
  delegatorsOf,
  findActor,
  isSuspended,
  lastStandingOf,
  namedPeople,
  reinstatePerson,
  requesterFactsOf,
  standingOf,
  suspendPerson,
} from './index'
import type { Context } from './index'

const people = usePeople()

const suspend = (ctx: Context, personId: string, reason = 'The laptop was stolen') =>
  suspendPerson(ctx, parseInput(suspendPerson.input, { personId, reason }))
const reinstate = (ctx: Context, personId: string) =>
  reinstatePerson(ctx, parseInput(reinstatePerson.input, { personId }))

test('a suspension signs the person out everywhere at once, and writes down who did it and why', async () => {
  const adam = await people.administrator()
  const [one, two] = [await people.enter('alice'), await people.enter('alice')]
  const alice = await findActor(people.system, people.rules, one)
  await suspend(adam, alice?.personId ?? '')
  for (const token of [one, two]) expect(await findActor(people.system, people.rules, token)).toBeUndefined()
  expect(await people.database.signIn.count({ where: { personId: alice?.personId ?? '' } })).toBe(0)
  expect(await people.events('person.suspended')).toMatchObject([
    {
      actor: { handle: 'adam' },
      about: { personId: alice?.personId },
      data: { name: 'Alice', handle: 'alice', reason: 'The laptop was stolen' },
    },
  ])
  const ended = { actor: { handle: 'adam' }, data: { reason: 'suspended', name: 'Alice' } }
  expect(await people.events('sign-in.ended')).toMatchObject([ended, ended])
})

test('a suspended person cannot sign in, which is written down, until they are reinstated', async () => {
  const [adam, alice] = [await people.administrator(), await people.signIn('alice')]
  await suspend(adam, alice.actor.personId)
  await expect(people.enter('alice')).rejects.toMatchObject({
    code: 'ERR_SUSPENDED',
    status: 403,
    message: 'Your access to Daypass is suspended. Ask an administrator.',
  })
  expect(await people.database.signIn.count()).toBe(1)
  const [refused] = await people.events('sign-in.refused')
  expect(refused?.data).toEqual({ code: 'ERR_SUSPENDED' })
  expect(refused?.about).toEqual({ personId: alice.actor.personId })
  await reinstate(adam, alice.actor.personId)
  await people.enter('alice')
  expect(await people.events('person.reinstated')).toMatchObject([
    { actor: { handle: 'adam' }, about: { personId: alice.actor.personId }, data: { handle: 'alice' } },
  ])
})

test('a sign-in that is left over from before a suspension is nobody’s', async () => {
  const [adam, token] = [await people.administrator(), await people.enter('alice')]
  const { personId } = await people.database.signIn.findFirstOrThrow({
    where: { NOT: { personId: adam.actor.personId } },
  })
  const at = { suspendedAt: new Date(), byPersonId: adam.actor.personId }
  await people.database.suspension.create({ data: { id: newId(), personId, reason: 'x', ...at } })
  expect(await findActor(people.system, people.rules, token)).toBeUndefined()
})

test('no text names a suspended person, and nothing says by what it could', async () => {
  const [adam, alice] = [await people.administrator(), await people.signIn('alice', { groups: ['finance'] })]
  const { personId } = alice.actor
  const asNamed = (rule: { groups: string[]; people: string[] }) => people.read((tx) => namedPeople(tx, rule))
  expect(await asNamed({ groups: ['finance'], people: [] })).toHaveLength(1)
  await suspend(adam, personId)
  expect(await asNamed({ groups: ['finance'], people: [] })).toEqual([])
  expect(await asNamed({ groups: [], people: ['alice'] })).toEqual([])
  expect(await people.read((tx) => standingOf(tx, personId))).toBeUndefined()
  expect(await people.read((tx) => lastStandingOf(tx, personId))).toBeUndefined()
  expect(await people.read((tx) => isSuspended(tx, personId))).toBe(true)
  await reinstate(adam, personId)
  expect(await asNamed({ groups: ['finance'], people: ['alice'] })).toHaveLength(1)
  expect(await people.read((tx) => standingOf(tx, personId))).toMatchObject({ groups: ['finance'] })
  expect(await people.read((tx) => isSuspended(tx, personId))).toBe(false)
})

test('only administrators suspend and reinstate, nobody themselves, and nobody who is not there', async () => {
  const [adam, alice] = [await people.administrator(), await people.signIn('alice')]
  for (const verb of [suspend, reinstate]) {
    await expect(verb(alice, adam.actor.personId)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
    await expect(verb(adam, adam.actor.personId)).rejects.toMatchObject({ code: 'ERR_FORBIDDEN' })
    await expect(verb(adam, newId())).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  }
  expect(await people.database.suspension.count()).toBe(0)
})

test('a reason has to be a sentence of letters', () => {
  for (const reason of ['', ' \n ', '...', undefined])
    expect(() => parseInput(suspendPerson.input, { personId: newId(), reason })).toThrow()
})

test('who is suspended is not suspended again, and who is not is not reinstated', async () => {
  const [adam, alice] = [await people.administrator(), await people.signIn('alice')]
  const { personId } = alice.actor
  await expect(reinstate(adam, personId)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
  const both = await Promise.allSettled([suspend(adam, personId), suspend(adam, personId, 'Twice')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(suspend(adam, personId)).rejects.toMatchObject({ code: 'ERR_ALREADY_SUSPENDED', status: 409 })
  expect(await people.events('person.suspended')).toHaveLength(1)
  await reinstate(adam, personId)
  await suspend(adam, personId)
  expect(await people.database.suspension.count()).toBe(2)
})

test('of two administrators who suspend each other at once, one comes too late', async () => {
  const [adam, eve] = [await people.administrator(), await people.administrator('eve')]
  const both = await Promise.allSettled([
    suspend(adam, eve.actor.personId),
    suspend(eve, adam.actor.personId),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'ERR_SUSPENDED' })
  expect(await people.database.suspension.count()).toBe(1)
})

test('a sign-in under way when the suspension commits is refused', async () => {
  const [adam, alice] = [await people.administrator(), await people.signIn('alice')]
  const held = holding(adam)
  const suspending = suspend(held.ctx, alice.actor.personId)
  await held.done
  const entering = people.enter('alice').catch((error: unknown) => error)
  await people.untilSomebodyWaits()
  held.release()
  await suspending
  expect(await entering).toMatchObject({ code: 'ERR_SUSPENDED' })
  expect(await people.database.signIn.count({ where: { personId: alice.actor.personId } })).toBe(0)
})

test('a sign-in that commits while the suspension waits for it ends with the others', async () => {
  const [adam, alice] = [await people.administrator(), await people.signIn('alice')]
  const held = holding(people.system)
  const entering = people.enter('alice', {}, held.ctx)
  await held.done
  const suspending = suspend(adam, alice.actor.personId)
  await people.untilSomebodyWaits()
  held.release()
  const token = await entering
  await suspending
  expect(await findActor(people.system, people.rules, token)).toBeUndefined()
  expect(await people.database.signIn.count({ where: { personId: alice.actor.personId } })).toBe(0)
})

test('whoever asks whether a person is suspended holds the suspension back until they are done', async () => {
  const [adam, alice] = [await people.administrator(), await people.signIn('alice')]
  const held = holding(people.system)
  const asked = held.ctx.inTransaction((tx) => isSuspended(tx, alice.actor.personId))
  await held.done
  const suspending = suspend(adam, alice.actor.personId)
  await people.untilSomebodyWaits()
  expect(await people.database.suspension.count()).toBe(0)
  held.release()
  expect(await asked).toBe(false)
  await suspending
})

test('the facts of a requester are those of their last sign-in, ended or not, and say who is suspended', async () => {
  const adam = await people.administrator()
  const alice = await people.signIn('alice', { groups: ['b', 'a'], managerHandle: 'carla' })
  const { personId } = alice.actor
  const facts = () => people.read((tx) => requesterFactsOf(tx, personId))
  const known = {
    personId,
    handle: 'alice',
    handleIsUnique: true,
    groups: ['a', 'b'],
    managerHandle: 'carla',
  }
  await people.moveClock(3 * 86_400)
  expect(await facts()).toEqual({ ...known, email: 'alice@example.com', suspended: false })
  await suspend({ ...adam, ...people.system }, personId)
  await people.signIn('alice', { subject: 'second' })
  expect(await facts()).toMatchObject({ groups: ['a', 'b'], suspended: true, handleIsUnique: false })
})

test('the manager is who the last sign-in names, and nobody when it names nobody', async () => {
  const first = await people.signIn('alice', { managerHandle: 'carla' })
  expect(first.actor.managerHandle).toBe('carla')
  expect((await people.signIn('alice', { managerHandle: 'chris' })).actor.managerHandle).toBe('chris')
  expect((await people.signIn('alice')).actor.managerHandle).toBeNull()
  expect(await people.events('person.changed')).toMatchObject([
    { data: { managerHandle: 'chris' } },
    { data: { managerHandle: null } },
  ])
  const [created] = await people.events('person.created')
  expect(created?.data['managerHandle']).toBe('carla')
})

test('a stand-in’s or a delegator’s suspension stops the delegation while it lasts', async () => {
  const [adam, alice, ben] = [
    await people.administrator(),
    await people.signIn('alice'),
    await people.signIn('ben'),
  ]
  const [fromPersonId, toPersonId] = [alice.actor.personId, ben.actor.personId]
  const now = Date.now()
  const window = { startsAt: new Date(now - 60_000), endsAt: new Date(now + 60_000) }
  await people.database.delegation.create({
    data: { id: newId(), fromPersonId, toPersonId, ...window, createdAt: new Date(now) },
  })
  const count = async () => (await people.read((tx) => delegatorsOf(tx, toPersonId))).length
  expect(await count()).toBe(1)
  for (const personId of [fromPersonId, toPersonId]) {
    await suspend(adam, personId)
    expect(await count()).toBe(0)
    await reinstate(adam, personId)
    expect(await count()).toBe(1)
  }
})
