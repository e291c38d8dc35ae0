import { expect, type Page } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { call } from './actions'
import { ask } from './steps'
import { stored, storedOne } from './stored'
import { WINDOW } from './window-catalogue'

/** What an offered entitlement's form names besides the wish: it, and its version of now. */
async function pinned(entitlementId: string) {
  const { id } = await storedOne(
    'select current_version_id as id from entitlements where id = $1',
    entitlementId,
  )
  return { entitlementId, entitlementVersionId: id }
}

/** Approves on the page, as a person does. */
export async function approveOnPage(approver: Page, requestId: string): Promise<void> {
  await approver.goto(`/requests/${requestId}`)
  await approver.getByRole('button', { name: 'Approve', exact: true }).click()
  await approver.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(approver.getByRole('dialog')).toHaveCount(0)
}

/** A grant of the entitlement that can be extended, approved on the page. */
export async function grantedWindow(
  requester: Page,
  approver: Page,
  changes: Record<string, unknown> = {},
): Promise<{ requestId: string; grantId: string }> {
  const requestId = await ask(requester, { ...(await pinned(WINDOW)), ...changes })
  await approveOnPage(approver, requestId)
  const { id } = await storedOne('select id from grants where request_id = $1', requestId)
  return { requestId, grantId: String(id) }
}

/** Breaks the glass without the form. */
export async function breakGlass(
  requester: Page,
  incident: string,
  reason: string,
): Promise<{ requestId: string; grantId: string }> {
  const changes = { ...(await pinned(WINDOW)), kind: 'break-glass', incident, reason }
  const requestId = await ask(requester, changes)
  const { id } = await storedOne('select id from grants where request_id = $1', requestId)
  return { requestId, grantId: String(id) }
}

/** When a grant ends, by what is stored; in milliseconds. */
export async function endOf(grantId: string): Promise<number> {
  const { at } = await storedOne('select ends_at as at from grants where id = $1', grantId)
  return (at as Date).getTime()
}

/** Asks for a later end on the grant's page, which shows what it leads to before it is sent. */
export async function extendOnPage(
  holder: Page,
  given: { longer: string; reason: string; says: string | RegExp; send: 'Extend now' | 'Ask for it' },
): Promise<void> {
  await holder.getByRole('button', { name: 'Extend', exact: true }).click()
  const dialog = holder.getByRole('dialog', { name: 'Extend this grant' })
  await dialog.getByRole('textbox', { name: 'How much longer' }).fill(given.longer)
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(given.reason)
  await expect(dialog.getByRole('region', { name: 'What this leads to' })).toContainText(given.says)
  await dialog.getByRole('button', { name: given.send }).click()
  await expect(dialog).toHaveCount(0)
}

/** The request for a later end that waits; the grant's page leads there. */
export async function pendingExtension(holder: Page, grantId: string): Promise<string> {
  await expect(holder.getByText('A later end is asked for')).toBeVisible()
  const { id } = await storedOne(
    `select id from requests where extends_grant_id = $1 and status = 'pending'`,
    grantId,
  )
  await expect(holder.locator(`a[href="/requests/${String(id)}"]`)).toBeVisible()
  return String(id)
}

/** Signs out of the console that stops before the grant, and opens another from the page, as it says. */
export async function reopenConsole(holder: Page): Promise<Page> {
  const [signedOut] = await Promise.all([
    holder.context().waitForEvent('page'),
    holder.getByRole('link', { name: /sign out of AWS first/i }).click(),
  ])
  await signedOut.waitForURL(/\/grants\//)
  await signedOut.close()
  const [tab] = await Promise.all([
    holder.context().waitForEvent('page'),
    holder.getByRole('button', { name: 'Reopen to continue' }).click(),
  ])
  return tab
}

/** What a grant's console answers when it is asked for past the page. */
export async function consoleStatus(page: Page, grantId: string): Promise<number> {
  const answer = await page.request.post(`/grants/${grantId}/console`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { sessionId: '0192f0c0-0000-7000-8000-0000000000aa' },
  })
  return answer.status()
}

/** Ends what is left of somebody's grant, so that other journeys do not meet it. */
export async function endIt(holder: Page, grantId: string): Promise<void> {
  await call(holder, '/', 'relinquish', { grantId })
}

/** Runs `work` while somebody is suspended, past the page that does it. */
export async function suspended(handle: string, work: () => Promise<void>): Promise<void> {
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

/** A start so many minutes ahead by the database's clock; ISO 8601. */
export async function startsIn(minutes: number): Promise<string> {
  const { at } = await storedOne(
    `select date_trunc('minute', daypass_now()) + make_interval(mins => $1) as at`,
    minutes,
  )
  return (at as Date).toISOString()
}
