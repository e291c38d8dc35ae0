import { call } from './actions'
import { expect, test } from './fixtures'
import { glimpse, picture, pictureOf } from './pictures'
import { orderFault } from './sandbox'
import { ask, clickOpenConsole, decision, freeSecrets, granted, openConsole } from './steps'
import { stored } from './stored'

// A trace of so many pictures takes longer than the pictures themselves.
test.use({ trace: 'off' })

const REASON = 'Reconcile the third quarter with the ledger before the audit on Thursday'

test('the door: sign-in, its problems, who are you, signed out', async ({ open }) => {
  const page = await open()
  await pictureOf(page, '/sign-in', 'Sign in to Daypass', 'sign-in')
  await pictureOf(page, '/sign-in?error=OAuthSignin', 'does not answer at the moment', 'sign-in-problem')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Who are you?')).toBeVisible()
  await picture(page, 'identity-provider')
  await pictureOf(page, '/signed-out', 'You are signed out', 'signed-out')
  await pictureOf(
    page,
    '/signed-out?provider=no',
    'Your identity provider could not be asked',
    'signed-out-here-only',
  )
})

test('nothing there, nothing to do, nothing to decide, nothing asked for', async ({ as }) => {
  const gwen = await as('gwen')
  await pictureOf(gwen, '/requests/nothing', 'There is nothing here', 'not-found')
  await pictureOf(gwen, '/', 'There is nothing for you to do here yet', 'nothing-for-you')
  await pictureOf(gwen, '/approvals', 'Nothing waits for your decision', 'to-decide-empty')
  await pictureOf(gwen, '/requests', 'You have not asked for anything yet', 'my-requests-empty')
})

test('asking: catalogue, search, form, form with problems', async ({ as }) => {
  const alice = await as('alice')
  await pictureOf(alice, '/request', 'SensitiveS3Access', 'catalogue')
  await pictureOf(alice, '/request?q=finance', 'Finance ledger', 'catalogue-search')
  await pictureOf(alice, '/request?q=nothing+at+all', 'Nothing matches', 'catalogue-nothing')
  const form = '/request/sensitive-s3-access'
  await pictureOf(alice, `${form}?prefix=2026/q3/&reason=${REASON}`, 'Can be sent as it is', 'form')
  await alice.goto(`${form}?prefix=board/&minutes=600`)
  await alice.getByRole('button', { name: 'Send request' }).click()
  await expect(alice.getByText('Choose a folder under 2025/ or 2026/.').first()).toBeVisible()
  await picture(alice, 'form-problems')
  await pictureOf(
    alice,
    '/request/platform-operator',
    'This entitlement is for the whole role.',
    'form-whole-role',
  )
})

test('deciding: pending for its requester and its approver, queue, dialog, denied', async ({ as }) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const requestId = await ask(alice, { reason: REASON, ticket: 'FIN-2207' })
  const path = `/requests/${requestId}`
  await pictureOf(alice, path, 'Waiting for 1 of finance-approvers', 'request-pending')
  await pictureOf(carla, '/approvals', REASON, 'to-decide')
  await pictureOf(carla, '/', 'Waiting for your decision', 'home-approver')
  await pictureOf(carla, path, REASON, 'request-to-decide')
  await carla.keyboard.press('a')
  await expect(carla.getByRole('dialog')).toBeVisible()
  await picture(carla, 'approve-dialog')
  await call(carla, path, 'decide', await decision(carla, requestId, 'deny', 'Ask for q3 alone, please.'))
  await pictureOf(alice, path, 'Carla Rossi denied', 'request-denied')
})

test('using: home empty and full, grant, its end asked for, ended, the console, a refusal', async ({
  as,
}) => {
  const [ben, carla] = [await as('ben'), await as('carla')]
  await endAllOf('ben', (grantId) => call(ben, '/', 'relinquish', { grantId }))
  await pictureOf(ben, '/', 'No access is running', 'home-nothing-running')
  await ask(ben, { reason: 'Look at the forecast', ticket: 'FIN-1' })
  const { requestId, grantId } = await granted(ben, carla, { reason: REASON, ticket: 'FIN-2207' })
  await granted(ben, carla, { durationMinutes: 15, reason: 'A short look' })
  await pictureOf(ben, '/', 'Running now', 'home')
  await pictureOf(ben, '/requests', REASON, 'my-requests')
  await pictureOf(ben, `/requests/${requestId}`, 'Go to the grant', 'request-approved')

  const console = await openConsole(ben, grantId)
  await picture(console, 'console')
  await console.goto(
    new URL('/s3/object/finance-reports?prefix=board/minutes-2026-07-09.txt', console.url()).href,
  )
  await picture(console, 'console-refusal')
  await orderFault('AssumeRole', 'throttle')
  await picture(await clickOpenConsole(ben), 'console-not-opened')
  await pictureOf(ben, `/grants/${grantId}`, 'Issued', 'grant')
  await ben.getByRole('button', { name: 'I’m done' }).click()
  await expect(ben.getByRole('dialog')).toBeVisible()
  await picture(ben, 'end-dialog')
  await ben.getByRole('button', { name: 'End it now' }).click()
  await expect(ben.getByText('Ended (relinquished)')).toBeVisible()
  await picture(ben, 'grant-ended')
})

test('delivering: form, grant with terminal and secret, credentials shown, a secret that is held, its end', async ({
  as,
}) => {
  await freeSecrets(as)
  const [ben, carla, erin] = [await as('ben'), await as('carla'), await as('erin')]
  const form = '/request/sensitive-s3-access?deliveries=console,terminal,secret'
  await pictureOf(ben, `${form}&reason=${REASON}`, 'Can be sent as it is', 'form-deliveries')
  const deliveries = ['console', 'terminal', 'secret']
  const { requestId, grantId } = await granted(ben, carla, { deliveries, reason: REASON })
  await pictureOf(ben, `/grants/${grantId}`, 'Filled', 'grant-deliveries')
  await ben.getByText('How a program reads it').click()
  await expect(ben.getByRole('tab', { name: 'JavaScript' })).toBeVisible()
  await ben.getByRole('button', { name: 'Terminal credentials' }).click()
  await expect(ben.getByRole('tab', { name: 'PowerShell' })).toBeVisible()
  await picture(ben, 'grant-terminal')
  await pictureOf(ben, '/', 'Secret SensitiveS3', 'home-deliveries')
  await pictureOf(carla, `/requests/${requestId}`, 'read by EC2Normal', 'request-deliveries')
  await pictureOf(ben, `${form}&reason=${REASON}`, 'is held by another grant', 'form-secret-held')
  const waiting = await ask(ben, { deliveries: ['secret'], reason: REASON })
  await pictureOf(carla, `/requests/${waiting}`, 'This cannot be approved yet', 'request-secret-held')
  await call(ben, `/requests/${waiting}`, 'cancel', { requestId: waiting })
  await call(ben, '/', 'relinquish', { grantId })
  await pictureOf(ben, `/grants/${grantId}`, 'No credentials stand there any more', 'grant-secret-emptied')
  await pictureOf(erin, '/audit/sessions?delivery=terminal', 'Used by', 'audit-sessions-terminal')
})

test('mail preferences, and no jobs to look after', async ({ as }) => {
  const frank = await as('frank')
  await pictureOf(frank, '/preferences', 'It goes to frank@example.com.', 'preferences')
  await pictureOf(frank, '/admin/jobs', 'Mails that were not sent', 'jobs-page')
})

async function endAllOf(handle: string, end: (grantId: string) => Promise<unknown>): Promise<void> {
  const grants = await stored(
    `select g.id from grants g join people p on p.id = g.person_id where handle = $1 and status = 'active'`,
    handle,
  )
  for (const { id } of grants) await end(String(id))
}

test('auditing: grants, sessions, events, opened rows, filters and a filter that is not understood', async ({
  as,
}) => {
  const [alice, carla, erin] = [await as('alice'), await as('carla'), await as('erin')]
  const { grantId } = await granted(alice, carla, { reason: REASON })
  await openConsole(alice, grantId)
  await pictureOf(erin, '/audit/grants', REASON, 'audit-grants')
  await pictureOf(erin, '/audit/grants?bucket=finance-reports&status=active', REASON, 'audit-grants-filtered')
  await pictureOf(erin, '/audit/grants?status=maybe', 'A filter is not understood', 'audit-grants-problem')
  await pictureOf(erin, '/audit/grants?bucket=none-of-ours', 'No grants match', 'audit-grants-none')
  await erin.goto('/audit/sessions')
  await erin
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click()
  await expect(erin.getByText('Role session name (in CloudTrail)')).toBeVisible()
  await picture(erin, 'audit-sessions')
  await erin.goto(`/audit/events?grantId=${grantId}`)
  await erin
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click()
  await expect(erin.getByText('As stored')).toBeVisible()
  await picture(erin, 'audit-events')
  await pictureOf(erin, `/grants/${grantId}`, 'Granted to Alice Moreau', 'grant-for-auditor')
})

test('the frame: navigation on a phone, the person’s menu, who am I', async ({ as }) => {
  const alice = await as('alice')
  await alice.goto('/request')
  await alice.setViewportSize({ width: 390, height: 844 })
  await alice.getByRole('button', { name: 'Navigation' }).click()
  await expect(alice.getByRole('link', { name: 'My requests' })).toBeVisible()
  await glimpse(alice, 'navigation-390-light')
  await alice.setViewportSize({ width: 1440, height: 900 })
  await alice.getByRole('button', { name: 'You: Alice Moreau' }).click()
  await expect(alice.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  await picture(alice, 'person-menu')
  await alice.getByRole('menuitem', { name: 'Who am I here?' }).click()
  await expect(alice.getByRole('dialog')).toContainText('engineers')
  await picture(alice, 'who-am-i')
})
