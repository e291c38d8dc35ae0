import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { askByForm, clickOpenConsole, granted, idIn, openConsole, unique } from './steps'
import { eventsOf, stored, storedOne } from './stored'

test('from a request to an open console and its whole story, four people in four browsers', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  await carla.goto('/approvals')
  await expect(carla.getByRole('heading', { level: 1, name: 'To decide' })).toBeVisible()

  const reason = unique('Reconcile the third quarter')
  const requestId = await askByForm(alice, { prefix: '2026/', reason })
  await expect(
    alice.getByRole('heading', { name: /^List and read objects under 2026\/ in finance-reports for 1 h/ }),
  ).toBeVisible()
  await expect(alice.getByText('Waiting for 1 of finance-approvers: Carla Rossi.')).toBeVisible()

  await decideByKeyboard(carla, reason)
  await expect(carla.getByText('Carla Rossi approved')).toBeVisible()

  const goToGrant = alice.getByRole('link', { name: 'Go to the grant' })
  await expect(goToGrant).toBeVisible()
  await goToGrant.click()
  await expect(alice.getByRole('timer')).toHaveText(/^(1:00:00|59:\d\d)$/)
  const grantId = idIn(alice.url())
  const console = await clickOpenConsole(alice)
  await readTheAllowedAndNotTheOther(console)
  await expect(alice.getByText('Issued', { exact: true })).toBeVisible()

  await expectNothingThere(await as('ben'), [`/requests/${requestId}`, `/grants/${grantId}`])
  await tellsTheWholeStory(await as('erin'), grantId, reason)

  expect((await eventsOf(requestId)).map(({ type, by }) => [type, by])).toEqual([
    ['request.submitted', 'alice'],
    ['decision.made', 'carla'],
    ['request.approved', 'carla'],
    ['grant.opened', 'carla'],
    ['session.intended', 'alice'],
    ['session.issued', 'alice'],
    ['session.handed-over', 'alice'],
  ])
})

async function decideByKeyboard(carla: Page, reason: string): Promise<void> {
  const row = carla.getByRole('main').getByRole('listitem').filter({ hasText: reason })
  await expect(row, 'it appears in the queue without reloading').toBeVisible()
  await row.getByRole('link', { name: 'Review the request of Alice Moreau' }).press('Enter')
  await expect(carla.getByText(reason)).toBeVisible()
  await expect(carla.getByRole('main').getByRole('button', { name: 'Approve' })).toBeVisible()
  await carla.keyboard.press('a')
  const dialog = carla.getByRole('dialog', { name: 'Approve this request?' })
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await carla.keyboard.type('As agreed in the weekly')
  await dialog.getByRole('button', { name: 'Approve' }).press('Enter')
}

async function readTheAllowedAndNotTheOther(console: Page): Promise<void> {
  await expect(console).toHaveTitle(/finance-reports/)
  await expect(console.getByRole('heading', { level: 1, name: '2026/' })).toBeVisible()
  await console.getByRole('link', { name: 'q3/' }).click()
  await console.getByRole('link', { name: 'cash-flow.csv' }).click()
  await expect(console.getByText('2026-07,10210000,8702000')).toBeVisible()

  const other = new URL('/s3/object/finance-reports?prefix=board/minutes-2026-07-09.txt', console.url())
  const answer = await console.goto(other.href)
  expect(answer?.status()).toBe(403)
  await expect(console.getByRole('alert')).toContainText('AccessDenied')
  await expect(console.getByText('Northwind')).toHaveCount(0)
}

async function expectNothingThere(page: Page, paths: string[]): Promise<void> {
  for (const path of paths) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  }
}

async function tellsTheWholeStory(erin: Page, grantId: string, reason: string): Promise<void> {
  await erin.goto('/audit/grants')
  const grants = erin.getByRole('table', { name: 'Grants' })
  await grants.getByRole('row').filter({ hasText: reason }).getByRole('link').click()
  await expect(erin.getByText('Granted to Alice Moreau')).toBeVisible()
  const happened = erin.getByRole('listitem')
  for (const sentence of [
    'Alice Moreau asked for access.',
    'Carla Rossi approved at stage “Data owner”.',
    'The grant opened.',
    'AWS issued a session.',
    'The console was opened for Alice Moreau.',
  ])
    await expect(happened.filter({ hasText: sentence })).toBeVisible()
  await expect(erin.getByText('As agreed in the weekly')).toBeVisible()
  await expect(erin.getByRole('button', { name: /Open console|I’m done/ })).toHaveCount(0)

  const session = await storedOne(
    'select role_session_name as name from sessions where grant_id = $1',
    grantId,
  )
  await erin.goto('/audit/sessions')
  await erin.getByRole('button', { name: `Details of ${String(session['name'])}` }).click()
  await expect(erin.getByText(String(session['name']), { exact: true }).first()).toBeVisible()

  await erin.goto(`/audit/events?grantId=${grantId}`)
  await expect(erin.getByRole('rowheader', { name: /The console was opened for Alice Moreau/ })).toBeVisible()
}

test('who is no auditor, approver or requester sees nothing of others and is told what to do', async ({
  as,
}) => {
  const { requestId, grantId } = await granted(await as('alice'), await as('carla'))
  const gwen = await as('gwen')
  await gwen.goto('/')
  await expect(gwen.getByRole('heading', { name: 'There is nothing for you to do here yet' })).toBeVisible()
  await expect(gwen.getByText('whoever looks after Daypass where you work')).toBeVisible()
  for (const page of [gwen, await as('ines')])
    await expectNothingThere(page, [`/requests/${requestId}`, `/grants/${grantId}`, '/audit/grants'])

  const frank = await as('frank')
  await expectNothingThere(frank, ['/audit/grants'])
  await frank.goto(`/requests/${requestId}`)
  await expect(frank.getByRole('heading', { name: 'What is asked for' })).toBeVisible()
  const decides = frank.getByRole('button', { name: /^(Approve|Narrow|Deny|Cancel)/ })
  await expect(decides, 'an administrator looks, and decides nothing').toHaveCount(0)
})

test('while another identity’s console is open AWS refuses, and “Sign out of AWS first” opens the way', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'))
  await openConsole(alice, grantId)
  const refused = await clickOpenConsole(alice)
  await expect(
    refused.getByText('You must first log out before logging into a different AWS account.'),
  ).toBeVisible()

  const [signedOut] = await Promise.all([
    alice.context().waitForEvent('page'),
    alice.getByRole('link', { name: 'Sign out of AWS first' }).click(),
  ])
  await expect(signedOut, 'it leads back to the grant').toHaveURL(alice.url())
  const console = await clickOpenConsole(signedOut)
  await expect(console.getByRole('heading', { level: 1, name: '2026/' })).toBeVisible()
  const sessions = await stored(
    'select status, count(distinct role_session_name) as names from sessions where grant_id = $1 group by 1',
    grantId,
  )
  expect(sessions).toEqual([{ status: 'issued', names: '3' }])
})

test('two teams decide one after the other, and each sees it in the queue when it is their turn', async ({
  as,
}) => {
  const [alice, carla, dmitri] = [await as('alice'), await as('carla'), await as('dmitri')]
  await dmitri.goto('/approvals')
  await expect(dmitri.getByRole('heading', { level: 1, name: 'To decide' })).toBeVisible()
  const reason = unique('Overtime of August')
  await alice.goto(`/request/payroll-read?${new URLSearchParams({ reason, minutes: '30' }).toString()}`)
  await alice.getByRole('button', { name: 'Send request' }).click()
  await alice.waitForURL(/\/requests\//)
  const row = dmitri.getByRole('main').getByRole('listitem').filter({ hasText: reason })

  await carla.goto(alice.url())
  await decideOn(carla)
  await expect(row).toBeVisible()
  await expect(alice.getByText('Waiting for 1 of platform-approvers: Dmitri Volkov.')).toBeVisible()
  await dmitri.goto(alice.url())
  await decideOn(dmitri)
  await expect(alice.getByRole('link', { name: 'Go to the grant' })).toBeVisible()
})

async function decideOn(approver: Page): Promise<void> {
  await approver.getByRole('main').getByRole('button', { name: 'Approve' }).click()
  await approver.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await expect(approver.getByRole('dialog')).toBeHidden()
}

test('a requester takes a pending request back, and it leaves the approver’s queue by itself', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  await carla.goto('/approvals')
  const reason = unique('Not needed after all')
  const requestId = await askByForm(alice, { prefix: '2026/', reason })
  const row = carla.getByRole('main').getByRole('listitem').filter({ hasText: reason })
  await expect(row).toBeVisible()
  await alice.getByRole('button', { name: 'Cancel request' }).click()
  await alice.getByRole('dialog').getByRole('button', { name: 'Cancel the request' }).click()
  await expect(alice.getByText('Cancelled')).toBeVisible()
  await expect(row).toHaveCount(0)
  expect(await storedOne('select status from requests where id = $1', requestId)).toEqual({
    status: 'cancelled',
  })
})
