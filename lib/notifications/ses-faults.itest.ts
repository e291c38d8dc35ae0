import { beforeEach, describe, expect, test } from 'vitest'
import { FAULT_KINDS } from '@/sandbox/aws/faults'
import type { FaultKind } from '@/sandbox/aws/faults'
import { sesAccount, verifiedDomain } from '@/sandbox/aws/ses/account'
import { allow, HOME } from '@/sandbox/testing'
import { createSes } from '../mail/ses'
import type { MailQuota, MailTransport } from '../ports/mail'
import { decideRequest } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { mailWorker, testMailing } from '../testing/mail-worker'

const domain = useDomain()
const REGION = 'eu-central-1'
let transport: MailTransport
let worker: ReturnType<typeof mailWorker>

beforeEach(() => {
  const { cloud } = domain
  verifiedDomain(cloud.state, HOME, REGION, 'example.com')
  const credentials = cloud.addUser('mailer', allow(['ses:SendRawEmail', 'ses:GetSendQuota']))
  // Long enough for every call that is answered, also where the machine is busy.
  transport = createSes({ region: REGION, endpoint: cloud.endpoint, credentials, timeoutMs: 3000 })
  worker = mailWorker(domain, testMailing(transport))
})

const attempts = () => domain.cloud.cloud.sandbox.calls.list('SendRawEmail')
const arrived = () => domain.cloud.state.mails.flatMap(({ recipients }) => recipients)

/** A minute later, with the pause after a failure over. */
async function aMinuteLater(): Promise<void> {
  await domain.asOwner(`update mail_pace set paused_until = null`)
  await domain.moveClock(61)
}

describe.each(FAULT_KINDS)('SES that fails once (%s)', (kind: FaultKind) => {
  test('holds up no decision, and the mail arrives afterwards, at least once', async () => {
    const [carla, alice] = [await domain.signIn('carla'), await domain.signIn('alice')]
    const requestId = await domain.request(alice)
    domain.cloud.cloud.sandbox.faults.order('SendRawEmail', kind, 1)
    await worker.work()
    expect(await worker.mails()).toMatchObject([{ state: 'pending', attempts: 1, providerId: null }])
    await aMinuteLater()
    await worker.work()
    const mails = await worker.mails()
    expect(mails).toMatchObject([{ state: 'sent', attempts: 2, errorCode: null }])
    expect(mails[0]?.providerId).toMatch(/^<.+@eu-central-1\.amazonses\.com>$/)
    // What SES took although its answer was lost comes twice: nobody can tell that it did.
    expect(arrived()).toHaveLength(kind.endsWith('-after') ? 2 : 1)
    expect(await call(decideRequest, carla, await domain.answer(requestId))).toMatchObject({
      status: 'approved',
    })
  })
})

describe('an address', () => {
  const listed = (email: string) =>
    domain.asOwner(
      `insert into listed_members (group_name, handle, email) values ('finance-approvers', 'fay', $1)`,
      [email],
    )

  test.each([
    'not an address',
    'fay@',
    'fay@example.com\r\nBcc: eve@example.com',
    'fay@example.com, eve@example.com',
  ])('that is none gets nothing, and nobody else does: %j', async (email) => {
    await listed(email)
    await domain.request(await domain.signIn('alice'))
    await worker.work()
    expect(await worker.mails()).toMatchObject([{ state: 'refused', attempts: 1 }])
    expect(arrived()).toEqual([])
  })

  test('that bounces has been sent to, as far as SES knows', async () => {
    await listed('bounce@simulator.amazonses.com')
    await domain.request(await domain.signIn('alice'))
    await worker.work()
    expect(await worker.mails()).toMatchObject([{ state: 'sent' }])
    expect(arrived()).toMatchObject([{ bounced: true }])
  })
})

describe('SES’s quotas', () => {
  test('are kept to: with two mails a second four take more than a second, and none is throttled', async () => {
    // SES counts by its own seconds, into which a mail that was held up on its way may fall: it lets one more pass than
    // the worker is told.
    Object.assign(sesAccount(domain.cloud.state, HOME, REGION), { maxSendRate: 3 })
    const quota = async (): Promise<MailQuota | null> => {
      const told = await transport.quota()
      return told && { ...told, perSecond: told.perSecond - 1 }
    }
    worker = mailWorker(domain, testMailing({ ...transport, quota }))
    for (const handle of ['carla', 'chris', 'cleo', 'cora'])
      await domain.signIn(handle, { groups: ['finance-approvers'] })
    await domain.request(await domain.signIn('alice'))
    const before = performance.now()
    await worker.work()
    expect(performance.now() - before).toBeGreaterThan(1000)
    expect((await worker.mails()).map(({ state, attempts: made }) => `${state} ${String(made)}`)).toEqual(
      Array(4).fill('sent 1'),
    )
    expect(attempts()).toHaveLength(4)
  })

  test('of a day that are used up stop mail before SES is asked to send', async () => {
    Object.assign(sesAccount(domain.cloud.state, HOME, REGION), { max24HourSend: 0 })
    await domain.signIn('carla')
    await domain.request(await domain.signIn('alice'))
    await worker.work()
    expect(attempts()).toEqual([])
    expect(await worker.mails()).toMatchObject([{ state: 'pending', attempts: 0 }])
  })
})
