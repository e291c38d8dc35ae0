import { expect, test } from 'vitest'
import { canonicalHash } from '../kernel/canonical'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { asTicket } from '../testing/hostile'
import { submitRequest } from './index'

const domain = useDomain()

async function nothingIsStored(): Promise<void> {
  expect(await domain.database.request.count()).toBe(0)
  expect(await domain.events('request.submitted')).toEqual([])
}

test('a request is stored with its pinned version and the sealed envelope, and one event says so (invariants 4, 7)', async () => {
  const alice = await domain.signIn('alice')
  const form = await domain.form({ ticket: 'FIN-7' })
  expect(await call(submitRequest, alice, form)).toEqual({
    requestId: form.id,
    status: 'pending',
    grantId: null,
  })

  const stored = await domain.database.request.findUniqueOrThrow({ where: { id: form.id } })
  expect(stored).toMatchObject({
    personId: alice.actor.personId,
    entitlementVersionId: form.entitlementVersionId,
    scope: form.scope,
    status: 'pending',
    reason: 'Quarter close',
    ticket: 'FIN-7',
    closedAt: null,
  })
  const envelope = JSON.parse(stored.envelope) as Parameters<typeof canonicalHash>[0]
  expect(stored.envelopeHash).toBe(canonicalHash(envelope))
  expect(envelope).toMatchObject({
    roleArn: 'arn:aws:iam::222222222222:role/daypass/Reports',
    scope: form.scope,
    durationMinutes: 120,
    deliveries: ['console'],
    canOutlive: false,
  })
  const [event, ...more] = await domain.events('request.submitted')
  expect(more).toEqual([])
  expect(event).toMatchObject({
    actor: { kind: 'person', handle: 'alice', signInId: alice.actor.signInId },
    about: { requestId: form.id, personId: alice.actor.personId, entitlementId: 'reports' },
    data: { reason: 'Quarter close', ticket: 'FIN-7', envelopeHash: stored.envelopeHash },
    occurredAt: stored.createdAt.toISOString(),
  })
})

test('sent again with the same input it answers the same and stays one request', async () => {
  const alice = await domain.signIn('alice')
  const form = await domain.form()
  const first = await call(submitRequest, alice, form)
  expect(await call(submitRequest, alice, form)).toEqual(first)
  expect(await domain.database.request.count()).toBe(1)
  expect(await domain.events('request.submitted')).toHaveLength(1)
})

test('sent at the same moment on several connections it is one request and one event', async () => {
  const alice = await domain.signIn('alice')
  for (let round = 1; round <= 8; round++) {
    const form = await domain.form()
    const answers = await Promise.all([1, 2, 3].map(() => call(submitRequest, alice, form)))
    expect(answers).toEqual([1, 2, 3].map(() => ({ requestId: form.id, status: 'pending', grantId: null })))
    expect(await domain.database.request.count()).toBe(round)
    expect(await domain.events('request.submitted')).toHaveLength(round)
  }
})

test('an id that was sent with other input or by somebody else is refused, and the first request stays as it was', async () => {
  const [alice, bob] = [await domain.signIn('alice'), await domain.signIn('bob')]
  const form = await domain.form()
  await call(submitRequest, alice, form)
  const refused = { code: 'ERR_ID_TAKEN', status: 409 }
  await expect(call(submitRequest, alice, { ...form, durationMinutes: 60 })).rejects.toMatchObject(refused)
  await expect(call(submitRequest, bob, form)).rejects.toMatchObject(refused)
  const [only, ...more] = await domain.database.request.findMany()
  expect(more).toEqual([])
  expect(only).toMatchObject({ personId: alice.actor.personId, durationMinutes: 120 })
})

test('two people who send one id at the same moment get one request between them', async () => {
  const [alice, bob] = [await domain.signIn('alice'), await domain.signIn('bob')]
  for (let round = 0; round < 8; round++) {
    const form = await domain.form()
    const answers = await Promise.allSettled([
      call(submitRequest, alice, form),
      call(submitRequest, bob, form),
    ])
    const refusals = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as unknown] : [],
    )
    expect(refusals).toMatchObject([{ code: 'ERR_ID_TAKEN' }])
  }
  expect(await domain.database.request.count()).toBe(8)
  expect(await domain.events('request.submitted')).toHaveLength(8)
})

test('a form that was opened before the entitlement changed is refused', async () => {
  const alice = await domain.signIn('alice')
  const form = await domain.form()
  await domain.offer({ reports: { maxDurationMinutes: 60 } })
  await expect(call(submitRequest, alice, form)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
  await nothingIsStored()
})

test('an entitlement that is withdrawn, for others, or none at all looks the same: not found', async () => {
  const alice = await domain.signIn('alice')
  const [withdrawn, forOthers] = [await domain.form(), await domain.form({ entitlementId: 'board' })]
  await domain.offer({ reports: null })
  const unknown = { ...withdrawn, entitlementId: 'no-such-thing' }
  for (const form of [withdrawn, forOthers, unknown])
    await expect(call(submitRequest, alice, form)).rejects.toMatchObject({
      code: 'ERR_NOT_FOUND',
      message: 'There is nothing here, or it is not visible to you.',
    })
  await nothingIsStored()
})

test('who is named by the entitlement but is no requester cannot ask (invariant 10)', async () => {
  await domain.offer({ reports: { mayRequest: { groups: ['finance-approvers'] } } })
  const carla = await domain.signIn('carla')
  await expect(call(submitRequest, carla, await domain.form())).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
  await nothingIsStored()
})

test('of two people with one handle, text that names the handle lets neither ask', async () => {
  await domain.offer({ reports: { mayRequest: { people: ['erin'] } } })
  const first = await domain.signIn('erin', { groups: ['engineers'], subject: 'one' })
  await domain.signIn('erin', { groups: ['engineers'], subject: 'two' })
  const both = [
    { ...first, actor: { ...first.actor, handleIsUnique: false } },
    await domain.signIn('erin', { groups: ['engineers'], subject: 'three' }),
  ]
  for (const erin of both)
    await expect(call(submitRequest, erin, await domain.form())).rejects.toMatchObject({
      code: 'ERR_NOT_FOUND',
    })
})

test.each([15, 480])('a duration of %d minutes, at the limit, is accepted', async (durationMinutes) => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice, { durationMinutes })
  expect(await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({
    durationMinutes,
  })
})

test.each([
  `'; drop table requests; --`,
  '=HYPERLINK("https://evil.example","pay")',
  '<script>alert(1)</script>{{7*7}}${7*7}',
  '\u202eevitcaf\u202c \u200b ﷽ 🧑‍🚀',
  'one\ntwo\tthree\u0007\\u0000 %00 "quoted"',
])('what a person typed is stored and logged as it was typed (invariant 11): %j', async (text) => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice, { reason: text, ticket: asTicket(text) })
  const stored = await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })
  expect([stored.reason, stored.ticket]).toEqual([text, asTicket(text)])
  expect(await domain.events('request.submitted')).toMatchObject([{ data: { reason: text } }])
})

test('an id in capital letters is the same id, so that no event about it escapes the log’s search', async () => {
  const alice = await domain.signIn('alice')
  const id = newId()
  const form = await domain.form({ id: id.toUpperCase() })
  expect(await call(submitRequest, alice, form)).toMatchObject({ requestId: id })
  expect(await domain.events('request.submitted')).toMatchObject([{ about: { requestId: id } }])
})
