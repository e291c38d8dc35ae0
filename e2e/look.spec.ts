import { expect, test } from './fixtures'
import { picture, pictureOf } from './pictures'
import { call } from './actions'
import { granted } from './steps'
import { stored } from './stored'

test.use({ trace: 'off' })

test('form, request, grant with terminal and secret', async ({ as }) => {
  const [ben, carla] = [await as('ben'), await as('carla')]
  for (const { id } of await stored(`select g.id from grants g where status = 'active'`)) {
    await call(ben, '/', 'relinquish', { grantId: String(id) })
  }
  await pictureOf(ben, '/request/sensitive-s3-access?deliveries=console,terminal,secret&prefix=2026/q3/&reason=Close+the+quarter', 'Can be sent as it is', 'g-form')
  await pictureOf(ben, '/request/support-uploads', 'How you will use it', 'g-form-only')
  const { requestId, grantId } = await granted(ben, carla, { deliveries: ['console', 'terminal', 'secret'], durationMinutes: 480, reason: 'Reconcile the third quarter with the ledger before the audit on Thursday' })
  await ben.goto(`/grants/${grantId}`)
  await expect(ben.getByText('Filled', { exact: true })).toBeVisible({ timeout: 40_000 })
  await picture(ben, 'g-grant')
  await ben.getByText('How a program reads it').click()
  await ben.getByRole('button', { name: 'Terminal credentials' }).click()
  await expect(ben.getByRole('tab', { name: 'PowerShell' })).toBeVisible()
  await expect(ben.getByRole('tab', { name: 'JavaScript' })).toBeVisible()
  await picture(ben, 'g-grant-terminal')
  await pictureOf(ben, '/', 'Running now', 'g-home')
  await pictureOf(ben, `/requests/${requestId}`, 'Go to the grant', 'g-request')
  await pictureOf(ben, '/request/sensitive-s3-access?deliveries=secret&prefix=2026/q3/&reason=Close+the+quarter', 'held by another grant', 'g-form-held')
})

test('preferences, jobs, audit', async ({ as }) => {
  const frank = await as('frank')
  await pictureOf(frank, '/preferences', 'Mail you get', 'g-preferences')
  await pictureOf(frank, '/admin/jobs', 'Mails that were not sent', 'g-jobs')
  const erin = await as('erin')
  await pictureOf(erin, '/audit/sessions?delivery=terminal', 'Used by', 'g-audit')
})
