import type { Page } from '@playwright/test'
import { withCatalogue } from './catalogue'
import { expect, test } from './fixtures'
import { picture } from './pictures'
import { ask, clickOpenConsole, granted, unique } from './steps'
import { eventsOf, stored, storedOne } from './stored'

const LEDGER = {
  kind: 's3',
  bucket: 'finance-ledger',
  prefix: '2026/',
  level: 'read',
  delete: false,
  kmsKey: 'arn:aws:kms:eu-central-1:111122223333:key/1b2f6a3c-7d54-4e0a-9c1f-5a3d2e8b7f60',
}

/** SensitiveS3Access for half an hour at most; no finance ledger any more. */
function shrink(yaml: string): string {
  const [before = '', ...entries] = yaml.split(/\n(?= {2}[a-z0-9-]+:\n)/)
  const kept = entries.filter((entry) => !entry.startsWith('  finance-ledger:'))
  const shorter = kept.map((entry) =>
    entry.startsWith('  sensitive-s3-access:')
      ? entry.replace('maxDurationMinutes: 480', 'maxDurationMinutes: 30')
      : entry,
  )
  return [before, ...shorter].join('\n')
}

test('an entitlement that changed or went between form, decision and console stops each with a sentence', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const { id: version } = await storedOne(
    `select current_version_id as id from entitlements where id = 'finance-ledger'`,
  )
  const ledger = { entitlementId: 'finance-ledger', entitlementVersionId: version, scope: LEDGER }
  const { requestId: ledgerRequest, grantId } = await granted(alice, carla, ledger)
  const pending = await ask(alice)
  const reason = unique('Typed before the change')
  await alice.goto(
    `/request/sensitive-s3-access?${new URLSearchParams({ prefix: '2026/', reason }).toString()}`,
  )
  const [grantTab, formTab] = [await alice.context().newPage(), await alice.context().newPage()]
  await grantTab.goto(`/grants/${grantId}`)
  await formTab.goto('/request/finance-ledger?reason=Too+late')
  await carla.goto(`/requests/${pending}`)
  await carla.getByRole('main').getByRole('button', { name: 'Approve' }).click()

  await withCatalogue(shrink, async () => {
    await sendsNothingAndLoadsTheChange(alice, reason)
    await decidesNothing(carla, pending)
    await mintsNothing(grantTab, grantId)
    await formTab.getByRole('button', { name: 'Send request' }).click()
    await expect(formTab.getByText('ERR_NOT_FOUND')).toBeVisible()
  })
  const refused = { type: 'session.refused', by: 'alice', code: 'ERR_ENTITLEMENT_WITHDRAWN' }
  expect(await eventsOf(ledgerRequest)).not.toContainEqual(
    expect.objectContaining({ type: 'session.intended' }),
  )
  const events = await stored(
    `select body->>'type' as type, body->'actor'->>'handle' as by, body->'data'->>'code' as code
     from audit_events where body->'about'->>'grantId' = $1 and body->>'type' like 'session.%'`,
    grantId,
  )
  expect(events).toEqual([refused])
})

async function sendsNothingAndLoadsTheChange(alice: Page, reason: string): Promise<void> {
  await alice.getByRole('button', { name: 'Send request' }).click()
  await expect(alice.getByText('This entitlement has changed since you opened the form.')).toBeVisible()
  await alice.getByRole('button', { name: 'Load the changed entitlement' }).click()
  await expect(alice.getByText(/^At most 30 min:/).first()).toBeVisible()
  await expect(alice.getByRole('textbox', { name: 'Reason' })).toHaveValue(reason)
  expect(await stored('select id from requests where reason = $1', reason)).toEqual([])
}

async function decidesNothing(carla: Page, requestId: string): Promise<void> {
  await carla.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await expect(carla.getByText('What would be approved is not what was on your screen')).toBeVisible()
  await expect(carla.getByText('What has changed since you opened this page')).toBeVisible()
  await expect(carla.getByText(/This stands against an approval now:\s*\+ At most 30 min/)).toBeVisible()
  await picture(carla, 'what-changed')
  expect(await storedOne('select status from requests where id = $1', requestId)).toEqual({
    status: 'pending',
  })
  expect(await stored('select id from grants where request_id = $1', requestId)).toEqual([])
}

async function mintsNothing(grantTab: Page, grantId: string): Promise<void> {
  const refusal = await clickOpenConsole(grantTab)
  await expect(
    refusal.getByText('This entitlement has been withdrawn: nothing is issued any more.'),
  ).toBeVisible()
  await refusal.getByRole('link', { name: 'Back to Daypass' }).click()
  await expect(refusal).toHaveURL(`/grants/${grantId}`)
  expect(await stored('select id from sessions where grant_id = $1', grantId)).toEqual([])
}

test('an approver who is out of the group by the time of deciding is told so, and decides nothing', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const requestId = await ask(alice)
  // With live updates the page may be gone before the button is pressed.
  await carla.route('**/api/live*', (route) => route.abort())
  await carla.goto(`/requests/${requestId}`)
  await carla.getByRole('main').getByRole('button', { name: 'Approve' }).click()
  const dialog = carla.getByRole('dialog')
  await renameGroup('finance-approvers', 'finance-approvers-of-then')
  try {
    await dialog.getByRole('button', { name: 'Approve' }).click()
    await expect(dialog.getByText('You cannot see this request any more.')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Approve' })).toBeDisabled()
    await picture(carla, 'approve-dialog-hidden')
    await dialog.getByRole('button', { name: 'Reload' }).click()
    await expect(carla.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
    expect(await stored('select id from decisions where request_id = $1', requestId)).toEqual([])
  } finally {
    await renameGroup('finance-approvers-of-then', 'finance-approvers')
  }
})

/** Everybody is in another group from now on, as if they had signed in after the identity provider changed it. */
function renameGroup(from: string, to: string) {
  return stored('update memberships set group_name = $2 where group_name = $1', from, to)
}
