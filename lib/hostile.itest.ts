import { spawnSync } from 'node:child_process'
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager'
import { afterEach, describe, expect, test } from 'vitest'
import { drawLetter } from '@/mails/index'
import { startMailbox } from '@/sandbox/mailbox/index'
import { readMail } from '@/sandbox/mailbox/read'
import type { ReadMail } from '@/sandbox/mailbox/read'
import { findActor, startSignIn } from './identity/index'
import type { Context } from './identity/index'
import { readClaims } from './identity/claims'
import { canonicalText } from './kernel/canonical'
import type { Json } from './kernel/canonical'
import { DaypassError } from './kernel/errors'
import { newId } from './kernel/ids'
import { Secret } from './kernel/secret'
import { createSmtp } from './mail/smtp'
import { createMailing } from './notifications/index'
import { decideRequest } from './requests/index'
import { keyPrefix } from './scopes/schema'
import { openConsole } from './sessions/index'
import { call, useDomain } from './testing/domain'
import { asTicket, HOSTILE_TEXTS, UNSTORABLE_TEXTS } from './testing/hostile'
import { expectOwnMails } from './testing/hostile-mails'
import { mailWorker } from './testing/mail-worker'
import { secretOf } from './testing/secret'

// Every text that could be taken for something else, in every field that Daypass takes text from, at every place where
// it comes out again: stored as data, shown as text (invariant 11). Pages are looked at in a browser (e2e/strings.spec.ts),
// files by lib/history/export-list.itest.ts.

const domain = useDomain()
const TEXTS = Object.entries(HOSTILE_TEXTS)

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Signs somebody in by what an identity provider says of them, as a sign-in does. */
async function signInBy(idToken: Record<string, unknown>): Promise<Context> {
  const { signInRules } = domain.delivery
  const given = { iss: signInRules.issuer, auth_time: Math.floor(Date.now() / 1000), ...idToken }
  const claims = readClaims(signInRules, given)
  const outcome = await startSignIn(domain.system, signInRules, { claims, presentToken: undefined })
  if (outcome.status !== 'started') throw outcome.error
  const actor = await findActor(domain.system, signInRules, outcome.token)
  if (actor === undefined) throw new Error('the sign-in has ended already')
  return { ...domain.system, actor }
}

/** Sends all mail that is due, over SMTP, to the mailbox. */
async function sendMail(): Promise<void> {
  const box = await startMailbox({ state: domain.cloud.state, changed: () => undefined })
  const transport = createSmtp({ url: new Secret(box.smtpUrl) })
  const mailing = createMailing({ transport, draw: drawLetter, from: 'Daypass <daypass@example.com>' })
  ends.push(() => box.close())
  await mailWorker(domain, mailing).work()
}

/** Something for the catalogue: its texts have an end. */
const cut = (text: string, length: number) => Array.from(text).slice(0, length).join('').slice(0, length)

async function wholeWay(text: string) {
  await domain.offer({ reports: { name: cut(text, 80), description: cut(text, 500) } })
  const alice = await signInBy({
    ...{ sub: text.slice(0, 255), preferred_username: 'alice', name: text },
    ...{ email: 'alice@example.com', groups: ['engineers', text.slice(0, 200)] },
  })
  const carla = await domain.signIn('carla')
  await signInBy({ sub: 'chris', preferred_username: 'chris', email: text, groups: ['finance-approvers'] })
  const folder = `2026/${cut(text, 100)}/`
  const prefix = keyPrefix.safeParse(folder).success ? folder : '2026/'
  const ticket = asTicket(text)
  const scope = { kind: 's3', bucket: 'finance-reports', prefix, level: 'read', delete: false }
  const deliveries = ['console', 'secret']
  const requestId = await domain.request(alice, { reason: text, ticket, scope, deliveries })
  await sendMail()
  await call(decideRequest, carla, await domain.answer(requestId, { comment: text }))
  const { id: grantId } = await domain.database.grant.findUniqueOrThrow({ where: { requestId } })
  await domain.work()
  await call(openConsole, alice, { sessionId: newId(), grantId })
  await sendMail()
  return { alice, requestId, ticket, prefix }
}

describe.each(TEXTS)('%s', (_what, text) => {
  test('is stored as it was typed, and reaches the cloud and the mailboxes as nothing but text', async () => {
    const { alice, requestId, ticket, prefix } = await wholeWay(text)
    const stored = await domain.database.request.findUniqueOrThrow({
      where: { id: requestId },
      include: { decisions: true, person: true },
    })
    expect([stored.reason, stored.ticket, stored.decisions[0]?.comment]).toEqual([
      text.trim(),
      ticket.trim(),
      text.trim(),
    ])
    expect(stored.scope).toMatchObject({ prefix: prefix })
    expect(alice.actor.groups).toContain(text.slice(0, 200).trim())
    await expectLogOf(text)
    expectCallsOf(prefix)
    await expectSecretOf()
    expectMails(await Promise.all(domain.cloud.state.mails.map(readMail)), requestId)
  })
})

/** Each line of the log is the one canonical text of what it says, and says what was typed. */
async function expectLogOf(text: string): Promise<void> {
  const lines = await domain.asOwner<{ canonical: string }>('select canonical from audit_events')
  for (const { canonical } of lines) expect(canonicalText(JSON.parse(canonical) as Json)).toBe(canonical)
  expect(lines.filter(({ canonical }) => canonical.includes('\n'))).toEqual([])
  const [submitted] = await domain.events('request.submitted')
  const [decided] = await domain.events('decision.made')
  expect([submitted?.data['reason'], decided?.data['comment']]).toEqual([text.trim(), text.trim()])
}

function expectCallsOf(prefix: string): void {
  const calls = domain.calls('AssumeRole').filter((one) => one.parameters['RoleArn']?.endsWith('/Reports'))
  expect(calls.map(({ status }) => status)).toEqual([200, 200])
  for (const { parameters } of calls) {
    // STS API reference, AssumeRole: RoleSessionName and SourceIdentity.
    expect(parameters['RoleSessionName']).toMatch(/^alice-[\w+=,.@-]{2,58}$/)
    expect(parameters['SourceIdentity']).toMatch(/^alice-[\w+=,.@-]{2,58}$/)
    const tags = Object.entries(parameters).filter(([name]) => /^Tags\..*\.Value$/.test(name))
    for (const [, value] of tags) expect(value).toMatch(/^[0-9a-f-]{36}$/)
    const policy = JSON.parse(parameters['Policy'] ?? '') as {
      Statement: { Effect: string; Resource: unknown }[]
    }
    const allowed = policy.Statement.filter(({ Effect }) => Effect === 'Allow')
    const resources = allowed.flatMap(({ Resource }) => [Resource].flat())
    expect(resources.filter((one) => one !== 'arn:aws:s3:::finance-reports')).toEqual([
      `arn:aws:s3:::finance-reports/${prefix}*`,
    ])
  }
}

async function expectSecretOf(): Promise<void> {
  const { Name, Tags } = await secretOf(domain)
    .admin()
    .send(new DescribeSecretCommand({ SecretId: 'Reports' }))
  expect(Name).toBe('Reports')
  expect(Tags?.map(({ Value }) => Value)).toEqual(['http://127.0.0.1:3000', 'reports'])
}

/** Each belongs to the request that it is about. */
function expectMails(mails: readonly ReadMail[], requestId: string): void {
  expect(mails.length).toBeGreaterThanOrEqual(3)
  expectOwnMails(mails, ['alice', 'carla'])
  for (const { references } of mails) expect(references).toBe(`<${requestId}@127.0.0.1>`)
}

test.each(TEXTS)('%s as a handle is taken as it is or refused, and never another’s', async (_what, text) => {
  const signingIn = signInBy({ sub: 'x', preferred_username: text, groups: ['engineers'] })
  const refused = await signingIn.then(
    () => false,
    (error: unknown) => error instanceof DaypassError,
  )
  const people = await domain.database.person.findMany()
  expect(people.map(({ handle }) => handle)).toEqual(refused ? [] : [text.trim()])
})

test('what cannot be stored is refused at its field, and nothing of it is kept', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  for (const text of UNSTORABLE_TEXTS) {
    for (const field of ['reason', 'ticket'])
      await expect(domain.request(alice, { [field]: `abc ${text}` })).rejects.toMatchObject({
        code: 'ERR_INPUT',
        fields: [{ field }],
      })
    await expect(
      call(decideRequest, carla, await domain.answer(requestId, { comment: text })),
    ).rejects.toMatchObject({ code: 'ERR_INPUT', fields: [{ field: 'comment' }] })
    await expect(signInBy({ sub: 'x', preferred_username: text })).rejects.toThrow(DaypassError)
  }
  expect(await domain.database.request.count()).toBe(1)
  expect(await domain.database.decision.count()).toBe(0)
})

test('a line of the process’s log is one JSON object, whatever an error says', () => {
  const program = `import { log } from './lib/kernel/log.ts'
    for (const text of ${JSON.stringify(Object.values(HOSTILE_TEXTS))})
      log.error({ err: new Error(text), text }, text)`
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    { encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  const lines = stdout.split('\n').filter((line) => line !== '')
  const read = lines.map(
    (line) => JSON.parse(line) as { text: string; msg: string; err: { message: string } },
  )
  const texts = Object.values(HOSTILE_TEXTS)
  expect(read.map(({ text, msg, err }) => [text, msg, err.message])).toEqual(
    texts.map((text) => [text, text, text]),
  )
  expect(/[^\n\P{Cc}\u007f-\u009f]/u.test(stdout), 'a control that a terminal obeys').toBe(false)
})
