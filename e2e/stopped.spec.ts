import { expect, test } from './fixtures'
import { unique } from './steps'
import { withWindow } from './window-catalogue'
import { consoleStatus, grantedWindow, suspended } from './window-steps'

test.describe.configure({ timeout: 120_000 })

test('a grant of somebody who is suspended issues nothing, says why, and an administrator takes it back', async ({
  as,
}) => {
  await withWindow(async () => {
    const [ben, carla, frank] = [await as('ben'), await as('carla'), await as('frank')]
    const { grantId } = await grantedWindow(ben, carla)
    await suspended('ben', async () => {
      await carla.goto(`/grants/${grantId}`)
      await expect(carla.getByText('Nothing is issued from this grant, although it runs')).toBeVisible()
      await frank.goto('/')
      await frank.getByRole('link', { name: 'Stopped grants' }).click()
      const row = frank.getByRole('listitem').filter({
        has: frank.locator(`a[href="/grants/${grantId}"]`),
      })
      await expect(row).toContainText('The person is suspended from Daypass.')
      await row.getByRole('button', { name: 'Revoke the grant of Ben Okafor' }).click()
      const dialog = frank.getByRole('dialog')
      const reason = unique('Left the company')
      await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
      await dialog.getByRole('button', { name: 'Revoke it now' }).click()
      await expect(row).toHaveCount(0)
      await expect(carla.getByText('Ended (revoked)')).toBeVisible()
      await expect(carla.getByText(reason).first()).toBeVisible()
      expect(await consoleStatus(ben, grantId)).not.toBe(200)
    })
  })
})

test('the list of stopped grants is nobody’s but the administrators’', async ({ as }) => {
  for (const handle of ['alice', 'carla', 'erin'] as const)
    expect((await (await as(handle)).request.get('/admin/grants')).status(), handle).toBe(404)
})
