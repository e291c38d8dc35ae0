import {
  DeleteIdentityCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  ListIdentitiesCommand,
  SendEmailCommand,
  SendRawEmailCommand,
  SESClient,
  VerifyDomainIdentityCommand,
  VerifyEmailIdentityCommand,
} from '@aws-sdk/client-ses'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allow, failure, HOME, TestCloud, type Credentials } from '../../testing'
import type { PolicyDocument } from '../../world-state'
import { sesAccount, verifiedDomain } from './account'

const REGION = 'eu-central-1'

let cloud: TestCloud
const clients: SESClient[] = []

beforeEach(async () => {
  cloud = await TestCloud.start()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await cloud.close()
})

function ses(credentials: Credentials = cloud.admin(), region = REGION): SESClient {
  const client = new SESClient({ endpoint: cloud.endpoint, region, credentials, maxAttempts: 1 })
  clients.push(client)
  return client
}

/** An account that may send from example.com to everybody, unless told otherwise. */
function production(change: Partial<ReturnType<typeof sesAccount>> = {}): void {
  verifiedDomain(cloud.state, HOME, REGION, 'example.com')
  Object.assign(sesAccount(cloud.state, HOME, REGION), change)
}

const FROM = 'daypass@example.com'

const raw = (...lines: string[]) =>
  new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(lines.join('\r\n')) } })
const simple = (to = 'alice@example.org', from = FROM) =>
  raw(`From: ${from}`, `To: ${to}`, 'Subject: Hello', '', 'Hi.')

const stored = () =>
  cloud.state.mails.map(({ id, sender, recipients, rawBase64 }) => ({
    id,
    sender,
    recipients,
    raw: Buffer.from(rawBase64, 'base64').toString('utf8'),
  }))

describe('a raw mail', () => {
  beforeEach(() => production())

  test('is delivered as it is, but for Message-ID and Date, which SES writes', async () => {
    const { MessageId = '' } = await ses().send(
      raw(
        'Message-ID: <mine@example.com>',
        'Date: Thu, 1 Jan 1970 00:00:00 +0000',
        `From: Daypass <${FROM}>`,
        'To: =?UTF-8?Q?Al=C3=AFce?= <alice@example.org>,',
        ' ben@example.org',
        'Bcc: carla@example.org',
        'References: <request-1@example.com>',
        'Subject: Hello',
        '',
        'Hi.',
        '',
        'Zoë',
      ),
    )
    const [mail] = stored()
    expect(mail).toMatchObject({ id: MessageId, sender: FROM })
    expect(mail?.recipients.map(({ address }) => address)).toEqual([
      'alice@example.org',
      'ben@example.org',
      'carla@example.org',
    ])
    expect(mail?.raw).toContain(`Message-ID: <${MessageId}@eu-central-1.amazonses.com>\r\n`)
    expect(mail?.raw).not.toMatch(/mine@example|1970|Bcc/)
    expect(mail?.raw).toContain('References: <request-1@example.com>\r\nSubject: Hello\r\n\r\nHi.\r\n\r\nZoë')
    expect(new Date(/^Date: (.*)$/m.exec(mail?.raw ?? '')?.[1] ?? '').getTime()).toBeGreaterThan(
      Date.now() - 60_000,
    )
  })

  test('goes to the destinations that are named, whatever its header says', async () => {
    const command = simple('somebody@example.org')
    command.input.Destinations = ['ben@example.org']
    await ses().send(command)
    expect(stored()[0]?.recipients).toEqual([{ address: 'ben@example.org', bounced: false }])
  })

  test.each([
    ['bounce@simulator.amazonses.com', true],
    ['bounce+label@simulator.amazonses.com', true],
    ['success@simulator.amazonses.com', false],
  ])('to %s is accepted, and bounces: %s', async (to, bounced) => {
    await ses().send(simple(to))
    expect(stored()[0]?.recipients).toEqual([{ address: to, bounced }])
  })

  test.each([
    [['To: a@b.org', '', ''], "InvalidParameterValue: Missing required header 'From'."],
    [
      [`From: ${FROM}`, 'To: a@b.org', 'Subject: a', 'Subject: b', '', ''],
      "InvalidParameterValue: Duplicate header 'Subject'.",
    ],
    [[`From: ${FROM}`, 'Subject: a', '', ''], "InvalidParameterValue: Missing required header 'To'."],
    [[`From: ${FROM}`, 'To: alice', '', ''], "InvalidParameterValue: Missing final '@domain'"],
    [[`From: ${FROM}`, 'To: a@b..org', '', ''], 'InvalidParameterValue: Domain contains dot-dot'],
    [
      [`From: ${FROM}`, 'To: zoë@b.org', '', ''],
      'InvalidParameterValue: Local address contains control or whitespace',
    ],
    [
      [`From: ${FROM}`, 'To: a@bücher.org', '', ''],
      'InvalidParameterValue: Domain contains control or whitespace',
    ],
    [
      [`From: ${FROM}`, 'no header', '', ''],
      'InvalidParameterValue: Expected a header field with a name and a colon.',
    ],
  ])('%j is refused', async (lines, message) => {
    expect(await failure(ses().send(raw(...lines)))).toBe(message)
    expect(stored()).toEqual([])
  })

  test('has 10 MiB at most', async () => {
    const large = raw(`From: ${FROM}`, 'To: a@b.org', '', 'x'.repeat(10 * 1024 * 1024))
    expect(await failure(ses().send(large))).toMatch(
      /^InvalidParameterValue: Message length is more than 10485760 bytes long: '\d+'\.$/,
    )
  })

  test('has 50 recipients at most', async () => {
    const to = Array.from({ length: 51 }, (_, i) => `a${i}@b.org`).join(', ')
    expect(await failure(ses().send(simple(to)))).toBe('InvalidParameterValue: Recipient count exceeds 50.')
  })

  test('names no configuration set, for there is none', async () => {
    const command = simple()
    command.input.ConfigurationSetName = 'set'
    expect(await failure(ses().send(command))).toBe(
      'ConfigurationSetDoesNotExist: Configuration set <set> does not exist.',
    )
  })
})

describe('a mail made from its parts', () => {
  beforeEach(() => production())

  const parts = (subject: string, body: object) =>
    new SendEmailCommand({
      Source: `Daypass <${FROM}>`,
      Destination: { ToAddresses: ['alice@example.org'], BccAddresses: ['ben@example.org'] },
      ReplyToAddresses: ['carla@example.org'],
      ReturnPath: 'bounces@example.com',
      Message: { Subject: { Data: subject }, Body: body },
    })

  test('holds text and HTML', async () => {
    const subject = `Größe: „äöü“ ${'🗝'.repeat(30)} end`
    const { MessageId } = await ses().send(
      parts(subject, { Text: { Data: 'Tëxt' }, Html: { Data: '<b>x</b>' } }),
    )
    const [mail] = stored()
    expect(mail).toMatchObject({ id: MessageId, sender: 'bounces@example.com' })
    expect(mail?.raw).toContain('Reply-To: carla@example.org\r\n')
    expect(mail?.raw).not.toContain('ben@example.org')
    expect((await PostalMime.parse(mail?.raw ?? '')).subject).toBe(subject)
    expect(mail?.raw).toContain(Buffer.from('Tëxt').toString('base64'))
    expect(mail?.raw).toContain(Buffer.from('<b>x</b>').toString('base64'))
    for (const line of mail?.raw.split('\r\n') ?? []) expect(line.length).toBeLessThan(120)
  })

  test('takes no line break into its header', async () => {
    expect(await failure(ses().send(parts('a\r\nBcc: eve@example.org', { Text: { Data: 'x' } })))).toMatch(
      /^InvalidParameterValue: /,
    )
    expect(stored()).toEqual([])
  })
})

describe('who may be written from and to', () => {
  test('is a verified sender to verified recipients, until there is production access', async () => {
    const client = ses()
    await client.send(new VerifyDomainIdentityCommand({ Domain: 'Example.com' }))
    expect(await failure(client.send(simple()))).toBe(
      'MessageRejected: Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: alice@example.org',
    )
    await client.send(new VerifyEmailIdentityCommand({ EmailAddress: 'alice@example.org' }))
    await client.send(simple('Alice <alice+label@example.org>'))
    sesAccount(cloud.state, HOME, REGION).sendings = []
    expect(await failure(client.send(simple('Alice@example.org')))).toMatch(/^MessageRejected/)
    expect(stored()).toHaveLength(1)
  })

  test('each Region knows its own identities', async () => {
    production()
    expect(await failure(ses(cloud.admin(), 'us-east-1').send(simple()))).toBe(
      'MessageRejected: Email address is not verified. The following identities failed the check in region US-EAST-1: daypass@example.com, alice@example.org',
    )
  })

  test.each(['eve@example.net', 'eve@notexample.com', 'eve@example.com.evil.net'])(
    'not as %s',
    async (from) => {
      production()
      expect(await failure(ses().send(simple('a@b.org', from)))).toMatch(/^MessageRejected/)
    },
  )

  test('a domain speaks for those below it', async () => {
    production()
    await ses().send(simple('a@b.org', 'eve@mail.example.com'))
    expect(stored()).toHaveLength(1)
  })

  test('an envelope’s sender is held to it too', async () => {
    production()
    const command = simple()
    command.input.Source = 'eve@example.net'
    expect(await failure(ses().send(command))).toMatch(/MessageRejected.*: eve@example\.net$/)
  })

  test('identities are listed, described and forgotten', async () => {
    const client = ses()
    await client.send(new VerifyEmailIdentityCommand({ EmailAddress: 'b@example.org' }))
    await client.send(new VerifyEmailIdentityCommand({ EmailAddress: 'a@example.org' }))
    const { VerificationToken } = await client.send(
      new VerifyDomainIdentityCommand({ Domain: 'example.com' }),
    )
    const first = await client.send(new ListIdentitiesCommand({ MaxItems: 2 }))
    const second = await client.send(new ListIdentitiesCommand({ MaxItems: 2, NextToken: first.NextToken }))
    expect([first.Identities, second.Identities]).toEqual([
      ['a@example.org', 'b@example.org'],
      ['example.com'],
    ])
    expect(second.NextToken).toBeUndefined()
    const domains = await client.send(new ListIdentitiesCommand({ IdentityType: 'Domain' }))
    expect(domains.Identities).toEqual(['example.com'])
    const unknown = new ListIdentitiesCommand({ IdentityType: 'Telephone' as 'Domain' })
    expect(await failure(client.send(unknown))).toMatch(/^ValidationError: .*identityType/)
    const asked = { Identities: ['example.com', 'a@example.org', 'nobody@example.org'] }
    const { VerificationAttributes } = await client.send(new GetIdentityVerificationAttributesCommand(asked))
    expect(VerificationAttributes).toEqual({
      'example.com': { VerificationStatus: 'Success', VerificationToken },
      'a@example.org': { VerificationStatus: 'Success' },
    })
    await client.send(new DeleteIdentityCommand({ Identity: 'EXAMPLE.com' }))
    await client.send(new DeleteIdentityCommand({ Identity: 'nobody@example.org' }))
    expect((await client.send(new ListIdentitiesCommand({}))).Identities).toEqual([
      'a@example.org',
      'b@example.org',
    ])
  })
})

describe('quotas', () => {
  const quota = async () => {
    const { Max24HourSend, MaxSendRate, SentLast24Hours } = await ses().send(new GetSendQuotaCommand({}))
    return [Max24HourSend, MaxSendRate, SentLast24Hours]
  }

  test('are those of a new account at first', async () => {
    expect(await quota()).toEqual([200, 1, 0])
  })

  test('count recipients of the last 24 hours, the simulator’s apart', async () => {
    production({ max24HourSend: 4 })
    await ses().send(simple('a@b.org, c@d.org'))
    await ses().send(simple('success@simulator.amazonses.com, e@f.org'))
    expect(await quota()).toEqual([4, 14, 3])
    const over = () => failure(ses().send(simple('a@b.org, c@d.org')))
    expect(await over()).toBe('Throttling: Daily message quota exceeded.')
    expect(stored()).toHaveLength(2)
    cloud.moveClock(86_400)
    expect(await quota()).toEqual([4, 14, 0])
    expect(await over()).toBe('succeeded')
  })

  test('and production access change as AWS grants them', async () => {
    const ask = (change: object) =>
      fetch(`${cloud.endpoint}/_sandbox/ses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ accountId: HOME, region: REGION, ...change }),
      })
    await ses().send(new VerifyDomainIdentityCommand({ Domain: 'example.com' }))
    expect((await ask({ productionAccess: true, max24HourSend: -1, maxSendRate: 7 })).status).toBe(200)
    expect(await quota()).toEqual([-1, 7, 0])
    await ses().send(simple())
    expect(stored()).toHaveLength(1)
    expect((await ask({ maxSendRate: 'x' })).status).toBe(400)
    expect(await quota()).toEqual([-1, 7, 1])
  })

  test('of a second are held', async () => {
    production({ maxSendRate: 3 })
    const results = await Promise.all(Array.from({ length: 30 }, () => failure(ses().send(simple()))))
    const refused = results.filter((result) => result !== 'succeeded')
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(refused)).toEqual(new Set(['Throttling: Maximum sending rate exceeded.']))
    const ofEach = Map.groupBy(cloud.state.mails, ({ receivedAt }) => receivedAt.slice(0, 19))
    for (const mails of ofEach.values()) expect(mails.length).toBeLessThanOrEqual(3)
  })
})

describe('policies', () => {
  const IDENTITY = `arn:aws:ses:${REGION}:${HOME}:identity/example.com`
  const sending = (Condition?: object): PolicyDocument => ({
    Statement: {
      Effect: 'Allow',
      Action: 'ses:SendRawEmail',
      Resource: IDENTITY,
      ...(Condition && { Condition }),
    },
  })
  const as = (policy: PolicyDocument) => ses(cloud.addUser('sender', policy))

  beforeEach(() => production())

  test('of the identity that speaks for the sender decide', async () => {
    await as(sending()).send(simple())
    expect(stored()).toHaveLength(1)
  })

  test.each([
    ['another identity', allow('ses:SendRawEmail', IDENTITY.replace('example.com', 'example.org'))],
    ['another action', allow('ses:SendEmail', IDENTITY)],
    ['another sender', sending({ StringEquals: { 'ses:FromAddress': 'other@example.com' } })],
    ['another recipient', sending({ StringLike: { 'ses:Recipients': '*@example.net' } })],
    ['another display name', sending({ StringEquals: { 'ses:FromDisplayName': 'Bank' } })],
  ])('that allow %s do not help', async (_what, policy) => {
    expect(await failure(as(policy).send(simple()))).toBe(
      `AccessDenied: User \`arn:aws:iam::${HOME}:user/sender' is not authorized to perform \`ses:SendRawEmail' on resource \`${IDENTITY}'`,
    )
    expect(stored()).toEqual([])
  })

  test('may name sender and recipient', async () => {
    const Condition = { StringEquals: { 'ses:FromAddress': FROM, 'ses:Recipients': 'alice@example.org' } }
    await as(sending(Condition)).send(simple())
    expect(stored()).toHaveLength(1)
  })

  test('are asked for the quota and for identities too', async () => {
    const client = as(sending())
    expect(await failure(client.send(new GetSendQuotaCommand({})))).toMatch(
      /^AccessDenied: .*ses:GetSendQuota/,
    )
    expect(await failure(client.send(new VerifyEmailIdentityCommand({ EmailAddress: FROM })))).toMatch(
      /^AccessDenied/,
    )
  })
})
