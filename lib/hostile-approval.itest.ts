import { afterEach, describe, expect, test } from 'vitest'
import { drawLetter } from '@/mails/index'
import { startMailbox } from '@/sandbox/mailbox/index'
import { readMail } from '@/sandbox/mailbox/read'
import { applyCatalog, declineCatalogChange, readCatalogChange } from './catalog/index'
import { revokeGrant } from './grants/index'
import { listEvents, readGrantPage } from './history/index'
import { delegate, listDelegations, readPerson, suspendPerson } from './identity/index'
import { canonicalText } from './kernel/canonical'
import type { Json } from './kernel/canonical'
import { newId } from './kernel/ids'
import { Secret } from './kernel/secret'
import { createSmtp } from './mail/smtp'
import { createMailing } from './notifications/index'
import {
  commentOnRequest,
  decideRequest,
  keepFavourite,
  listFavourites,
  listReviews,
  readRequest,
  requestExtension,
  reviewBreakGlass,
} from './requests/index'
import { catalogFiles } from './testing/catalog'
import { call, useDomain } from './testing/domain'
import { asTicket, HOSTILE_TEXTS, UNSTORABLE_TEXTS } from './testing/hostile'
import { expectOwnMails } from './testing/hostile-mails'
import { mailWorker } from './testing/mail-worker'

// As lib/hostile.itest.ts, for every field that approval takes text from: stored as it was typed, read back as it was
// typed by whoever reads it, one line of the log, and nothing but text in mail (invariant 11).

const domain = useDomain()

/** Four at a time, one after the other in each field: a way through approval takes long. */
const GROUPS = groupsOf(Object.entries(HOSTILE_TEXTS), 4).map((group) => ({
  what: group.map(([what]) => what).join(', '),
  texts: group.map(([, text]) => text),
}))

function groupsOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  )
}

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const FINANCE = { groups: ['finance-approvers'] }
const PLATFORM = { groups: ['platform-approvers'] }

/** As long as a name may be. */
const asName = (text: string) => Array.from(text).slice(0, 40).join('').trim()

/** A policy whose every word is one of these texts, and which offers everything. */
async function offerNamed(texts: readonly string[]): Promise<void> {
  const policy = {
    stages: [{ name: asName(texts.join(' ')), approvers: FINANCE }],
    rules: texts.map((text) => ({
      name: asName(text),
      when: 'duration.minutes > 15',
      longestMinutes: 240,
    })),
    extension: { totalMinutes: 480 },
    breakGlass: { longestMinutes: 60, tell: FINANCE, review: { by: PLATFORM, withinMinutes: 60 } },
  }
  await domain.offer({ reports: { approval: 'named' } }, { named: policy })
}

async function sendMail(): Promise<void> {
  const box = await startMailbox({ state: domain.cloud.state, changed: () => undefined })
  const transport = createSmtp({ url: new Secret(box.smtpUrl) })
  const mailing = createMailing({ transport, draw: drawLetter, from: 'Daypass <daypass@example.com>' })
  ends.push(() => box.close())
  await mailWorker(domain, mailing).work()
}

async function everybody() {
  return {
    alice: await domain.signIn('alice'),
    carla: await domain.signIn('carla'),
    chris: await domain.signIn('chris'),
    dmitri: await domain.signIn('dmitri'),
    adam: await domain.signIn('adam'),
    audrey: await domain.signIn('audrey'),
  }
}
type People = Awaited<ReturnType<typeof everybody>>

/** A question, a stand-in's narrowing, a later end that is denied, and the grant taken back. */
async function askedAndRevoked({ alice, carla, chris }: People, text: string) {
  const soon = { startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + 3_600_000).toISOString() }
  await call(delegate, chris, { id: newId(), to: 'carla', ...soon, comment: text })
  const requestId = await domain.request(alice, { reason: text, ticket: asTicket(text) })
  await call(commentOnRequest, carla, { id: newId(), requestId, body: text })
  const smaller = { comment: text, narrowing: { durationMinutes: 60 } }
  const { grantId } = await call(decideRequest, carla, await domain.answer(requestId, smaller))
  if (grantId === null) throw new Error('it was not granted')
  const longer = { id: newId(), grantId, durationMinutes: 30, reason: text, ticket: asTicket(text) }
  await call(requestExtension, alice, longer)
  await call(decideRequest, carla, await domain.answer(longer.id, { outcome: 'deny', comment: text }))
  await call(revokeGrant, carla, { grantId, reason: text })
  return { requestId, grantId }
}

/** Access by breaking the glass, found unjustified. */
async function brokenAndReviewed({ alice, dmitri }: People, text: string): Promise<string> {
  const told = { kind: 'break-glass', reason: text, incident: asTicket(text), durationMinutes: 60 }
  const requestId = await domain.request(alice, told)
  await call(reviewBreakGlass, dmitri, { requestId, outcome: 'unjustified', comment: text })
  return requestId
}

/** A change of the catalogue that an administrator declines. */
async function proposedAndDeclined({ adam }: People, text: string): Promise<string> {
  const files = catalogFiles({ reports: { maxDurationMinutes: 60 } })
  const proposed = await call(applyCatalog, domain.system, { files, operator: 'tester@here', message: text })
  if (proposed.outcome !== 'proposed') throw new Error(proposed.outcome)
  await call(declineCatalogChange, adam, { changeId: proposed.changeId, comment: text })
  return proposed.changeId
}

describe.each(GROUPS)('$what', ({ texts }) => {
  test('typed while asking, deciding, reviewing, standing in, suspending and administering is text wherever it is read', async () => {
    const text = texts.join(' ')
    await offerNamed(texts)
    const people = await everybody()
    const { alice, chris, adam, audrey } = people
    const { requestId, grantId } = await askedAndRevoked(people, text)
    const glassId = await brokenAndReviewed(people, text)
    const { entitlementId, scope } = await domain.form()
    const wish = { entitlementId, scope, durationMinutes: 60, deliveries: ['console'] }
    for (const one of texts) await call(keepFavourite, alice, { id: newId(), name: asName(one), ...wish })
    const changeId = await proposedAndDeclined(people, text)
    await sendMail()
    const { personId } = alice.actor
    await call(suspendPerson, adam, { personId, reason: text })

    const typed = text.trim()
    const request = await call(readRequest, audrey, { requestId })
    expect(request).toMatchObject({ reason: typed, ticket: asTicket(text) })
    expect(request.messages.map(({ body }) => body)).toEqual([typed])
    expect(request.decisions.map(({ comment, stageName }) => [comment, stageName])).toEqual([
      [typed, asName(text)],
    ])
    expect(request.spoke.map(({ name }) => name)).toEqual(texts.map(asName))
    const grant = await call(readGrantPage, audrey, { grantId })
    expect(grant.ended?.comment).toBe(typed)
    expect((await call(listReviews, audrey, {})).items).toMatchObject([
      { requestId: glassId, comment: typed, request: { incident: asTicket(text), reason: typed } },
    ])
    expect((await call(listDelegations, chris, {})).given).toMatchObject([{ comment: typed }])
    const kept = (await call(listFavourites, alice, {})).map(({ name }) => name)
    expect(kept.sort()).toEqual(texts.map(asName).sort())
    expect((await call(readPerson, adam, { personId })).person.suspension?.reason).toBe(typed)
    expect(await call(readCatalogChange, adam, { changeId })).toMatchObject({
      message: typed,
      comment: typed,
    })
    await expectQuotes(audrey, typed)
    await expectOneLineEach()
    const mails = await Promise.all(domain.cloud.state.mails.map(readMail))
    expect(mails.length).toBeGreaterThan(5)
    expectOwnMails(mails, ['alice', 'carla', 'chris', 'dmitri'])
  })
})

/** What was typed with an event is quoted as it was typed. */
async function expectQuotes(auditor: People['audrey'], typed: string): Promise<void> {
  for (const type of QUOTING)
    expect(
      (await call(listEvents, auditor, { type })).items.map(({ quote }) => quote),
      type,
    ).toContain(typed)
}

const QUOTING = [
  ...['request.submitted', 'request.commented', 'decision.made', 'grant.revoked', 'review.made'],
  ...['delegation.made', 'person.suspended', 'catalog-change.proposed', 'catalog-change.declined'],
]

/** Each line of the log is the one canonical text of what it says. */
async function expectOneLineEach(): Promise<void> {
  const lines = await domain.asOwner<{ canonical: string }>('select canonical from audit_events')
  for (const { canonical } of lines) expect(canonicalText(JSON.parse(canonical) as Json)).toBe(canonical)
  expect(lines.filter(({ canonical }) => canonical.includes('\n'))).toEqual([])
}

test('what cannot be stored is refused at its field in each of them', async () => {
  await offerNamed(['Named'])
  const { alice, carla, chris, dmitri, adam } = await everybody()
  const requestId = await domain.request(alice)
  const { entitlementId, scope } = await domain.form()
  const wish = { id: newId(), entitlementId, scope, durationMinutes: 60, deliveries: ['console'] }
  const soon = { startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + 3_600_000).toISOString() }
  const glass = { ...(await domain.form()), kind: 'break-glass', durationMinutes: 60 }
  for (const text of UNSTORABLE_TEXTS) {
    const said = `abc ${text}`
    const refusals: [field: string, calling: () => Promise<unknown>][] = [
      ['body', () => call(commentOnRequest, carla, { id: newId(), requestId, body: said })],
      ['incident', () => domain.request(alice, { ...glass, incident: said })],
      ['reason', () => call(revokeGrant, carla, { grantId: newId(), reason: said })],
      ['comment', () => call(reviewBreakGlass, dmitri, { requestId, outcome: 'justified', comment: said })],
      ['name', () => call(keepFavourite, alice, { ...wish, name: said })],
      ['comment', () => call(delegate, chris, { id: newId(), to: 'carla', ...soon, comment: said })],
      ['reason', () => call(suspendPerson, adam, { personId: alice.actor.personId, reason: said })],
      ['comment', () => call(declineCatalogChange, adam, { changeId: newId(), comment: said })],
    ]
    for (const [field, calling] of refusals)
      await expect(calling(), field).rejects.toMatchObject({ code: 'ERR_INPUT', fields: [{ field }] })
  }
  expect(await domain.database.requestMessage.count()).toBe(0)
  expect(await domain.database.delegation.count()).toBe(0)
})
