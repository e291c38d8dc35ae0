import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../identity/index'
import { escalateReviews, reviewBreakGlass, submitRequest } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'

const domain = useDomain()
let provider: TestProvider
let worker: ReturnType<typeof mailWorker>
let alice: Context
let dmitri: Context

const glass = {
  stages: [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }],
  breakGlass: {
    longestMinutes: 60,
    tell: { groups: ['finance-approvers', 'engineers'] },
    review: {
      by: { groups: ['platform-approvers'] },
      withinMinutes: 240,
      escalateTo: { groups: ['administrators'] },
    },
  },
}

beforeEach(async () => {
  provider = testProvider()
  worker = mailWorker(domain, testMailing(provider))
  await domain.offer({ reports: { approval: 'glass' } }, { glass })
  alice = await domain.signIn('alice')
  dmitri = await domain.signIn('dmitri')
  await domain.signIn('carla')
  await domain.signIn('adam')
})

async function news(): Promise<string[]> {
  const before = provider.taken.length
  await worker.work()
  return provider.taken
    .slice(before)
    .map(({ to, subject }) => `${to.split('@')[0] ?? ''}: ${subject}`)
    .sort()
}

async function broken(): Promise<string> {
  const form = await domain.form({ kind: 'break-glass', durationMinutes: 60, incident: 'INC-42' })
  return (await call(submitRequest, alice, form)).requestId
}

const BROKEN = 'BREAK-GLASS: Alice has access to Finance reports, s3://finance-reports/2026/, 1 h'

describe('broken glass', () => {
  test('is told at once to all whom the policy tells, its reviewers, and in whose name it was done', async () => {
    const requestId = await broken()
    expect(await news()).toEqual([`alice: ${BROKEN}`, `carla: ${BROKEN}`, `dmitri: ${BROKEN}`])
    const textTo = (handle: string) =>
      provider.taken.find(({ to }) => to === `${handle}@example.com`)?.text ?? ''
    expect(textTo('alice')).toContain('If this was not you, end the grant now')
    expect(textTo('dmitri')).toContain('Please look at it by')
    expect(textTo('carla')).not.toContain('Please look at it')
    expect(provider.taken[0]?.references).toBe(`<${requestId}@127.0.0.1>`)
  })

  test('cannot be switched off, nor put off into a digest, however often it happens', async () => {
    await domain.asOwner(
      `insert into mail_preferences (person_id, kind, choice) values ($1, 'glass', 'none'), ($2, 'glass', 'digest')`,
      [alice.actor.personId, dmitri.actor.personId],
    )
    for (let count = 0; count < 7; count++) await broken()
    expect(await news()).toHaveLength(21)
  })
})

test('a review that is overdue is told to the reviewers and those of the escalation', async () => {
  await broken()
  await news()
  await domain.moveClock(240 * 60 + 1)
  await escalateReviews(domain.system)
  const overdue = 'REVIEW OVERDUE: Alice broke the glass, Finance reports, s3://finance-reports/2026/'
  expect(await news()).toEqual([`adam: ${overdue}`, `dmitri: ${overdue}`])
})

test('a review made meanwhile is not called overdue', async () => {
  const requestId = await broken()
  await news()
  await domain.moveClock(240 * 60 + 1)
  await escalateReviews(domain.system)
  await worker.reactToAll()
  await call(reviewBreakGlass, await domain.signIn('dmitri'), {
    requestId,
    outcome: 'justified',
    comment: null,
  })
  expect((await news()).filter((one) => one.includes('OVERDUE'))).toEqual([])
})

test('what the review says reaches whoever broke the glass and those who were told, not its author', async () => {
  const requestId = await broken()
  await news()
  const comment = 'There was no incident.'
  await call(reviewBreakGlass, dmitri, { requestId, outcome: 'unjustified', comment })
  const said = 'Not justified: Alice broke the glass, Finance reports, s3://finance-reports/2026/'
  expect(await news()).toEqual([`alice: ${said}`, `carla: ${said}`])
})
