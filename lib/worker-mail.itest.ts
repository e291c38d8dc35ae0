import { afterEach, describe, expect, test } from 'vitest'
import { drawLetter } from '@/mails/index'
import { verifiedDomain } from '@/sandbox/aws/ses/account'
import { startMailbox } from '@/sandbox/mailbox/index'
import { readMail } from '@/sandbox/mailbox/read'
import { allow, HOME } from '@/sandbox/testing'
import { newId } from './kernel/ids'
import { Secret } from './kernel/secret'
import { createSes } from './mail/ses'
import { createSmtp } from './mail/smtp'
import { createMailing } from './notifications/index'
import type { MailTransport } from './ports/mail'
import { cancelRequest, commentOnRequest, decideRequest } from './requests/index'
import { call, useDomain } from './testing/domain'
import { HOSTILE } from './testing/letters'
import { runWorker } from './worker'

const domain = useDomain()
const REGION = 'eu-central-1'
const SOON = { timeout: 20_000, interval: 50 }

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function startWorker(transport: MailTransport): void {
  const stop = new AbortController()
  const mail = createMailing({ transport, draw: drawLetter, from: 'Daypass <daypass@example.com>' })
  const { system, delivery, appUrl: databaseUrl } = domain
  const running = runWorker({ databaseUrl, system, ...delivery, mail }, stop.signal)
  ends.push(() => {
    stop.abort()
    return running
  })
}

function ses(endpoint = domain.cloud.endpoint): MailTransport {
  const { state } = domain.cloud
  verifiedDomain(state, HOME, REGION, 'example.com')
  const credentials = domain.cloud.addUser('mailer', allow(['ses:SendRawEmail', 'ses:GetSendQuota']))
  return createSes({ region: REGION, endpoint, credentials })
}

async function smtp(): Promise<MailTransport> {
  const mailbox = await startMailbox({ state: domain.cloud.state, changed: () => undefined })
  ends.push(() => mailbox.close())
  return createSmtp({ url: new Secret(mailbox.smtpUrl) })
}

const inbox = () => Promise.all(domain.cloud.state.mails.map(readMail))
const mails = () => domain.database.mail.findMany({ orderBy: { createdAt: 'asc' } })

describe.each([
  ['SES', () => Promise.resolve(ses())],
  ['SMTP', smtp],
])('by %s', (_, transport) => {
  test('a request’s mails reach approver and requester in one thread; what was typed stays text', async () => {
    startWorker(await transport())
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    const { reason, ticket, comment } = HOSTILE
    const requestId = await domain.request(alice, { reason, ticket: ticket.slice(0, 50) })
    await expect.poll(async () => (await inbox()).length, SOON).toBe(1)
    await call(decideRequest, carla, await domain.answer(requestId, { comment }))
    await expect.poll(async () => (await inbox()).length, SOON).toBe(2)

    const read = (await inbox()).sort((one, other) => (one.subject < other.subject ? -1 : 1))
    expect(read.map((mail) => [mail.recipients.map(({ address }) => address), mail.subject])).toEqual([
      [['carla@example.com'], 'Alice asks for access: Finance reports, s3://finance-reports/2026/, 2 h'],
      [['alice@example.com'], 'Approved: Finance reports, s3://finance-reports/2026/'],
    ])
    for (const mail of read) {
      expect(mail).toMatchObject({ references: `<${requestId}@127.0.0.1>`, sender: 'daypass@example.com' })
      expect(mail.html).not.toMatch(/<script|<img|<svg|onerror=[^&]*>/)
      expect(mail.html?.match(/href=/g)).toHaveLength(1)
    }
    expect(read[0]?.text).toContain('> </td></table><script>alert(1)</script>')
    await expect
      .poll(async () => (await mails()).filter(({ state }) => state === 'sent').length, SOON)
      .toBe(2)
    const ids = (await mails()).flatMap(({ providerId }) => providerId ?? [])
    expect(ids.sort()).toEqual(read.map(({ messageId }) => messageId).sort())
  })
})

test('a message and broken glass reach the mailboxes; what was typed in them stays text (invariant 11)', async () => {
  const breakGlass = {
    longestMinutes: 120,
    tell: { groups: ['finance-approvers'] },
    review: { by: { groups: ['platform-approvers'] }, withinMinutes: 60 },
  }
  const stages = [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }]
  await domain.offer({ reports: { approval: 'glass' } }, { glass: { stages, breakGlass } })
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const { reason, ticket, comment } = HOSTILE
  const [id, requestId] = [newId(), await domain.request(alice, { reason })]
  await call(commentOnRequest, carla, { id, requestId, body: `${comment}\n${reason}` })
  await call(cancelRequest, alice, { requestId })
  const broken = await domain.request(alice, { kind: 'break-glass', reason, incident: ticket })
  startWorker(ses())
  await expect.poll(async () => (await inbox()).length, SOON).toBe(3)
  const read = (await inbox()).sort((one, other) => (one.subject < other.subject ? -1 : 1))
  const subject = 'BREAK-GLASS: Alice has access to Finance reports, s3://finance-reports/2026/, 2 h'
  expect(read.map((mail) => [mail.subject, mail.references])).toEqual([
    [subject, `<${broken}@127.0.0.1>`],
    [subject, `<${broken}@127.0.0.1>`],
    ['Carla wrote: Finance reports, s3://finance-reports/2026/', `<${requestId}@127.0.0.1>`],
  ])
  for (const mail of read) {
    expect(mail.html).not.toMatch(/<script|<img|<svg|<style>\*|onerror=[^&]*>/)
    expect(mail.html?.match(/href=/g)).toHaveLength(1)
  }
  expect(read[2]?.text).toContain(`> ${comment.slice(0, 11)}`)
})

test('the worker reminds of an end when the clock says so, with nothing else happening', async () => {
  await domain.grant(await domain.signIn('alice'), [await domain.signIn('carla')])
  startWorker(await smtp())
  const subjects = async () => (await inbox()).map(({ subject }) => subject.split(':')[0])
  await expect.poll(subjects, SOON).toEqual(['Approved'])
  await domain.moveClock(1.75 * 3600)
  await expect.poll(async () => (await subjects()).sort()[1], SOON).toMatch(/^Ends at \d/)
})

test('a dead SES delays nothing: the decision opens the grant, and the mail waits with what was wrong', async () => {
  startWorker(ses('http://127.0.0.1:9'))
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  await expect
    .poll(async () => (await mails()).map(({ errorCode }) => errorCode), SOON)
    .toEqual(['ERR_MAIL_UNREACHABLE'])
  expect(await call(decideRequest, carla, await domain.answer(requestId))).toMatchObject({
    status: 'approved',
  })
  expect((await mails())[0]).toMatchObject({ kind: 'wanted', state: 'pending', attempts: 1 })
})
