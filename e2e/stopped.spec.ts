import { v7 as newId } from 'uuid'
import { expect, test } from './fixtures'
import { unique } from './steps'
import { stored, storedOne } from './stored'
import { withWindow } from './window-catalogue'
import { consoleStatus, grantedWindow } from './window-steps'

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

/** Runs `work` while somebody is suspended, past the page that does it. */
async function suspended(handle: string, work: () => Promise<void>): Promise<void> {
  const id = newId()
  const { person, by } = await storedOne(
    `select (select id from people where handle = $1) as person, (select id from people where handle = 'frank') as by`,
    handle,
  )
  await stored(
    `insert into suspensions (id, person_id, by_person_id, reason, suspended_at)
     values ($1, $2, $3, 'A journey', daypass_now())`,
    ...[id, person, by],
  )
  try {
    await work()
  } finally {
    await stored(`update suspensions set lifted_at = daypass_now(), lifted_by_id = $2 where id = $1`, id, by)
  }
}
