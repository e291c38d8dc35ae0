import type { Page } from '@playwright/test'
import { daypass, editedCatalogue } from './catalogue'
import { expect, test } from './fixtures'
import { picture, pictureOf } from './pictures'
import { ask, granted, idIn, unique } from './steps'
import { stored, storedOne } from './stored'

// A trace of so many pictures takes longer than the pictures themselves.
test.use({ trace: 'off' })

/** SensitiveS3Access for an hour at most, and by a second stage; Board minutes withdrawn; somebody new listed. */
function edit(yaml: string): string {
  const entries = yaml.split(/\n(?= {2}[a-z0-9-]+:\n)/)
  return entries
    .filter((entry) => !entry.startsWith('  finance-board-minutes:'))
    .map((entry) =>
      entry.startsWith('  sensitive-s3-access:')
        ? entry.replace('maxDurationMinutes: 480', 'maxDurationMinutes: 30')
        : entry,
    )
    .join('\n')
}

/** Frank’s own groups may ask for the ledger. */
function forAdmins(yaml: string): string {
  return yaml.replace(
    'mayRequest: { groups: [engineers, finance-approvers] }',
    'mayRequest: { groups: [daypass-admins] }',
  )
}

async function propose(folder: string, message: string): Promise<string> {
  const printed = await daypass('catalog', 'apply', folder, '--message', message)
  expect(printed).toContain('An administrator confirms it here:')
  return idIn(printed)
}

async function minutesOnOffer(): Promise<unknown> {
  const { minutes } = await storedOne(
    `select canonical::jsonb->'maxDurationMinutes' as minutes from entitlements e
     join entitlement_versions v on v.id = e.current_version_id where e.id = 'sensitive-s3-access'`,
  )
  return minutes
}

const bar = (page: Page) => page.getByRole('main')

test('a change of the catalogue takes a second person: the operator proposes, an administrator confirms what is on the screen', async ({
  as,
}) => {
  const [alice, carla, frank] = [await as('alice'), await as('carla'), await as('frank')]
  await granted(alice, carla)
  await ask(alice, { reason: unique('Waits while the catalogue changes') })
  const shorter = await editedCatalogue(edit)
  const before = await minutesOnOffer()
  const other = await as('frank')
  await other.goto('/admin/catalog')
  const message = unique('Half an hour is enough, as agreed with finance')
  const changeId = await propose(shorter.folder, message)
  const address = `/admin/catalog/changes/${changeId}`
  await expect(other.getByText('A change of the catalogue waits for an administrator')).toBeVisible()
  await picture(other, 'catalogue-admin')
  expect(await minutesOnOffer()).toBe(before)
  for (const page of [alice, carla, await as('erin')]) expect((await page.goto(address))?.status()).toBe(404)

  await pictureOf(frank, address, 'Touches', 'catalogue-change')
  await expect(frank.getByText('8 h', { exact: true })).toBeVisible()
  await expect(frank.getByText('30 min', { exact: true })).toBeVisible()
  await expect(bar(frank)).toContainText(message)
  await frank.getByRole('button', { name: 'Confirm' }).click()
  await picture(frank, 'catalogue-change-confirm')

  // Somebody changes the offer while the dialog is open.
  const same = await editedCatalogue((yaml) => yaml.replace('name: Partner exchange', 'name: Partners'))
  await daypass('catalog', 'apply', same.folder, '--emergency', '--reason', 'The journey cannot wait')
  await frank.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
  await expect(frank.getByText('ERR_CHANGED_MEANWHILE')).toBeVisible()
  await expect(frank.getByText('What is offered has changed since this was handed in.')).toBeVisible()
  await expect(bar(frank)).toContainText('Partners')
  await picture(frank, 'catalogue-change-moved')
  expect(await minutesOnOffer()).toBe(before)

  await frank.getByRole('button', { name: 'Confirm' }).click()
  await frank.getByRole('dialog').getByRole('textbox').fill('Seen with finance')
  await frank.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
  await expect(bar(frank)).toContainText('Confirmed by Frank Lindqvist')
  expect(await minutesOnOffer()).toBe(30)
  await picture(frank, 'catalogue-change-applied')
  await expect(other.getByText('A change of the catalogue waits for an administrator')).toBeHidden()

  await pictureOf(frank, '/admin/catalog/sensitive-s3-access', 'Its history', 'catalogue-entry')
  await expect(bar(frank)).toContainText(message)
  await pictureOf(frank, '/admin/catalog?q=withdrawn', 'Board minutes', 'catalogue-withdrawn')
  await pictureOf(frank, '/admin/catalog/changes', 'Emergency: applied on the machine', 'catalogue-changes')
  const [emergency] = await stored(
    `select id from catalog_changes where message = 'The journey cannot wait' order by created_at desc`,
  )
  await pictureOf(
    frank,
    `/admin/catalog/changes/${String(emergency?.['id'])}`,
    'Applied in an emergency, without an administrator',
    'catalogue-change-emergency',
  )
  const erin = await as('erin')
  await erin.goto('/audit/events?type=catalog-change.confirmed')
  await expect(erin.getByText('Frank Lindqvist confirmed a change of the catalogue')).toBeVisible()
  await shorter.remove()
  await same.remove()
  await daypass('catalog', 'apply', 'catalog', '--emergency', '--reason', 'The journey is over')
})

test('an administrator who would gain by a change sees why they cannot confirm it, and declines it', async ({
  as,
}) => {
  const frank = await as('frank')
  const mine = await editedCatalogue(forAdmins)
  const changeId = await propose(mine.folder, unique('For the administrators'))
  const address = `/admin/catalog/changes/${changeId}`
  await pictureOf(frank, address, 'You could ask for it, and cannot now.', 'catalogue-change-gains')
  await expect(frank.getByRole('button', { name: 'Confirm' })).toBeDisabled()
  await frank.getByRole('button', { name: 'Decline' }).click()
  await frank.getByRole('dialog').getByRole('button', { name: 'Decline' }).click()
  await expect(frank.getByText('Say what would have to be different.').last()).toBeVisible()
  await frank.getByRole('dialog').getByRole('textbox').fill('Nobody needs this')
  await frank.getByRole('dialog').getByRole('button', { name: 'Decline' }).click()
  await expect(bar(frank)).toContainText('Declined by Frank Lindqvist')
  await picture(frank, 'catalogue-change-declined')
  await mine.remove()
})
