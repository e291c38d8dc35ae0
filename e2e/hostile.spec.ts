import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { call, learn } from './actions'
import { expect, test } from './fixtures'
import { REFUSED } from './refused-wishes'
import { ask, decision, granted, unique, wish } from './steps'
import { eventsOf, stored, storedOne } from './stored'

test('what the entitlement does not offer is refused past the form too, and nothing is stored', async ({
  as,
}) => {
  const alice = await as('alice')
  const ids: string[] = []
  for (const [code, refused] of Object.entries(REFUSED))
    for (const [why, sentence, changes] of refused) {
      const input = { ...(await wish()), ...changes }
      ids.push(input.id)
      const answer = await call(alice, '/request/sensitive-s3-access', 'submit', input)
      expect.soft(answer, why).toMatchObject({ ok: false, error: { code, sentence } })
    }
  expect(await stored('select id from requests where id = any($1::uuid[])', ids)).toEqual([])
})

test('a form filled by a hostile address says at each field what is wrong, and sends nothing', async ({
  as,
}) => {
  const alice = await as('alice')
  const before = await stored('select count(*) from requests')
  const given = { bucket: 'finance-ledger', prefix: '../board/', minutes: '600', reason: 'Curious' }
  await alice.goto(`/request/sensitive-s3-access?${new URLSearchParams(given).toString()}`)
  // At its field; a moment later it is also where screen readers are told.
  await expect(alice.getByText('A prefix has no "." or ".." parts.').first()).toBeVisible()
  await alice.getByRole('button', { name: 'Send request' }).click()
  await expect(alice.getByRole('textbox', { name: 'Folder (prefix)' })).toBeFocused()
  await alice.getByRole('textbox', { name: 'Folder (prefix)' }).fill('board/')
  await alice.getByRole('textbox', { name: 'Duration' }).fill('10 h')
  await alice.getByRole('textbox', { name: 'Duration' }).blur()
  await expect(alice.getByText('Choose a folder under 2025/ or 2026/.').first()).toBeVisible()
  await expect(alice.getByText(/^At most 8 h:/).first()).toBeVisible()
  await alice.getByRole('button', { name: 'Send request' }).click()
  await expect(alice.getByText('ERR_REQUEST_REFUSED')).toBeVisible()
  expect(await stored('select count(*) from requests')).toEqual(before)
})

test('what is somebody else’s does not exist: pages, routes and actions by its id answer 404 and change nothing', async ({
  as,
}) => {
  const [alice, carla, ben] = [await as('alice'), await as('carla'), await as('ben')]
  const pending = await ask(alice)
  const { requestId, grantId } = await granted(alice, carla)
  await learnActions(alice, pending)

  const nobodys = [randomUUID(), newId(), 'not-an-id', "'%20or%201=1--", '..%2f..%2fetc']
  for (const id of [requestId, pending, grantId, ...nobodys])
    for (const path of [`/requests/${id}`, `/grants/${id}`]) {
      const answer = await ben.request.get(path)
      expect.soft(answer.status(), path).toBe(404)
      expect.soft(await answer.text(), path).not.toContain('finance-reports')
    }
  for (const id of [grantId, ...nobodys.slice(0, 2)])
    expect.soft((await postConsole(ben, id)).status(), id).toBe(404)
  expect.soft((await postConsole(ben, 'not-an-id')).status()).toBe(400)

  const notFound = { ok: false, error: { code: 'ERR_NOT_FOUND' } }
  for (const person of [ben, await as('gwen'), await as('ines')]) {
    expect.soft(await call(person, '/', 'relinquish', { grantId })).toMatchObject(notFound)
    expect.soft(await call(person, '/requests/x', 'cancel', { requestId: pending })).toMatchObject(notFound)
    for (const outcome of ['approve', 'deny'] as const)
      expect
        .soft(await call(person, '/requests/x', 'decide', await decision(alice, pending, outcome)))
        .toMatchObject(notFound)
  }
  const forbidden = { ok: false, error: { code: 'ERR_FORBIDDEN' } }
  for (const person of [carla, await as('erin'), await as('frank')]) {
    expect.soft(await call(person, '/', 'relinquish', { grantId })).toMatchObject(forbidden)
    expect.soft(await call(person, '/requests/x', 'cancel', { requestId: pending })).toMatchObject(forbidden)
    expect.soft((await postConsole(person, grantId)).status()).toBe(403)
  }
  expect(await storedOne('select status from requests where id = $1', pending)).toEqual({ status: 'pending' })
  expect(await storedOne('select status from grants where id = $1', grantId)).toEqual({ status: 'active' })
  expect(await stored('select id from sessions where grant_id = $1', grantId)).toEqual([])
})

/** Their ids are the same for everybody. */
async function learnActions(page: Page, requestId: string): Promise<void> {
  await learn(page, '/', 'relinquish')
  await learn(page, `/requests/${requestId}`, 'cancel')
  await learn(page, `/requests/${requestId}`, 'decide')
}

function postConsole(page: Page, grantId: string) {
  return page.request.post(`/grants/${grantId}/console`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { sessionId: newId() },
  })
}

test('only whom the policy names decides, never on their own request, and only on what was on the screen', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const requestId = await ask(alice)
  const path = `/requests/${requestId}`
  await alice.goto(path)
  await expect(alice.getByRole('heading', { name: 'What is asked for' })).toBeVisible()
  await expect(alice.getByRole('button', { name: /^(Approve|Deny)/ })).toHaveCount(0)

  const input = await decision(alice, requestId, 'approve')
  expect(await call(alice, path, 'decide', input)).toMatchObject({
    error: {
      code: 'ERR_SELF_APPROVAL',
      sentence: 'Nobody decides on their own request. Somebody else has to.',
    },
  })
  expect(await call(await as('erin'), path, 'decide', { ...input, id: newId() })).toMatchObject({
    error: { code: 'ERR_NOT_APPROVER' },
  })
  const onAnotherScreen = { ...input, id: newId(), envelopeHash: 'f'.repeat(64) }
  expect(await call(carla, path, 'decide', onAnotherScreen)).toMatchObject({
    error: { code: 'ERR_CHANGED_MEANWHILE' },
  })
  expect(await storedOne('select status from requests where id = $1', requestId)).toEqual({
    status: 'pending',
  })
  expect(await stored('select id from decisions where request_id = $1', requestId)).toEqual([])
  expect(await eventsOf(requestId)).toEqual([
    { type: 'request.submitted', by: 'alice', code: null },
    { type: 'decision.refused', by: 'alice', code: 'ERR_SELF_APPROVAL' },
    { type: 'decision.refused', by: 'erin', code: 'ERR_NOT_APPROVER' },
    { type: 'decision.refused', by: 'carla', code: 'ERR_CHANGED_MEANWHILE' },
  ])
})

test('auditors’ pages answer everybody else with 404, whatever the address holds', async ({ as }) => {
  const reason = unique('For auditors’ eyes')
  const { requestId } = await granted(await as('alice'), await as('carla'), { reason })
  const pages = [
    '/audit/grants',
    '/audit/sessions',
    '/audit/events',
    '/audit/reviews',
    '/audit/reviews?state=overdue',
    '/audit/grants?bucket=finance-reports',
    `/audit/events?requestId=${requestId}`,
    '/audit/events?nonsense=1',
    '/audit/grants?cursor=AAAA',
  ]
  for (const handle of ['ben', 'carla', 'frank', 'gwen'] as const) {
    const person = await as(handle)
    for (const path of pages) {
      expect.soft((await person.request.get(path)).status(), `${handle} ${path}`).toBe(404)
      // The parts of a page that its scripts fetch are always 200; what stands in them is what counts.
      const parts = await person.request.get(path, { headers: { rsc: '1' } })
      expect.soft(await parts.text(), `${handle} ${path}`).not.toMatch(/For auditors’ eyes|alice/i)
    }
  }
  const erin = await as('erin')
  expect((await erin.goto(`/audit/events?requestId=${requestId}&type=grant.opened`))?.status()).toBe(200)
  await expect(erin.getByRole('rowheader', { name: 'The grant opened.' })).toHaveCount(1)
})
