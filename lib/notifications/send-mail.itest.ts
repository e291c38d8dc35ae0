import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../identity/index'
import type { MailOutcome } from '../ports/mail'
import { decideRequest } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { mailContext, mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'
import { takePlace } from './pace-store'
import { sendMail } from './send-mail'

const domain = useDomain()
let provider: TestProvider
let worker: ReturnType<typeof mailWorker>
let alice: Context

beforeEach(async () => {
  provider = testProvider()
  worker = mailWorker(domain, testMailing(provider))
  await domain.signIn('carla')
  alice = await domain.signIn('alice')
})

const DOWN: MailOutcome = { status: 'failed', code: 'ERR_MAIL_UNREACHABLE', sentence: 'SES did not answer.' }
const REFUSED: MailOutcome = { status: 'refused', code: 'ERR_MAIL_REFUSED', sentence: 'No such address.' }

async function states(): Promise<string[]> {
  return (await worker.mails()).map(({ state }) => state)
}

/** Lets the pause after a failure pass, which is of the real clock. */
async function endPause(): Promise<void> {
  await domain.asOwner(`update mail_pace set paused_until = null`)
}

async function requests(count: number): Promise<void> {
  for (let sent = 0; sent < count; sent++) await domain.request(alice)
}

describe('a mail that was sent', () => {
  test('keeps the provider’s own id and its subject', async () => {
    await domain.request(alice)
    await worker.work()
    const [mail] = await worker.mails()
    expect(mail).toMatchObject({ state: 'sent', providerId: '<1@provider>', attempts: 1, errorCode: null })
    expect(mail?.subject).toBe(provider.taken[0]?.subject)
  })

  test('is not sent a second time, whatever calls for it', async () => {
    await domain.request(alice)
    await worker.work()
    const [mail] = await worker.mails()
    await sendMail(mailContext(domain), testMailing(provider), { mailId: mail?.id ?? '' })
    await domain.moveClock(24 * 3600)
    await worker.work()
    expect(provider.taken).toHaveLength(1)
  })

  test('stays sent in the database, and the application cannot change to whom it goes', async () => {
    await domain.request(alice)
    await worker.work()
    await expect(domain.asOwner(`update mails set state = 'pending', settled_at = null`)).rejects.toThrow(
      /stays as it is/,
    )
    await expect(domain.asApplication(`update mails set address = 'eve@example.com'`)).rejects.toThrow(
      /denied/,
    )
    await expect(domain.asApplication(`delete from mails`)).rejects.toThrow(/denied/)
  })
})

describe('a provider that is down', () => {
  test('delays no decision: the grant opens, and the mail waits', async () => {
    provider.answers.push(DOWN)
    const carla = await domain.signIn('carla')
    const requestId = await domain.request(alice)
    await worker.work()
    const { status } = await call(decideRequest, carla, await domain.answer(requestId))
    expect(status).toBe('approved')
    expect(await states()).toEqual(['pending'])
  })

  test('is asked again later and later, and the mail goes once it answers', async () => {
    provider.answers.push(DOWN, DOWN)
    await domain.request(alice)
    await worker.work()
    await endPause()
    await domain.moveClock(14)
    await worker.work()
    expect(provider.taken).toHaveLength(1)
    await domain.moveClock(16)
    await worker.work()
    expect(await worker.mails()).toMatchObject([
      {
        state: 'pending',
        attempts: 2,
        errorCode: 'ERR_MAIL_UNREACHABLE',
        errorSentence: 'SES did not answer.',
      },
    ])
    await endPause()
    await domain.moveClock(16 + 61)
    await worker.work()
    expect(await worker.mails()).toMatchObject([{ state: 'sent', attempts: 3, errorCode: null }])
  })

  test('is not asked once for every mail: after a failure all mail waits', async () => {
    provider.answers.push(DOWN)
    await requests(3)
    await worker.work()
    await domain.moveClock(10)
    await worker.work()
    expect(provider.taken).toHaveLength(1)
    expect(await states()).toEqual(['pending', 'pending', 'pending'])
  })

  test('makes a mail count as dead after ten attempts; it is not tried any more', async () => {
    await domain.request(alice)
    for (let attempt = 1; attempt <= 11; attempt++) {
      provider.answers.push(DOWN)
      await worker.work()
      await endPause()
      await domain.moveClock(attempt * 3700)
    }
    expect(await worker.mails()).toMatchObject([{ state: 'dead', attempts: 10 }])
    expect(provider.taken).toHaveLength(10)
  })

  test('is waited for as long as it says', async () => {
    provider.answers.push({ ...DOWN, code: 'ERR_MAIL_THROTTLED', retryAfterSeconds: 300 })
    await domain.request(alice)
    await worker.work()
    await endPause()
    await domain.moveClock(299)
    await worker.work()
    expect(provider.taken).toHaveLength(1)
    await domain.moveClock(301)
    await worker.work()
    expect(provider.taken).toHaveLength(2)
  })
})

test('what the provider refuses is not tried again', async () => {
  provider.answers.push(REFUSED)
  await domain.request(alice)
  await worker.work()
  await domain.moveClock(7200)
  await worker.work()
  expect(await worker.mails()).toMatchObject([{ state: 'refused', errorCode: 'ERR_MAIL_REFUSED' }])
  expect(provider.taken).toHaveLength(1)
})

test('a worker that dies in an attempt leaves a mail that goes two minutes later (at least once)', async () => {
  provider.answers.push(() => Promise.reject(new Error('the process is gone')))
  await domain.request(alice)
  await worker.reactToAll()
  await expect(worker.sendDue()).rejects.toThrow('the process is gone')
  expect(await worker.mails()).toMatchObject([{ state: 'pending', attempts: 1 }])
  await worker.work()
  expect(provider.taken).toHaveLength(1)
  await domain.moveClock(121)
  await worker.work()
  expect(await worker.mails()).toMatchObject([{ state: 'sent', attempts: 2 }])
})

test('a mail whose job was lost goes all the same', async () => {
  await domain.request(alice)
  await worker.reactToAll()
  await domain.asOwner(`delete from graphile_worker._private_jobs`)
  await domain.moveClock(601)
  await worker.work()
  expect(await states()).toEqual(['sent'])
})

test('of workers that take up one mail at the same moment, one sends it', async () => {
  await domain.request(alice)
  await worker.reactToAll()
  const [mail] = await worker.mails()
  const send = () => sendMail(mailContext(domain), testMailing(provider), { mailId: mail?.id ?? '' })
  await Promise.all([send(), send(), send(), send()])
  expect(provider.taken).toHaveLength(1)
})

test('a mail that one worker is sending is sent by no other', async () => {
  let answer: (outcome: MailOutcome) => void = () => undefined
  provider.answers.push(() => new Promise((resolve) => (answer = resolve)))
  await domain.request(alice)
  await worker.reactToAll()
  const [mail] = await worker.mails()
  const send = () => sendMail(mailContext(domain), testMailing(provider), { mailId: mail?.id ?? '' })
  const first = send()
  await expect.poll(() => provider.taken.length).toBe(1)
  await Promise.all([send(), send()])
  answer({ status: 'sent', providerId: 'one' })
  await first
  expect(provider.taken).toHaveLength(1)
  expect(await worker.mails()).toMatchObject([{ state: 'sent', providerId: 'one' }])
})

describe('one digest instead of a hundred', () => {
  test('seven requests that wait while mail is down come as one mail, and each says so', async () => {
    await requests(7)
    await worker.work()
    expect(provider.taken.map(({ subject }) => subject)).toEqual(['7 requests wait for your decision'])
    const mails = await worker.mails()
    const [sent] = mails.filter(({ state }) => state === 'sent')
    const others = mails.filter(({ state }) => state !== 'sent')
    expect(others.map(({ state, digestId }) => `${state} ${digestId ?? ''}`)).toEqual(
      Array(6).fill(`digested ${sent?.id ?? ''}`),
    )
  })

  test('after five mails within ten minutes the next wait, and then come together', async () => {
    for (let count = 0; count < 12; count++) {
      await domain.request(alice)
      await worker.work()
    }
    expect(provider.taken).toHaveLength(5)
    await domain.moveClock(601)
    await worker.work()
    expect(provider.taken.slice(5).map(({ subject }) => subject)).toEqual([
      '7 requests wait for your decision',
    ])
  })

  test('leaves out what was decided meanwhile', async () => {
    const carla = await domain.signIn('carla')
    await requests(6)
    const decided = await domain.request(alice)
    await worker.reactToAll()
    await call(decideRequest, carla, await domain.answer(decided, { outcome: 'deny' }))
    await worker.sendDue()
    expect(provider.taken.map(({ subject }) => subject)).toEqual(['6 requests wait for your decision'])
  })

  test('does not mix two readers', async () => {
    await domain.signIn('chris')
    await requests(6)
    await worker.work()
    expect(provider.taken.map(({ to }) => to).sort()).toEqual(['carla@example.com', 'chris@example.com'])
  })
})

describe('the provider’s quotas', () => {
  test('so many a second leave over all workers: each takes the next place', async () => {
    const take = () => domain.system.inTransaction((tx) => takePlace(tx, 2))
    expect(await take()).toEqual({ waitMs: 0 })
    // As if others had taken the places of the next minute, so that none of these is over before it is taken.
    await domain.asOwner(`update mail_pace set next_at = clock_timestamp() + interval '1 minute'`)
    const { nextAt: free } = await domain.database.mailPace.findFirstOrThrow()
    const places = await Promise.all([take(), take(), take(), take()])
    for (const place of places) {
      expect(place).toEqual({ waitMs: expect.any(Number) as number })
      expect('waitMs' in place ? place.waitMs : 0).toBeGreaterThan(0)
    }
    const { nextAt } = await domain.database.mailPace.findFirstOrThrow()
    expect(nextAt.getTime() - free.getTime(), 'four places of half a second').toBe(2000)
  })

  test('a day’s quota that is used up stops all mail; nothing is lost', async () => {
    provider.limits = { perSecond: 14, per24Hours: 200, sentLast24Hours: 200 }
    await domain.request(alice)
    await worker.work()
    expect(provider.taken).toEqual([])
    expect(await worker.mails()).toMatchObject([{ state: 'pending', attempts: 0 }])
    provider.limits = { perSecond: 14, per24Hours: 200, sentLast24Hours: 100 }
    await endPause()
    await domain.moveClock(601)
    await mailWorker(domain, testMailing(provider)).work()
    expect(await states()).toEqual(['sent'])
  })
})
