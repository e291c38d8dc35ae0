import { beforeEach, describe, expect, test } from 'vitest'
import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { Context } from '../identity/index'
import type { MailOutcome } from '../ports/mail'
import { call, useDomain } from '../testing/domain'
import { mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'
import { listDeadMails, sendMailAgain } from './index'

const domain = useDomain()
let provider: TestProvider
let worker: ReturnType<typeof mailWorker>
let alice: Context

beforeEach(async () => {
  provider = testProvider()
  worker = mailWorker(domain, testMailing(provider))
  alice = await domain.signIn('alice')
})

const REFUSED: MailOutcome = { status: 'refused', code: 'ERR_MAIL_REFUSED', sentence: 'No such address.' }
const readers = () => provider.taken.map(({ to }) => to)
const states = async () => (await worker.mails()).map(({ state }) => state)

describe('a mail goes to where its reader is reached when it leaves', () => {
  test('not to where they were when it was written', async () => {
    const carla = await domain.signIn('carla')
    await domain.grant(alice, [carla])
    await worker.reactToAll()
    await domain.signIn('alice', { email: 'alice@new.example.com' })
    await worker.sendDue()
    expect(readers()).toEqual(['alice@new.example.com'])
  })

  test('also when an administrator has it sent again, and the list says so', async () => {
    await domain.signIn('carla')
    const adam = await domain.signIn('adam', { groups: ['administrators'] })
    provider.answers.push(REFUSED)
    await domain.request(alice)
    await worker.work()
    await domain.signIn('carla', { email: 'carla@new.example.com' })
    const { items } = await call(listDeadMails, adam, {})
    expect(items).toMatchObject([{ to: { address: 'carla@new.example.com' } }])
    await call(sendMailAgain, adam, { mailId: items[0]?.id })
    await worker.work()
    expect(readers()).toEqual(['carla@example.com', 'carla@new.example.com'])
  })

  test('also for somebody who has not signed in: the address that the catalogue lists now', async () => {
    await domain.asOwner(
      `insert into listed_members (group_name, handle, email) values ('finance-approvers', 'fay', 'fay@old.example.com')`,
    )
    await domain.request(alice)
    await worker.reactToAll()
    await domain.asOwner(`update listed_members set email = 'fay@example.com'`)
    await worker.sendDue()
    expect(readers()).toEqual(['fay@example.com'])
  })

  test('and to nobody when they have no address any more', async () => {
    await domain.signIn('carla')
    await domain.request(alice)
    await worker.reactToAll()
    await domain.asOwner(`update people set email = null where handle = 'carla'`)
    await worker.sendDue()
    expect(readers()).toEqual([])
    expect(await states()).toEqual(['superseded'])
  })

  test('and two who had one address after the other do not share a digest', async () => {
    await domain.signIn('carla', { email: 'desk@example.com' })
    for (let count = 0; count < 4; count++) await domain.request(alice)
    await worker.reactToAll()
    await domain.signIn('carla')
    await domain.signIn('chris', { email: 'desk@example.com' })
    for (let count = 0; count < 3; count++) await domain.request(alice)
    for (let round = 0; round < 4; round++) await worker.work()
    const told = (address: string) =>
      provider.taken
        .filter(({ to }) => to === address)
        .reduce((sum, { subject }) => sum + Number(/^(\d+) requests/.exec(subject)?.[1] ?? 1), 0)
    expect([told('carla@example.com'), told('desk@example.com')]).toEqual([7, 3])
    expect(await states()).not.toContain('pending')
  })
})

describe('a mail about a failed delivery', () => {
  async function failed(): Promise<void> {
    const grantId = await domain.grant(alice, [await domain.signIn('carla')])
    const { requestId, personId } = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
    await worker.work()
    provider.taken.length = 0
    await domain.system.inTransaction(async (tx) =>
      append(tx, {
        ...{ type: 'secret.failed', at: await databaseNow(tx), actor: { kind: 'daypass' } },
        about: { grantId, requestId, personId },
        data: { name: 'Reports', code: 'ERR_INTERNAL', sentence: 'It is foreign.' },
      }),
    )
    await worker.reactToAll()
  }

  test('does not go to somebody who owns the entitlement no more', async () => {
    await failed()
    await domain.signIn('carla', { groups: ['engineers'] })
    await worker.sendDue()
    expect(readers()).toEqual(['alice@example.com'])
    expect((await states()).filter((state) => state === 'superseded')).toHaveLength(1)
  })

  test('goes to owner and requester otherwise', async () => {
    await failed()
    await worker.sendDue()
    expect(readers().sort()).toEqual(['alice@example.com', 'carla@example.com'])
  })
})

describe('where very many can decide', () => {
  const list = (group: string, from: number, to: number) =>
    domain.asOwner(
      `insert into listed_members (group_name, handle, email)
       select $1, format('p%s', to_char(n, 'FM0000')), format('p%s@example.com', to_char(n, 'FM0000'))
       from generate_series($2::int, $3::int) n`,
      [group, from, to],
    )

  test('each of them gets a mail, the hundredth too', async () => {
    await list('finance-approvers', 1, 230)
    await domain.request(alice)
    for (let round = 0; round < 3; round++) await worker.work()
    expect(new Set(readers()).size).toBe(230)
    expect(new Set(await states())).toEqual(new Set(['sent']))
  })

  test('those whom the policy of then and of now both name get one, however far down the list', async () => {
    await list('finance-approvers', 1, 120)
    await list('platform-approvers', 118, 300)
    await domain.request(alice)
    await domain.offer({ reports: { approval: 'platform' } })
    await list('finance-approvers', 1, 120)
    await list('platform-approvers', 118, 300)
    await worker.work()
    expect(readers().sort()).toEqual(['p0118@example.com', 'p0119@example.com', 'p0120@example.com'])
  })
})
