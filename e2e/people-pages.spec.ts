import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { picture, pictureOf } from './pictures'
import { ask, granted } from './steps'
import { stored, storedOne } from './stored'

const REASON = 'The laptop was stolen on the train'

test.afterEach(async () => {
  await stored(
    `update suspensions set lifted_at = now(), lifted_by_id = by_person_id where lifted_at is null`,
  )
})

test('an administrator finds a person and suspends them: they are out at once, and in again once reinstated', async ({
  as,
  asAnew,
}) => {
  const [frank, ben, carla] = [await as('frank'), await asAnew('ben'), await as('carla')]
  await granted(ben, carla, { reason: 'Look at the forecast' })
  await ask(ben, { reason: 'Look at the board’s minutes' })
  const { id } = await storedOne(`select id from people where handle = 'ben'`)
  await ben.goto('/preferences')
  await ben.goto('/')

  await frank.goto('/')
  await frank.getByRole('link', { name: 'People' }).click()
  await frank.getByRole('searchbox', { name: 'Name, handle or address' }).fill('OKAF')
  await frank.keyboard.press('Enter')
  await expect(frank).toHaveURL('/admin/people?q=OKAF')
  await expect(frank.getByRole('table', { name: 'People' }).getByRole('rowheader')).toHaveCount(1)
  await frank.getByRole('link', { name: 'Ben Okafor' }).click()
  await expect(frank).toHaveURL(`/admin/people/${String(id)}`)
  await expect(frank.getByText('Pending: approvers can deny it.').first()).toBeVisible()
  await expect(frank.getByText('Approvers and administrators can revoke it').first()).toBeVisible()
  await picture(frank, 'person')

  await frank.getByRole('button', { name: 'Suspend' }).click()
  const dialog = frank.getByRole('dialog', { name: 'Suspend Ben Okafor?' })
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await expect(dialog.getByText('Say in a sentence why.')).toBeVisible()
  await picture(frank, 'suspend-dialog')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(REASON)
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(frank.getByText(REASON)).toBeVisible()
  await expect(frank.getByText(/Nothing is minted any more; console sessions/).first()).toBeVisible()
  await picture(frank, 'person-suspended')

  await expect(ben, 'the open page hears of it').toHaveURL(/\/sign-in/)
  await tryToSignIn(ben)
  await expect(ben.getByText('Your access to Daypass is suspended. Ask an administrator.')).toBeVisible()
  await picture(ben, 'sign-in-suspended')
  expect(await stored('select id from sign_ins where person_id = $1', id)).toEqual([])

  await frank.getByRole('button', { name: 'Reinstate' }).click()
  const again = frank.getByRole('dialog', { name: 'Reinstate Ben Okafor?' })
  await picture(frank, 'reinstate-dialog')
  await again.getByRole('button', { name: 'Reinstate' }).click()
  await expect(frank.getByText(REASON)).toHaveCount(0)
  await tryToSignIn(ben)
  await expect(ben.getByRole('button', { name: 'You: Ben Okafor' })).toBeVisible()
})

test('the people: everybody, the suspended alone, nobody who matches; for others there is no such page', async ({
  as,
}) => {
  const [frank, erin] = [await as('frank'), await as('erin')]
  await pictureOf(frank, '/admin/people', 'Frank Lindqvist', 'people')
  await frank.goto('/admin/people?suspended=yes')
  await expect(frank.getByRole('checkbox', { name: 'Only suspended' })).toBeChecked()
  await pictureOf(frank, '/admin/people?q=nobody-at-all', 'Nobody matches', 'people-none')
  const { id } = await storedOne(`select id from people where handle = 'frank'`)
  await frank.goto(`/admin/people/${String(id)}`)
  await expect(frank.getByRole('heading', { level: 1, name: 'Frank Lindqvist' })).toBeVisible()
  await expect(frank.getByRole('button', { name: 'Suspend' }), 'nobody suspends themselves').toHaveCount(0)
  for (const path of ['/admin/people', `/admin/people/${String(id)}`])
    expect((await erin.goto(path))?.status()).toBe(404)
})

async function tryToSignIn(ben: Page): Promise<void> {
  await ben.goto('/sign-in')
  await ben.getByRole('button', { name: 'Sign in with your organisation' }).click()
  await ben.getByRole('button', { name: /\bben · / }).click()
}
