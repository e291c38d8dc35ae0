import { expect, test } from './fixtures'
import { openConsole, unique } from './steps'
import { storedOne } from './stored'
import { withWindow } from './window-catalogue'
import {
  approveOnPage,
  breakGlass,
  consoleStatus,
  endIt,
  endOf,
  extendOnPage,
  grantedWindow,
  pendingExtension,
  reopenConsole,
} from './window-steps'

const MINUTE_MS = 60_000
test.describe.configure({ timeout: 120_000 })

test('a grant is extended at once by the rule and then by a person, and the open console never notices', async ({
  as,
}) => {
  await withWindow(async () => {
    const [alice, carla] = [await as('alice'), await as('carla')]
    const { grantId } = await grantedWindow(alice, carla)
    const console = await openConsole(alice, grantId)
    const planned = await endOf(grantId)
    await expect(alice.getByRole('button', { name: 'Open console' })).toBeVisible()

    await extendOnPage(alice, {
      longer: '30 min',
      reason: 'The export is slow',
      says: 'Approved at once by the rule “First half hour”',
      send: 'Extend now',
    })
    await expect(alice.getByText('Extended', { exact: true })).toBeVisible()
    expect(await endOf(grantId)).toBe(planned + 30 * MINUTE_MS)
    await expect(alice.getByRole('button', { name: 'Reopen to continue' })).toBeVisible()
    await console.reload()
    await expect(console.getByRole('link', { name: 'q3/' })).toBeVisible()

    await extendOnPage(alice, {
      longer: '1 h',
      reason: unique('And then the ledger'),
      says: /Has to be approved before the grant ends.*Carla Rossi/,
      send: 'Ask for it',
    })
    const extensionId = await pendingExtension(alice, grantId)
    await expect(alice.getByRole('button', { name: 'Extend', exact: true })).toHaveCount(0)
    expect(await endOf(grantId), 'asking changes nothing').toBe(planned + 30 * MINUTE_MS)
    await console.reload()
    await expect(console.getByRole('link', { name: 'q3/' })).toBeVisible()

    await approveOnPage(carla, extensionId)
    await expect(alice.getByText('A later end is asked for'), 'the page follows').toHaveCount(0)
    expect(await endOf(grantId)).toBe(planned + 90 * MINUTE_MS)
    const again = await reopenConsole(alice)
    await expect(again.getByRole('link', { name: 'q3/' })).toBeVisible()
    await expect(alice.getByRole('button', { name: 'Open console' }), 'it lasts to the end').toBeVisible()
    await endIt(alice, grantId)
  })
})

test('an extension that is denied leaves the running grant as it was', async ({ as }) => {
  await withWindow(async () => {
    const [alice, carla] = [await as('alice'), await as('carla')]
    const { grantId } = await grantedWindow(alice, carla)
    await alice.goto(`/grants/${grantId}`)
    const planned = await endOf(grantId)
    await extendOnPage(alice, {
      longer: '2 h',
      reason: 'To be sure',
      says: 'Carla Rossi',
      send: 'Ask for it',
    })
    await carla.goto(`/requests/${await pendingExtension(alice, grantId)}`)
    await carla.getByRole('button', { name: 'Deny', exact: true }).click()
    await carla.getByRole('dialog').getByRole('button', { name: 'Deny', exact: true }).click()
    await expect(carla.getByRole('dialog')).toHaveCount(0)
    await expect(alice.getByText('A later end is asked for'), 'the page follows').toHaveCount(0)
    await expect(alice.getByText('Active', { exact: true })).toBeVisible()
    await expect(alice.getByRole('button', { name: 'Extend', exact: true })).toBeVisible()
    expect(await endOf(grantId)).toBe(planned)
    await (await openConsole(alice, grantId)).close()
    await endIt(alice, grantId)
  })
})

test('an approver revokes with a reason: issuing stops at once, and everybody who looks reads why', async ({
  as,
}) => {
  await withWindow(async () => {
    const [alice, carla] = [await as('alice'), await as('carla')]
    const { grantId } = await grantedWindow(alice, carla)
    await (await openConsole(alice, grantId)).close()
    await expect(alice.getByRole('button', { name: /^Revoke/ })).toHaveCount(0)

    await carla.goto(`/grants/${grantId}`)
    await carla.getByRole('button', { name: 'Revoke the grant of Alice Moreau' }).click()
    const dialog = carla.getByRole('dialog', { name: 'Revoke the grant of Alice Moreau?' })
    await expect(dialog).toContainText(
      /A console already open may work until (?:\d+ \w+(?: \d+)?, )?\d\d:\d\d/,
    )
    await dialog.getByRole('button', { name: 'Revoke it now' }).click()
    await expect(dialog).toContainText('Say in a sentence why')
    const reason = unique('The laptop was reported stolen')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
    await dialog.getByRole('button', { name: 'Revoke it now' }).click()

    for (const page of [carla, alice]) {
      await expect(page.getByText('Ended (revoked)')).toBeVisible()
      await expect(page.getByText(/by Carla Rossi$/)).toBeVisible()
      await expect(page.getByText(reason).first()).toBeVisible()
    }
    await expect(
      alice.getByText(/A console already open may work until (?:\d+ \w+(?: \d+)?, )?\d\d:\d\d/),
    ).toBeVisible()
    expect(await consoleStatus(alice, grantId)).toBe(409)
    expect(await storedOne('select end_reason, end_comment from grants where id = $1', grantId)).toEqual({
      end_reason: 'revoked',
      end_comment: reason,
    })
  })
})

test('broken glass: access at once, red for everybody, and reviewed afterwards by somebody else', async ({
  as,
}) => {
  await withWindow(async () => {
    const [alice, carla, erin] = [await as('alice'), await as('carla'), await as('erin')]
    const incident = unique('INC-4711')
    const { requestId, grantId } = await breakGlass(alice, incident, unique('Payments fail'))
    await alice.goto(`/grants/${grantId}`)
    await expect(alice.getByText(`Break-glass access: incident ${incident}`)).toBeVisible()
    await expect(alice.getByText('To be reviewed')).toBeVisible()
    await expect(alice.getByRole('link', { name: 'Review it' }), 'not by oneself').toHaveCount(0)
    const console = await openConsole(alice, grantId)
    await expect(console.getByRole('link', { name: 'q3/' })).toBeVisible()

    await carla.goto('/')
    await carla.getByRole('link', { name: /^Reviews \d+ waiting$/ }).click()
    const row = carla.locator(`[id="${requestId}"]`)
    await expect(row).toContainText(incident)
    await row.getByRole('button', { name: /^Review/ }).click()
    const dialog = carla.getByRole('dialog', { name: 'Was the access of Alice Moreau justified?' })
    await dialog.getByRole('radio', { name: 'Not justified' }).check()
    await dialog.getByRole('button', { name: 'Record as not justified' }).click()
    await expect(dialog).toContainText('Say in a sentence what was wrong.')
    const comment = unique('No incident of this number exists')
    await dialog.getByRole('textbox', { name: 'Comment' }).fill(comment)
    await dialog.getByRole('button', { name: 'Record as not justified' }).click()
    await expect(row).toHaveCount(0)

    await carla.getByRole('link', { name: 'Reviews given' }).click()
    await expect(row).toContainText(comment)
    await alice.goto(`/grants/${grantId}`)
    await expect(alice.getByText('Not justified', { exact: true })).toBeVisible()
    await expect(alice.getByText(comment).first()).toBeVisible()

    await erin.goto('/audit/reviews?state=unjustified')
    await expect(erin.getByText(incident)).toBeVisible()
    await expect(erin.getByText(comment)).toBeVisible()
    await erin.goto('/audit/reviews?state=open')
    await expect(erin.getByRole('heading', { level: 1, name: 'Break-glass' })).toBeVisible()
    await expect(erin.getByText(incident)).toHaveCount(0)
    expect(await storedOne('select outcome, comment from reviews where request_id = $1', requestId)).toEqual({
      outcome: 'unjustified',
      comment,
    })
    await endIt(alice, grantId)
  })
})
