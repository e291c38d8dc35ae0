import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { call } from './actions'
import type { Handle } from './people'
import { stored, storedOne } from './stored'

/** Words that no other test has written. */
export function unique(words: string): string {
  return `${words} ${randomUUID().slice(0, 8)}`
}

const FORM = '/request/sensitive-s3-access'

/** A request as the form would send it; single fields can be made another. */
export async function wish(changes: Record<string, unknown> = {}) {
  const { id } = await storedOne(
    `select current_version_id as id from entitlements where id = 'sensitive-s3-access'`,
  )
  return {
    id: newId(),
    entitlementId: 'sensitive-s3-access',
    entitlementVersionId: id,
    scope: { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false },
    durationMinutes: 60,
    reason: unique('Check the third quarter'),
    ticket: '',
    ...changes,
  }
}

/** What the form of another entitlement names besides the wish: it, and its version of now. */
export async function pinned(entitlementId: string): Promise<Record<string, unknown>> {
  const { id } = await storedOne(
    'select current_version_id as id from entitlements where id = $1',
    entitlementId,
  )
  return { entitlementId, entitlementVersionId: id }
}

/** Asks for access by the form. Answers the request's id. */
export async function askByForm(page: Page, given: Record<string, string>): Promise<string> {
  await page.goto(`${FORM}?${new URLSearchParams(given).toString()}`)
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/)
  return idIn(page.url())
}

/** Asks for access without the form, for tests about what comes after. */
export async function ask(page: Page, changes: Record<string, unknown> = {}): Promise<string> {
  const answer = await call(page, FORM, 'submit', await wish(changes))
  if (!answer.ok) throw new Error(answer.error.sentence)
  return String(answer.value['requestId'])
}

/** What the page of somebody who sees the request sends when it is decided on. */
export async function decision(
  page: Page,
  requestId: string,
  outcome: 'approve' | 'deny',
  comment = '',
): Promise<Record<string, unknown> & { id: string }> {
  const shown = await page.request.get(`/requests/${requestId}`, { headers: { rsc: '1' } })
  const [envelopeHash, policyHash] = ['envelopeHash', 'policyHash'].map(hashIn(await shown.text()))
  return { id: newId(), requestId, outcome, comment, envelopeHash, policyHash, narrowing: null }
}

function hashIn(text: string) {
  return (name: string): string => {
    const [, hash] = new RegExp(`"${name}":"([0-9a-f]{64})"`).exec(text) ?? []
    if (hash === undefined) throw new Error(`The page shows no ${name}.`)
    return hash
  }
}

/** Approves without the page. Answers the grant's id. */
async function approve(approver: Page, requestId: string): Promise<string> {
  const answer = await call(
    approver,
    `/requests/${requestId}`,
    'decide',
    await decision(approver, requestId, 'approve'),
  )
  if (!answer.ok || !answer.value['grantId']) throw new Error(JSON.stringify(answer))
  return answer.value['grantId']
}

/** A running grant of the first page's person, approved by the second's. */
export async function granted(
  requester: Page,
  approver: Page,
  changes: Record<string, unknown> = {},
): Promise<{ requestId: string; grantId: string }> {
  const requestId = await ask(requester, changes)
  return { requestId, grantId: await approve(approver, requestId) }
}

/** Ends every running grant that holds a secret, for one at a time can. */
export async function freeSecrets(as: (handle: Handle) => Promise<Page>): Promise<void> {
  const held = await stored(
    `select g.id, handle from grants g join people p on p.id = g.person_id
     where g.status = 'active' and envelope::jsonb->'deliveries' @> '["secret"]'`,
  )
  for (const { id, handle } of held)
    await call(await as(handle as Handle), '/', 'relinquish', { grantId: String(id) })
}

/** Opens the console from a grant's page. Answers the tab that it opens in, wherever that leads. */
export async function openConsole(page: Page, grantId: string): Promise<Page> {
  await page.goto(`/grants/${grantId}`)
  return clickOpenConsole(page)
}

/** The same from the page that is open. */
export async function clickOpenConsole(page: Page): Promise<Page> {
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: 'Open console' }).first().click(),
  ])
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible()
  return tab
}

/** The id that an address ends with. */
export function idIn(address: string): string {
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(address)?.[0] ?? ''
}
