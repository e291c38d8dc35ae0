import { setTimeout as pause } from 'node:timers/promises'
import { expect as expectation, type Locator, type Page } from '@playwright/test'
import { call } from '@/e2e/actions'
import { ask, clickOpenConsole, decision, granted, idIn } from '@/e2e/steps'
import { stored } from '@/e2e/stored'
import { photograph, photographPart } from './camera'

const expect = expectation.configure({ timeout: 15_000 })

const WISH = {
  prefix: '2026/',
  minutes: '120',
  deliveries: 'console,terminal,secret',
  reason: 'Reconcile the third quarter with the ledger before the audit on Thursday',
  ticket: 'FIN-2207',
}

/** What others did before, so that lists are not empty: access that has ended, and access that was denied. */
export async function whatWasBefore(ben: Page, carla: Page): Promise<void> {
  const lastYear = { kind: 's3', bucket: 'finance-reports', prefix: '2025/', level: 'list', delete: false }
  const wishes = [
    { scope: lastYear, reason: 'Which quarters of last year are complete?', ticket: 'FIN-2188' },
    { reason: 'Look up the forecast for June', ticket: 'FIN-2190', durationMinutes: 30 },
  ]
  for (const wish of wishes) {
    const { grantId } = await granted(ben, carla, wish)
    await call(ben, '/', 'relinquish', { grantId })
  }
  const wanted = await ask(ben, { reason: 'See what else there is', durationMinutes: 480 })
  const answer = await decision(carla, wanted, 'deny', 'Please ask for the quarter you need.')
  await call(carla, `/requests/${wanted}`, 'decide', answer)
}

/** Alice fills in the form and sends it. Answers the request's id. */
export async function asking(alice: Page): Promise<string> {
  await alice.goto(`/request/sensitive-s3-access?${new URLSearchParams(WISH).toString()}`)
  await expect(alice.getByText('Can be sent as it is')).toBeVisible()
  await photograph(alice, 'ask', alice.getByRole('textbox', { name: 'Reason' }))
  await alice.getByRole('button', { name: 'Send request' }).click()
  await alice.waitForURL(/\/requests\/[0-9a-f-]{36}$/)
  return idIn(alice.url())
}

/** The mail that an approver got about it. */
export async function mailToApprover(mailbox: Page, address: string): Promise<void> {
  // Tall enough for the mail's whole frame.
  await mailbox.setViewportSize({ width: 1440, height: 1120 })
  const mail = mailbox.getByRole('link', { name: /^Alice Moreau asks for access/ })
  await comesAbout(async () => {
    await mailbox.goto(`${address}/?to=carla@example.com`)
    return (await mail.count()) > 0
  })
  await mail.first().click()
  const frame = mailbox.frameLocator('iframe')
  await expect(frame.getByText('Look at it and decide')).toBeVisible()
  await photograph(mailbox, 'mail', mailbox.locator('iframe'))
}

/** Carla reads the request and approves. */
export async function deciding(carla: Page, requestId: string): Promise<void> {
  await carla.goto(`/requests/${requestId}`)
  await expect(carla.getByText(WISH.reason)).toBeVisible()
  await photograph(carla, 'decide', contentOf(carla))
  await carla.getByRole('button', { name: 'Approve' }).click()
  await carla.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await expect(carla.getByText('Carla Rossi approved')).toBeVisible()
}

/** Alice uses what she was granted. Answers the grant's id. */
export async function using(alice: Page, requestId: string): Promise<string> {
  await alice.goto(`/requests/${requestId}`)
  await alice.getByRole('link', { name: 'Go to the grant' }).click()
  await expect(alice.getByText('Filled', { exact: true })).toBeVisible()
  await photograph(alice, 'grant', alice.locator('#secret'))
  const console = await clickOpenConsole(alice)
  await console.close()
  await alice.getByRole('button', { name: 'Terminal credentials' }).click()
  const lines = alice.locator('#terminal pre')
  await expect(lines).toBeVisible()
  // Credentials of the sandbox are worth nothing; a picture of any would still be a bad example.
  await lines.evaluate((element) => {
    element.style.filter = 'blur(6px)'
  })
  await photographPart(alice.locator('#terminal'), 'terminal')
  return idIn(alice.url())
}

/** Erin looks at who had access, and at one grant's story. */
export async function auditing(erin: Page, grantId: string): Promise<void> {
  await erin.goto('/audit/grants')
  await expect(erin.getByText(WISH.reason).first()).toBeVisible()
  await photograph(erin, 'audit', contentOf(erin))
  await erin.goto(`/grants/${grantId}`)
  await expect(erin.getByText('Terminal credentials were shown to Alice Moreau.')).toBeVisible()
  await photograph(erin, 'story', erin.getByRole('listitem').filter({ hasText: /^Issued\s*Terminal/ }))
}

/** Alice chooses her mails, and Frank finds one that could not be sent. */
export async function lookingAfterMail(
  people: Record<'alice' | 'ben' | 'carla' | 'frank', Page>,
): Promise<void> {
  const { alice, ben, carla, frank } = people
  await alice.goto('/preferences')
  await expect(alice.getByText('It goes to alice@example.com.')).toBeVisible()
  await photograph(alice, 'preferences', contentOf(alice))
  // SES takes no address with letters beyond ASCII before the @.
  await stored(`update people set email = 'bén@example.com' where handle = 'ben'`)
  await granted(ben, carla, { reason: 'Compare the forecast with the orders', durationMinutes: 60 })
  await comesAbout(async () => {
    await frank.goto('/admin/jobs')
    return (await frank.getByText('Refused', { exact: true }).count()) > 0
  })
  await photograph(frank, 'jobs', contentOf(frank))
}

/** What stands between a page's frame and its footer, without the room around it. */
function contentOf(page: Page): Locator {
  return page.getByRole('main').locator('> *').last()
}

const LONGEST_MILLISECONDS = 30_000

/** Asks again and again whether something has come about that the worker does. */
async function comesAbout(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LONGEST_MILLISECONDS
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('What a picture is to show did not come about.')
    await pause(250)
  }
}
