import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '../identity/index'
import { log } from '../kernel/log'
import type { DrawLetter } from '../ports/letter'
import type { MailOutcome } from '../ports/mail'
import { call, useDomain } from '../testing/domain'
import { mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'
import { listDeadMails, queueDueMails } from './index'

const domain = useDomain()
const POISON = { reason: 'poison' }
let provider: TestProvider
let alice: Context

beforeEach(async () => {
  provider = testProvider()
  vi.spyOn(log, 'error').mockReturnValue()
  await domain.signIn('carla')
  alice = await domain.signIn('alice')
})

const working = () => mailWorker(domain, testMailing(provider))
const drawing = (draw: DrawLetter) => mailWorker(domain, { ...testMailing(provider), draw })
const subjects = () => provider.taken.map(({ subject }) => subject)
const jobs = () =>
  domain.asOwner(`select id from graphile_worker._private_jobs where payload ->> 'mailId' is not null`)

/** As many rounds as a mail gets attempts, and some more. */
async function workForDays(worker: ReturnType<typeof mailWorker>): Promise<void> {
  for (let round = 1; round <= 13; round++) {
    await worker.work()
    await domain.moveClock(round * 3700)
    await domain.asOwner(`update mail_pace set paused_until = null`)
  }
}

const requestPoison = () =>
  domain.request(alice, {
    scope: { kind: 's3', bucket: 'finance-reports', prefix: '2026/poison/', level: 'read', delete: false },
  })

/** From now on nothing can be said of what `requestPoison` asks for. */
function breakPoison(): void {
  const policyAsSent = domain.aws.policyAsSent.bind(domain.aws)
  vi.spyOn(domain.aws, 'policyAsSent').mockImplementation((policy, endsAt) => {
    const text = policyAsSent(policy, endsAt)
    if (text.includes('poison')) throw new Error('no policy comes of this')
    return text
  })
}

describe('a mail that cannot be written', () => {
  test('is given up after ten attempts, and listed for administrators', async () => {
    await requestPoison()
    const worker = working()
    await worker.reactToAll()
    breakPoison()
    await workForDays(worker)
    expect(await worker.mails()).toMatchObject([{ state: 'dead', attempts: 10, errorCode: 'ERR_INTERNAL' }])
    expect(provider.taken).toEqual([])
    expect(log.error).toHaveBeenCalledTimes(10)
    const adam = await domain.signIn('adam', { groups: ['administrators'] })
    expect((await call(listDeadMails, adam, {})).items).toMatchObject([{ state: 'dead' }])
  })

  test('holds up no other mail, nor the digest that it would have been in', async () => {
    for (let count = 0; count < 3; count++) await domain.request(alice)
    await requestPoison()
    for (let count = 0; count < 3; count++) await domain.request(alice)
    const worker = working()
    await worker.reactToAll()
    breakPoison()
    await worker.work()
    expect(subjects()).toEqual(['6 requests wait for your decision'])
    const left = (await worker.mails()).filter(({ state }) => state === 'pending')
    expect(left).toMatchObject([{ attempts: 1, errorCode: 'ERR_INTERNAL' }])
    await domain.request(alice)
    await worker.work()
    expect(provider.taken).toHaveLength(2)
  })
})

describe('a letter that cannot be drawn', () => {
  test('is given up after ten attempts', async () => {
    await domain.request(alice)
    const worker = drawing(() => Promise.reject(new Error('cannot be drawn')))
    await workForDays(worker)
    expect(await worker.mails()).toMatchObject([{ state: 'dead', attempts: 10, errorCode: 'ERR_INTERNAL' }])
  })

  test('is left out of the digest, which goes', async () => {
    for (let count = 0; count < 3; count++) await domain.request(alice)
    await domain.request(alice, POISON)
    for (let count = 0; count < 3; count++) await domain.request(alice)
    const worker = drawing((letter) =>
      JSON.stringify(letter).includes('poison')
        ? Promise.reject(new Error('cannot be drawn'))
        : testMailing(provider).draw(letter),
    )
    await worker.work()
    await worker.work()
    expect(subjects()).toEqual(['6 requests wait for your decision'])
    await workForDays(worker)
    expect((await worker.mails()).map(({ state }) => state).sort()).toEqual([
      'dead',
      ...Array<string>(5).fill('digested'),
      'sent',
    ])
  })
})

test('a mail in whose attempts workers die is given up after ten', async () => {
  await domain.request(alice)
  const worker = working()
  await worker.reactToAll()
  for (let attempt = 1; attempt <= 12; attempt++) {
    provider.answers.push(() => Promise.reject(new Error('the process is gone')))
    await worker.sendDue().catch(() => undefined)
    await domain.moveClock(attempt * 121)
  }
  expect(provider.taken).toHaveLength(10)
  expect(await worker.mails()).toMatchObject([{ state: 'dead', attempts: 10, errorCode: 'ERR_MAIL_UNKNOWN' }])
})

test('a mail has one job at most, however often its job is late', async () => {
  await domain.request(alice)
  await working().reactToAll()
  for (let late = 1; late <= 3; late++) {
    await domain.moveClock(late * 601)
    expect(await queueDueMails(domain.system)).toBe(1)
  }
  expect(await jobs()).toHaveLength(1)
})

test('what a mail server says of one mailbox holds up nobody else’s mail', async () => {
  await domain.signIn('chris')
  const busy: MailOutcome = {
    ...{ status: 'deferred', code: 'ERR_MAIL_THROTTLED', sentence: 'The mailbox is busy.' },
    retryAfterSeconds: 60,
  }
  provider.answers.push(busy)
  await domain.request(alice)
  const worker = working()
  await worker.work()
  expect((await worker.mails()).map(({ state }) => state).sort()).toEqual(['pending', 'sent'])
  await domain.moveClock(61)
  await worker.work()
  expect((await worker.mails()).map(({ state }) => state)).toEqual(['sent', 'sent'])
})
