import { expect, test } from 'vitest'
import { parseInput } from '../kernel/verb'
import { newId } from '../kernel/ids'
import { usePeople } from '../testing/people'
import { delegate, listPeople, readPerson, suspendPerson } from './index'
import type { Context } from './index'

const people = usePeople()
const list = (ctx: Context, input: object = {}) => listPeople(ctx, parseInput(listPeople.input, input))
const read = (ctx: Context, personId: string) => readPerson(ctx, parseInput(readPerson.input, { personId }))

test('an administrator goes through everybody page by page, each once, by handle', async () => {
  const adam = await people.administrator()
  for (let number = 10; number < 62; number++) await people.enter(`p${String(number)}`)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await list(adam, cursor === null ? {} : { cursor })
    expect(page.items.length).toBeLessThanOrEqual(25)
    seen.push(...page.items.map(({ handle }) => handle))
    cursor = page.next
  } while (cursor !== null)
  expect(seen).toEqual(['adam', ...Array.from({ length: 52 }, (_, index) => `p${String(index + 10)}`)])
})

test('two people with one handle are both listed over pages', async () => {
  const adam = await people.administrator()
  for (let number = 0; number < 30; number++) await people.enter('twin', { subject: String(number) })
  const first = await list(adam, { q: 'twin' })
  const second = await list(adam, { q: 'twin', cursor: first.next })
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(30)
})

test.each([
  ['ALI', ['alice']],
  ['@elsewhere', ['ben']],
  ['_', ['under_score']],
  ['%', []],
  ['\\', []],
  ['', ['adam', 'alice', 'ben', 'under_score']],
])('the search %j is text in any case, of names, handles and addresses: %j', async (q, handles) => {
  const adam = await people.administrator()
  await people.enter('alice', { email: null })
  await people.enter('ben', { email: 'b@elsewhere.example' })
  await people.enter('under_score')
  expect((await list(adam, { q })).items.map(({ handle }) => handle)).toEqual(handles)
})

test('the suspended can be listed alone', async () => {
  const [adam, alice] = [await people.administrator(), await people.signIn('alice', { groups: ['b', 'a'] })]
  await people.enter('ben')
  expect((await list(adam, { suspended: 'yes' })).items).toEqual([])
  const { suspendedAt } = await suspendPerson(adam, { personId: alice.actor.personId, reason: 'Left' })
  expect((await list(adam, { suspended: 'yes' })).items).toEqual([
    {
      id: alice.actor.personId,
      name: 'Alice',
      handle: 'alice',
      email: 'alice@example.com',
      groups: ['a', 'b'],
      suspendedAt,
    },
  ])
})

test('a person’s page says what is known of them', async () => {
  const adam = await people.administrator()
  const carla = await people.signIn('carla')
  const alice = await people.signIn('alice', { groups: ['engineers'], managerHandle: 'carla' })
  const endsAt = new Date(Date.now() + 3_600_000)
  await delegate(alice, { id: newId(), to: 'carla', startsAt: new Date(), endsAt, comment: null })
  await suspendPerson(adam, { personId: alice.actor.personId, reason: 'Left' })
  const { person } = await read(adam, alice.actor.personId)
  const [started] = (await people.events('sign-in.started')).filter(
    ({ about }) => about.personId === alice.actor.personId,
  )
  expect(person).toMatchObject({
    handle: 'alice',
    groups: ['engineers'],
    lastSignInAt: started?.occurredAt,
    manager: { handle: 'carla', id: carla.actor.personId, name: 'Carla' },
    suspension: { by: { handle: 'adam' }, reason: 'Left' },
    delegations: [{ from: { handle: 'alice' }, to: { handle: 'carla' }, status: 'current' }],
  })
  expect((await read(adam, carla.actor.personId)).person).toMatchObject({
    manager: null,
    suspension: null,
    suspendedAt: null,
    delegations: [{ from: { handle: 'alice' } }],
  })
})

test('a manager’s handle that two people have, or nobody, leads to nobody', async () => {
  const adam = await people.administrator()
  const alice = await people.signIn('alice', { managerHandle: 'carla' })
  const manager = async () => (await read(adam, alice.actor.personId)).person.manager
  expect(await manager()).toEqual({ handle: 'carla', id: null, name: null })
  await people.enter('carla', { subject: 'one' })
  await people.enter('carla', { subject: 'two' })
  expect(await manager()).toEqual({ handle: 'carla', id: null, name: null })
})

test('for anybody who is no administrator there are no such pages, and nobody who is not known has one', async () => {
  const [adam, alice] = [await people.administrator(), await people.signIn('alice', { groups: ['auditors'] })]
  await expect(list(alice)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  await expect(read(alice, alice.actor.personId)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  await expect(read(adam, newId())).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
})
