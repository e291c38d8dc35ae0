import type { Page } from '@playwright/test'
import { call } from './actions'
import { expect, test } from './fixtures'
import { ask, askByForm, decision, unique, wish } from './steps'
import { eventsOf, stored } from './stored'

const FORM = '/request/sensitive-s3-access'

function requestsWith(reason: string) {
  return stored('select status from requests where reason = $1', reason)
}

test('a request sent twice by a double click, and looked at again by the back button, is one request', async ({
  as,
}) => {
  const alice = await as('alice')
  const reason = unique('Once is enough')
  await alice.goto(`${FORM}?${new URLSearchParams({ prefix: '2026/', reason }).toString()}`)
  await alice.getByRole('button', { name: 'Send request' }).dblclick()
  await alice.waitForURL(/\/requests\//)
  await alice.goBack()
  await expect(alice.getByRole('button', { name: 'Send request' })).toBeVisible()
  await expect(alice.getByRole('textbox', { name: 'Reason' })).toHaveValue(reason)
  await alice.goForward()
  await expect(alice.getByText(reason)).toBeVisible()
  expect(await requestsWith(reason)).toEqual([{ status: 'pending' }])
})

test('the same request sent five times at once, from two tabs, is one request with one event', async ({
  as,
}) => {
  const alice = await as('alice')
  const tabs = [alice, await alice.context().newPage()]
  const input = await wish()
  const answers = await Promise.all(
    [0, 1, 0, 1, 0].map((tab) => call(tabs[tab] ?? alice, FORM, 'submit', input)),
  )
  for (const answer of answers)
    expect(answer).toEqual({ ok: true, value: { requestId: input.id, status: 'pending', grantId: null } })
  expect(await eventsOf(input.id)).toEqual([{ type: 'request.submitted', by: 'alice', code: null }])

  const other = { ...input, durationMinutes: 30 }
  expect(await call(alice, FORM, 'submit', other)).toMatchObject({ error: { code: 'ERR_ID_TAKEN' } })
  const asBen = await call(await as('ben'), FORM, 'submit', input)
  expect(asBen).toMatchObject({ error: { code: 'ERR_ID_TAKEN' } })
})

test('an approver who decides in two tabs at once opens one grant, and the second tab says what happened', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const requestId = await ask(alice)
  const other = await carla.context().newPage()
  await openDialogs([carla, other], requestId)
  await Promise.all([carla, other].map((tab) => confirm(tab)))
  for (const tab of [carla, other])
    await expect(tab.getByText('Carla Rossi approved', { exact: true })).toBeVisible()
  await expectOneGrant(requestId)
})

test('two approvers who decide at the same moment in two browsers open one grant', async ({ as }) => {
  const [alice, carla, dmitri] = [await as('alice'), await as('carla'), await as('dmitri')]
  const { id } =
    (await stored(`select current_version_id as id from entitlements where id = 'data-lake-curated'`))[0] ??
    {}
  const requestId = await ask(alice, {
    entitlementId: 'data-lake-curated',
    entitlementVersionId: id,
    scope: { kind: 's3', bucket: 'datalake-curated', prefix: '', level: 'read', delete: false },
  })
  await openDialogs([carla, dmitri], requestId)
  await Promise.all([carla, dmitri].map((approver) => confirm(approver)))
  for (const approver of [carla, dmitri])
    await expect(approver.getByText(/^(Carla Rossi|Dmitri Volkov) approved$/)).toBeVisible()
  const [winner] = await stored(
    'select handle from decisions d join people p on p.id = d.person_id where request_id = $1',
    requestId,
  )
  const slower = winner?.['handle'] === 'carla' ? dmitri : carla
  await expect(slower.getByRole('button', { name: /^(Approve|Deny)/ })).toHaveCount(0)
  await expectOneGrant(requestId)
})

async function openDialogs(pages: Page[], requestId: string): Promise<void> {
  for (const page of pages) {
    await page.goto(`/requests/${requestId}`)
    await page.getByRole('main').getByRole('button', { name: 'Approve' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }
}

// A dialog may be gone by itself: the other decision is told to the page at once.
async function confirm(page: Page): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Approve' })
    .evaluate((button) => {
      ;(button as HTMLButtonElement).click()
    })
}

async function expectOneGrant(requestId: string): Promise<void> {
  const grants = await stored('select status from grants where request_id = $1', requestId)
  expect(grants).toEqual([{ status: 'active' }])
  const decisions = await stored('select outcome from decisions where request_id = $1', requestId)
  expect(decisions).toEqual([{ outcome: 'approve' }])
  const types = (await eventsOf(requestId)).map(({ type }) => type)
  expect(types.filter((type) => type === 'grant.opened')).toHaveLength(1)
}

test('a denial after an approval fails with a sentence, and the grant stays', async ({ as }) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const requestId = await askByForm(alice, { prefix: '2026/', reason: unique('Approved first') })
  const path = `/requests/${requestId}`
  const approval = await decision(carla, requestId, 'approve')
  expect(await call(carla, path, 'decide', approval)).toMatchObject({ value: { status: 'approved' } })
  expect(await call(carla, path, 'decide', approval)).toMatchObject({ value: { status: 'approved' } })
  expect(await call(carla, path, 'decide', await decision(carla, requestId, 'deny'))).toMatchObject({
    error: { code: 'ERR_ALREADY_DECIDED', sentence: 'This request has been approved already.' },
  })
  expect(await call(alice, path, 'cancel', { requestId })).toMatchObject({
    error: { code: 'ERR_ALREADY_DECIDED' },
  })
  await expectOneGrant(requestId)
})
