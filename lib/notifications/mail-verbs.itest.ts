import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../identity/index'
import { newId } from '../kernel/ids'
import type { MailOutcome } from '../ports/mail'
import { cancelRequest } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'
import {
  changeMailPreferences,
  listDeadMails,
  listExhaustedJobs,
  readMailPreferences,
  runJobAgain,
  sendMailAgain,
} from './index'

const domain = useDomain()
let provider: TestProvider
let worker: ReturnType<typeof mailWorker>
let alice: Context
let carla: Context
let adam: Context

beforeEach(async () => {
  provider = testProvider()
  worker = mailWorker(domain, testMailing(provider))
  carla = await domain.signIn('carla')
  alice = await domain.signIn('alice')
  adam = await domain.signIn('adam', { groups: ['administrators'] })
})

const REFUSED: MailOutcome = { status: 'refused', code: 'ERR_MAIL_REFUSED', sentence: 'No such address.' }

describe('what each person chooses', () => {
  const choose = (who: Context, kind: string, choice: string) =>
    call(changeMailPreferences, who, { changes: [{ kind, choice }] })

  test('starts as every mail by itself, with what may be chosen instead and why not everything', async () => {
    const { address, preferences } = await call(readMailPreferences, carla, {})
    expect(address).toBe('carla@example.com')
    expect(preferences.map(({ kind, choice }) => `${kind} ${choice}`)).toEqual([
      'wanted each',
      'question each',
      'decided each',
      'ready each',
      'ending each',
      'ended each',
      'undelivered each',
      'glass each',
      'policy each',
    ])
    expect(preferences[0]).toMatchObject({
      name: 'A request waits for your decision',
      choices: ['each', 'digest'],
      whyForced: 'Somebody waits for your answer, so these mails cannot be switched off.',
    })
  })

  test('holds: a kind that was switched off is not written any more, for this person alone', async () => {
    await choose(alice, 'decided', 'none')
    await domain.grant(alice, [carla])
    await domain.grant(await domain.signIn('bob'), [carla])
    await worker.work()
    expect(provider.taken.map(({ to }) => to)).toEqual(['bob@example.com'])
  })

  test('holds also for a mail that was written before it was chosen', async () => {
    await domain.grant(alice, [carla])
    await worker.reactToAll()
    await choose(alice, 'decided', 'none')
    await worker.work()
    expect(provider.taken).toEqual([])
  })

  test('as a digest is at most one mail an hour', async () => {
    await choose(carla, 'wanted', 'digest')
    for (let count = 0; count < 3; count++) {
      await domain.request(alice)
      await worker.work()
    }
    expect(provider.taken).toHaveLength(1)
    await domain.moveClock(3601)
    await worker.work()
    expect(provider.taken[1]?.subject).toBe('2 requests wait for your decision')
  })

  test.each(['wanted', 'question', 'undelivered', 'glass', 'policy'])(
    'cannot be “none” for %s: nothing of the change is kept',
    async (kind) => {
      const changes = [
        { kind: 'ended', choice: 'none' },
        { kind, choice: 'none' },
      ]
      await expect(call(changeMailPreferences, carla, { changes })).rejects.toMatchObject({
        code: 'ERR_INPUT',
        fields: [{ field: kind }],
      })
      expect(await domain.database.mailPreference.count()).toBe(0)
    },
  )

  test('is logged, unless it was so already', async () => {
    await choose(carla, 'ended', 'digest')
    await choose(carla, 'ended', 'digest')
    expect(await domain.events('mail-preferences.changed')).toMatchObject([
      { about: { personId: carla.actor.personId }, data: { kind: 'ended', choice: 'digest' } },
    ])
  })
})

describe('mails that nobody tries to send any more', () => {
  beforeEach(async () => {
    provider.answers.push(REFUSED)
    await domain.request(alice)
    await worker.work()
  })

  test('are listed for administrators with what was wrong, and for nobody else', async () => {
    const { items } = await call(listDeadMails, adam, {})
    expect(items).toMatchObject([
      {
        state: 'refused',
        kindName: 'A request waits for your decision',
        to: { name: 'Carla', address: 'carla@example.com' },
        attempts: 1,
        errorCode: 'ERR_MAIL_REFUSED',
        errorSentence: 'No such address.',
      },
    ])
    for (const who of [alice, carla, await domain.signIn('audrey')])
      await expect(call(listDeadMails, who, {})).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  })

  test('go when an administrator has them sent again, which is logged; others cannot', async () => {
    const mailId = (await worker.mails())[0]?.id
    await expect(call(sendMailAgain, carla, { mailId })).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
    await call(sendMailAgain, adam, { mailId })
    await expect(call(sendMailAgain, adam, { mailId })).rejects.toMatchObject({
      code: 'ERR_CHANGED_MEANWHILE',
    })
    await worker.work()
    expect(await worker.mails()).toMatchObject([{ state: 'sent', attempts: 1, errorCode: null }])
    expect(await domain.events('mail.sent-again')).toMatchObject([{ data: { mailId, kind: 'wanted' } }])
    expect((await call(listDeadMails, adam, {})).items).toEqual([])
  })

  test('are not sent again when what they say is true no more', async () => {
    const [mail] = await worker.mails()
    await call(cancelRequest, alice, { requestId: mail?.requestId })
    await call(sendMailAgain, adam, { mailId: mail?.id })
    await worker.work()
    expect(provider.taken).toHaveLength(1)
    expect((await worker.mails())[0]?.state).toBe('superseded')
  })
})

describe('jobs that failed as often as they may', () => {
  async function exhaust(): Promise<string> {
    const [job] = await domain.asOwner<{ id: string }>(
      `update graphile_worker._private_jobs set attempts = max_attempts, last_error = $1
       where id = (select max(id) from graphile_worker._private_jobs) returning id::text as id`,
      [`Error: there is no event\u202E ${newId()}\n    at somewhere`],
    )
    return job?.id ?? ''
  }

  test('are listed for administrators alone, by the first line of what went wrong', async () => {
    const id = await exhaust()
    const { items } = await call(listExhaustedJobs, adam, {})
    expect(items).toMatchObject([{ id, task: 'react', attempts: 25 }])
    expect(items[0]?.lastError).toMatch(/^Error: there is no event\[U\+202E\] [0-9a-f-]+$/)
    await expect(call(listExhaustedJobs, carla, {})).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  })

  test('run again when an administrator says so, once, and it is logged', async () => {
    const jobId = await exhaust()
    await expect(call(runJobAgain, carla, { jobId })).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
    expect(await call(runJobAgain, adam, { jobId })).toEqual({ task: 'react' })
    await expect(call(runJobAgain, adam, { jobId })).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
    const jobs = await domain.asOwner(`select attempts from graphile_worker.jobs where id = $1`, [jobId])
    expect(jobs).toEqual([{ attempts: 0 }])
    expect(await domain.events('job.run-again')).toMatchObject([{ data: { jobId, task: 'react' } }])
  })
})
