import { beforeEach, describe, expect, test } from 'vitest'
import { delegate, suspendPerson } from '../identity/index'
import type { Context } from '../identity/index'
import { newId } from '../kernel/ids'
import {
  decideRequest,
  escalateRequests,
  lapseDueRequests,
  remindOfRequests,
  requestExtension,
  withdrawApproval,
} from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'

const domain = useDomain()
let provider: TestProvider
let worker: ReturnType<typeof mailWorker>

beforeEach(() => {
  provider = testProvider()
  worker = mailWorker(domain, testMailing(provider))
})

const FINANCE = { name: 'Data owner', approvers: { groups: ['finance-approvers'] } }
const PLATFORM = { name: 'Platform', approvers: { groups: ['platform-approvers'] } }
const SCOPE = 's3://finance-reports/2026/'

/** What was sent since somebody looked last: "carla: Alice asks …". */
async function news(): Promise<string[]> {
  const before = provider.taken.length
  await worker.work()
  return provider.taken.slice(before).map(({ to, subject }) => `${to.split('@')[0] ?? ''}: ${subject}`)
}

const lastText = (handle: string) =>
  provider.taken.findLast(({ to }) => to === `${handle}@example.com`)?.text ?? ''

function standIn(from: Context, to: string): Promise<unknown> {
  const [startsAt, endsAt] = [-1000, 3_600_000].map((ms) => new Date(Date.now() + ms).toISOString())
  return call(delegate, from, { id: newId(), to, startsAt, endsAt, comment: null })
}

describe('who stands in for an approver', () => {
  test('is asked too, and told in whose place; not once they stand in no more', async () => {
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    await domain.signIn('bob')
    await standIn(carla, 'bob')
    await domain.request(alice)
    expect((await news()).sort()).toEqual([
      `bob: Alice asks for access: Finance reports, ${SCOPE}, 2 h`,
      `carla: Alice asks for access: Finance reports, ${SCOPE}, 2 h`,
    ])
    expect(lastText('bob')).toContain('You can decide in place of Carla.')
    expect(lastText('carla')).not.toContain('in place of')
    await domain.request(alice)
    await worker.reactToAll()
    await domain.moveClock(3601)
    expect(await news()).toHaveLength(1)
    expect((await worker.mails()).map(({ state }) => state).sort()).toEqual([
      ...['sent', 'sent', 'sent'],
      'superseded',
    ])
  })

  test('is not asked for their own request, in nobody’s place (invariant 5)', async () => {
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    await standIn(carla, 'alice')
    await domain.request(alice)
    expect(await news()).toEqual([`carla: Alice asks for access: Finance reports, ${SCOPE}, 2 h`])
  })
})

test('nobody suspended gets mail: not as an approver, nor as the requester, nor what was written before', async () => {
  const [alice, carla, chris] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
  ]
  const adam = await domain.signIn('adam')
  const requestId = await domain.request(alice)
  await worker.reactToAll()
  await call(suspendPerson, adam, { personId: chris.actor.personId, reason: 'Lost laptop' })
  expect(await news()).toEqual([`carla: Alice asks for access: Finance reports, ${SCOPE}, 2 h`])
  await call(suspendPerson, adam, { personId: alice.actor.personId, reason: 'Lost laptop' })
  await call(decideRequest, carla, await domain.answer(requestId, { outcome: 'deny' }))
  expect(await news()).toEqual([])
  expect(await domain.database.mail.count({ where: { personId: alice.actor.personId } })).toBe(0)
})

describe('a stage that is open again', () => {
  test('is told to those who had no reason to look any more, and not to who took the approval back', async () => {
    await domain.offer({ reports: { approval: 'two-teams' } })
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    await domain.signIn('chris')
    await domain.signIn('dmitri')
    const requestId = await domain.request(alice)
    await call(decideRequest, carla, await domain.answer(requestId))
    await news()
    await call(withdrawApproval, carla, { requestId })
    expect(await news()).toEqual([
      `chris: Waits again: Alice asks for access: Finance reports, ${SCOPE}, 2 h`,
    ])
    expect(lastText('chris')).toContain('Carla took an approval back')
  })

  test('is no news where the stage was open all the time', async () => {
    await domain.offer({ reports: { approval: 'two-of-finance' } })
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    await domain.signIn('chris')
    const requestId = await domain.request(alice)
    await call(decideRequest, carla, await domain.answer(requestId))
    await news()
    await call(withdrawApproval, carla, { requestId })
    expect(await news()).toEqual([])
  })
})

test('a narrowed request is told to whoever decides on it now, with the difference, and to its requester', async () => {
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  const [alice, carla, chris] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('chris'),
  ]
  const requestId = await domain.request(alice)
  await news()
  const narrowing = { durationMinutes: 60 }
  await call(decideRequest, carla, await domain.answer(requestId, { narrowing }))
  expect((await news()).sort()).toEqual([
    `alice: Narrowed: Finance reports, ${SCOPE}`,
    `chris: Narrowed: Alice asks for access: Finance reports, ${SCOPE}, 1 h`,
  ])
  expect(lastText('alice')).toContain('It was made smaller. Duration: 2 h → 1 h.')
  await call(decideRequest, chris, await domain.answer(requestId))
  expect(await news()).toEqual([`alice: Approved: Finance reports, ${SCOPE}`])
  expect(lastText('alice')).toContain('It was made smaller. Duration: 2 h → 1 h.')
})

test('an extension is asked for, and decided, in the thread of the request that it makes longer', async () => {
  const longer = { stages: [FINANCE], extension: { totalMinutes: 300 } }
  await domain.offer({ reports: { approval: 'longer' } }, { longer })
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  await news()
  const asked = { id: newId(), grantId, durationMinutes: 60, reason: 'Not done yet', ticket: null }
  const { requestId } = await call(requestExtension, alice, asked)
  expect(await news()).toEqual([`carla: Alice asks for longer access: Finance reports, ${SCOPE}, 1 h`])
  await call(decideRequest, carla, await domain.answer(requestId))
  expect(await news()).toEqual([`alice: Approved: longer access to Finance reports, ${SCOPE}`])
  const { requestId: first } = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  expect(new Set(provider.taken.map(({ references }) => references))).toEqual(
    new Set([`<${first}@127.0.0.1>`]),
  )
})

test('who waits is reminded of, then others are asked too, then the requester hears that it has lapsed', async () => {
  const pending = {
    limitMinutes: 120,
    remindAfterMinutes: 30,
    escalate: { afterMinutes: 60, to: { groups: ['platform-approvers'] } },
  }
  await domain.offer({ reports: { approval: 'limited' } }, { limited: { stages: [FINANCE], pending } })
  const alice = await domain.signIn('alice')
  await domain.signIn('carla')
  await domain.signIn('dmitri')
  await domain.request(alice)
  await news()
  await domain.moveClock(30 * 60 + 1)
  await remindOfRequests(domain.system)
  expect(await news()).toEqual([`carla: Still waits: Alice asks for access: Finance reports, ${SCOPE}, 2 h`])
  await domain.moveClock(60 * 60 + 1)
  await escalateRequests(domain.system)
  expect((await news()).sort()).toEqual([
    `carla: Escalated: Alice asks for access: Finance reports, ${SCOPE}, 2 h`,
    `dmitri: Escalated: Alice asks for access: Finance reports, ${SCOPE}, 2 h`,
  ])
  expect(lastText('dmitri')).toContain('so the approval policy asks you too')
  expect(lastText('carla')).toContain('so the approval policy asks others too')
  await domain.moveClock(120 * 60 + 1)
  await lapseDueRequests(domain.system)
  expect(await news()).toEqual([`alice: Lapsed: Finance reports, ${SCOPE}`])
  expect(lastText('alice')).toContain('You can ask again.')
})

test('what a rule approved names the rule, and asks nobody', async () => {
  const rules = [{ name: 'on call', when: 'duration.minutes <= 120', autoApprove: true as const }]
  await domain.offer({ reports: { approval: 'auto' } }, { auto: { stages: [PLATFORM], rules } })
  const alice = await domain.signIn('alice')
  await domain.signIn('dmitri')
  await domain.request(alice)
  expect(await news()).toEqual([`alice: Approved: Finance reports, ${SCOPE}`])
  expect(lastText('alice')).toContain('Approved at once by the rule “on call”')
})
