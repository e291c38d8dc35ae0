import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sesAccount, verifiedDomain } from '@/sandbox/aws/ses/account'
import { readMail } from '@/sandbox/mailbox/read'
import { allow, HOME, TestCloud } from '@/sandbox/testing'
import { outgoingMail } from '../testing/mail'
import { createSes } from './ses'

const REGION = 'eu-central-1'

let cloud: TestCloud

beforeEach(async () => {
  cloud = await TestCloud.start()
  verifiedDomain(cloud.state, HOME, REGION, 'example.com')
})
afterEach(() => cloud.close())

const account = () => sesAccount(cloud.state, HOME, REGION)
const transport = (action: string[] = ['ses:SendRawEmail', 'ses:GetSendQuota'], timeoutMs = 10_000) => {
  const credentials = cloud.addUser('worker', allow(action))
  return createSes({ region: REGION, endpoint: cloud.endpoint, credentials, timeoutMs })
}
const delivered = () => Promise.all(cloud.state.mails.map(readMail))
const attempts = () => cloud.cloud.sandbox.calls.list('SendRawEmail')

test('a mail arrives as it was given, and SES’s own id of it is told', async () => {
  const mail = outgoingMail()
  const outcome = await transport().send(mail)
  const [read] = await delivered()
  expect(read).toMatchObject({
    from: mail.from,
    sender: 'daypass@example.com',
    recipients: [{ address: mail.to, bounced: false }],
    subject: mail.subject,
    references: mail.references,
    inReplyTo: mail.references,
    headers: { 'auto-submitted': 'auto-generated' },
  })
  expect(read?.html?.trim()).toBe(mail.html)
  expect(read?.text?.trim()).toBe(mail.text)
  expect(outcome).toEqual({ status: 'sent', providerId: read?.messageId })
  expect(read?.messageId).toMatch(/^<[\da-f-]+@eu-central-1\.amazonses\.com>$/)
})

describe('what trying again does not change is refused', () => {
  test('a recipient who is not verified, without production access', async () => {
    account().productionAccess = false
    expect(await transport().send(outgoingMail({ to: 'carla@example.org' }))).toMatchObject({
      status: 'refused',
      code: 'ERR_MAIL_REFUSED',
    })
  })

  test('a malformed mail, which is not even sent', async () => {
    expect(await transport().send(outgoingMail({ subject: 'a\r\nBcc: eve@example.org' }))).toMatchObject({
      status: 'refused',
      code: 'ERR_MAIL_MALFORMED',
    })
    expect(attempts()).toEqual([])
  })
})

describe('what may work later has failed', () => {
  test('a second’s quota is over in a second', async () => {
    account().maxSendRate = 0
    expect(await transport().send(outgoingMail())).toMatchObject({
      status: 'failed',
      code: 'ERR_MAIL_THROTTLED',
      retryAfterSeconds: 1,
    })
  })

  test('a day’s quota takes longer', async () => {
    account().max24HourSend = 0
    expect(await transport().send(outgoingMail())).toMatchObject({
      status: 'failed',
      code: 'ERR_MAIL_THROTTLED',
      retryAfterSeconds: 3600,
    })
  })

  test.each([true, false])(
    'a sender who is not verified: every mail is from them (production access: %s)',
    async (productionAccess) => {
      account().productionAccess = productionAccess
      const outcome = await transport().send(
        outgoingMail({ from: 'Daypass <daypass@example.net>', to: 'carla@example.org' }),
      )
      expect(outcome).toMatchObject({ status: 'failed', code: 'ERR_MAIL_NOT_ALLOWED' })
      expect(JSON.stringify(outcome)).not.toMatch(/daypass@|carla@/)
    },
  )

  test('a right that is missing', async () => {
    expect(await transport(['ses:SendEmail']).send(outgoingMail())).toMatchObject({
      status: 'failed',
      code: 'ERR_MAIL_NOT_ALLOWED',
    })
  })

  test('credentials that AWS does not know', async () => {
    const credentials = { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x'.repeat(40) }
    const outcome = await createSes({ region: REGION, endpoint: cloud.endpoint, credentials }).send(
      outgoingMail(),
    )
    expect(outcome).toMatchObject({ status: 'failed', code: 'ERR_MAIL_NOT_ALLOWED' })
  })

  test.each([
    ['throttle', 'ERR_MAIL_THROTTLED'],
    ['error-500', 'ERR_MAIL_UNKNOWN'],
    ['rubbish', 'ERR_MAIL_UNKNOWN'],
    ['timeout', 'ERR_MAIL_UNKNOWN'],
    ['drop-after', 'ERR_MAIL_UNKNOWN'],
  ] as const)('%s is %s, after one attempt', async (fault, code) => {
    cloud.cloud.sandbox.faults.order('SendRawEmail', fault, 5)
    const outcome = await transport(['ses:SendRawEmail'], 1000).send(outgoingMail())
    expect(outcome).toMatchObject({ status: 'failed', code })
    expect(attempts()).toHaveLength(1)
  })

  test('SES that cannot be reached', async () => {
    const ses = transport()
    await cloud.close()
    expect(await ses.send(outgoingMail())).toMatchObject({ status: 'failed', code: 'ERR_MAIL_UNREACHABLE' })
  })
})

describe('the quota', () => {
  test('is SES’s own', async () => {
    const ses = transport()
    await ses.send(outgoingMail())
    expect(await ses.quota()).toEqual({ perSecond: 14, per24Hours: 50_000, sentLast24Hours: 1 })
    account().max24HourSend = -1
    expect(await ses.quota()).toMatchObject({ per24Hours: null })
  })

  test('is unknown where SES does not say', async () => {
    expect(await transport(['ses:SendRawEmail']).quota()).toBeNull()
    cloud.cloud.sandbox.faults.order('GetSendQuota', 'rubbish', 1)
    expect(await transport().quota()).toBeNull()
  })
})
