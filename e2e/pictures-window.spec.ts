import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import type { Handle } from './people'
import { picture, pictureOf } from './pictures'
import { idIn, openConsole } from './steps'
import { storedOne } from './stored'
import { withWindow } from './window-catalogue'
import { breakGlass, endIt, extendOnPage, grantedWindow, startsIn, suspended } from './window-steps'

// A trace of so many pictures takes longer than the pictures themselves.
test.use({ trace: 'off' })
test.describe.configure({ timeout: 300_000 })

test('the window: extending, what waits, reopening, revoking, revoked, scheduled', async ({ as }) => {
  await withWindow(async () => {
    const [ben, carla] = [await as('ben'), await as('carla')]
    const deliveries = ['console', 'terminal']
    const { grantId } = await grantedWindow(ben, carla, { deliveries })
    await (await openConsole(ben, grantId)).close()
    await ben.getByRole('button', { name: 'Extend', exact: true }).click()
    await expect(ben.getByText('Has to be approved before the grant ends')).toBeVisible()
    await picture(ben, 'grant-extend')
    await ben.getByRole('button', { name: '30 min', exact: true }).click()
    await expect(ben.getByText('Approved at once')).toBeVisible()
    await ben.getByRole('button', { name: 'Extend now' }).click()
    await expect(ben.getByText('Say in a sentence why you need it longer')).toBeVisible()
    await picture(ben, 'grant-extend-at-once')
    await ben.reload()
    await extendOnPage(ben, { longer: '30 min', reason: 'Slow', says: 'at once', send: 'Extend now' })
    await expect(ben.getByRole('button', { name: 'Reopen to continue' })).toBeVisible()
    await picture(ben, 'grant-reopen')
    await extendOnPage(ben, { longer: '1 h', reason: 'Slower', says: 'Carla Rossi', send: 'Ask for it' })
    await expect(ben.getByText('A later end is asked for')).toBeVisible()
    await picture(ben, 'grant-extension-waits')

    await carla.goto(`/grants/${grantId}`)
    await carla.getByRole('button', { name: /^Revoke/ }).click()
    await carla.getByRole('textbox', { name: 'Reason' }).fill('The laptop was reported stolen.')
    await picture(carla, 'grant-revoke')
    await carla.getByRole('button', { name: 'Revoke it now' }).click()
    await pictureOf(ben, `/grants/${grantId}`, 'Ended (revoked)', 'grant-revoked')

    const later = await grantedWindow(ben, carla, { startsAt: await startsIn(3 * 24 * 60) })
    await pictureOf(ben, `/grants/${later.grantId}`, 'The clock starts then', 'grant-scheduled')
    await ben.getByRole('button', { name: 'Cancel it' }).click()
    await expect(ben.getByText('It will not start.')).toBeVisible()
    await picture(ben, 'grant-cancel')
    await endIt(ben, later.grantId)
  })
})

test('broken glass: for whom it is, for its reviewer, the review, given, and for auditors', async ({
  as,
}) => {
  await withWindow(async () => {
    const [ben, carla, erin] = [await as('ben'), await as('carla'), await as('erin')]
    const { grantId } = await breakGlass(
      ben,
      'INC-4711',
      'Payments fail since 19:40; the exports of today have to be looked at before the bank closes.',
    )
    await pictureOf(ben, `/grants/${grantId}`, 'To be reviewed', 'grant-break-glass')
    await pictureOf(carla, '/reviews', 'INC-4711', 'reviews')
    await carla
      .getByRole('button', { name: /^Review the break-glass/ })
      .first()
      .click()
    await carla.getByRole('radio', { name: 'Not justified' }).check()
    await carla.getByRole('button', { name: 'Record as not justified' }).click()
    await expect(carla.getByText('Say in a sentence what was wrong.')).toBeVisible()
    await picture(carla, 'review-dialog')
    await carla.getByRole('textbox', { name: 'Comment' }).fill('No incident of this number exists.')
    await carla.getByRole('button', { name: 'Record as not justified' }).click()
    await expect(carla.getByRole('dialog')).toHaveCount(0)
    await pictureOf(carla, '/reviews?state=done', 'No incident of this number exists.', 'reviews-given')
    await pictureOf(ben, '/reviews', 'Nothing waits for a review', 'reviews-empty')
    await pictureOf(erin, '/audit/reviews', 'INC-4711', 'audit-reviews')
    await pictureOf(erin, '/audit/reviews?state=overdue', 'Break-glass', 'audit-reviews-overdue')
    await pictureOf(erin, '/audit/grants', 'Break-glass', 'audit-grants-break-glass')
    await endIt(ben, grantId)
    await pictureOf(erin, `/grants/${grantId}`, 'Ended (relinquished)', 'grant-break-glass-ended')
  })
})

test('grants of which nothing is issued, for administrators and for an approver', async ({ as }) => {
  await withWindow(async () => {
    const [ben, carla, frank] = [await as('ben'), await as('carla'), await as('frank')]
    const { grantId } = await grantedWindow(ben, carla)
    await suspended('ben', async () => {
      await pictureOf(frank, '/admin/grants', 'The person is suspended', 'stopped-grants')
      await pictureOf(carla, `/grants/${grantId}`, 'Nothing is issued from this grant', 'grant-stopped')
    })
    await endIt(ben, grantId)
    await endAllStopped(as, frank)
    await pictureOf(frank, '/admin/grants', 'Every running grant can be used', 'stopped-grants-none')
  })
})

/** Whatever other journeys have left behind of entitlements that are offered no more. */
async function endAllStopped(as: (handle: Handle) => Promise<Page>, administrator: Page): Promise<void> {
  await administrator.goto('/admin/grants')
  for (const link of await administrator.locator('main li a[href^="/grants/"]').all()) {
    const id = idIn((await link.getAttribute('href')) ?? '')
    const { handle } = await storedOne(
      'select handle from grants g join people p on p.id = g.person_id where g.id = $1',
      id,
    )
    await endIt(await as(handle as Handle), id)
  }
}
