import type { Page } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { expect, test } from './fixtures'
import { granted, unique } from './steps'
import { stored, storedOne } from './stored'

test('who had access to a bucket at a moment is one form away, and the answer has an address of its own', async ({
  as,
}) => {
  const reason = unique('Compare with the forecast')
  await granted(await as('alice'), await as('carla'), { reason })
  const erin = await as('erin')
  await erin.goto('/audit/grants')
  await erin.getByRole('textbox', { name: 'To the bucket' }).fill('finance-reports')
  await erin.getByRole('button', { name: 'Show who' }).click()
  await erin.waitForURL(/bucket=finance-reports&at=/)
  await expect(rowOf(erin, reason)).toContainText('Alice Moreau')
  await expect(erin.getByText('A grant of a whole role names no bucket')).toBeVisible()
  const address = erin.url()

  await erin.getByRole('textbox', { name: 'On' }).fill('2020/05/03')
  await erin.getByRole('button', { name: 'Show who' }).click()
  await expect(erin.getByText('No grants match')).toBeVisible()
  await erin.goBack()
  await expect(erin).toHaveURL(address)
  await expect(rowOf(erin, reason)).toBeVisible()

  const later = await as('erin')
  await later.goto(address)
  await expect(rowOf(later, reason)).toBeVisible()
  await expect(later.getByRole('textbox', { name: 'To the bucket' })).toHaveValue('finance-reports')
})

test('a moment is typed in the viewer’s zone and stands in the address in UTC', async ({ as }) => {
  const erin = await as('erin')
  await erin.goto('/audit/grants')
  await erin.getByRole('textbox', { name: 'To the bucket' }).fill('finance-reports')
  await erin.getByRole('textbox', { name: 'On' }).fill('2026/07/03')
  await erin.getByRole('textbox', { name: 'At' }).fill('14:00:00')
  await erin.keyboard.press('Enter')
  await erin.waitForURL((url) => url.searchParams.get('at') === '2026-07-03T12:00:00Z')
  await expect(erin.getByRole('button', { name: /3 Jul 2026, 14:00/ }).first()).toBeVisible()
})

test('filters are set by keyboard, add up, and the back button takes them away one by one', async ({
  as,
}) => {
  const { grantId } = await granted(await as('ben'), await as('carla'))
  const erin = await as('erin')
  await erin.goto('/audit/events')
  await addFilter(erin, 'Grant', '=', grantId)
  await erin.waitForURL(`**/audit/events?grantId=${grantId}`)
  await addFilter(erin, 'Done by', ':', 'carla')
  await erin.waitForURL((url) => url.searchParams.get('person') === 'carla')
  await expect(erin.getByRole('rowheader')).toHaveText([/^The grant opened/])
  await erin.goBack()
  await expect(erin).toHaveURL(new RegExp(`grantId=${grantId}$`))
  await erin.goBack()
  await expect(erin).toHaveURL(/\/audit\/events$/)
})

test('a long list is read page by page, to its end and back, and no line is lost', async ({ as }) => {
  const requestId = newId()
  const lines = (await storeEvents(requestId, 120)).toReversed()
  const erin = await as('erin')
  await erin.goto(`/audit/events?requestId=${requestId}`)
  const [newest, middle, oldest] = [lines.slice(0, 50), lines.slice(50, 100), lines.slice(100)]
  const shown = erin.getByRole('rowheader')
  await expect(shown).toHaveText(newest)
  await erin.getByRole('link', { name: 'Older' }).click()
  await expect(shown).toHaveText(middle)
  await erin.getByRole('link', { name: 'Older' }).click()
  await expect(shown).toHaveText(oldest)
  await expect(erin.getByRole('link', { name: 'Older' })).toHaveCount(0)
  await erin.getByRole('link', { name: 'Newer' }).click()
  await expect(shown).toHaveText(middle)
  await erin.getByRole('link', { name: 'Newest' }).click()
  await expect(shown).toHaveText(newest)
})

test('an event is shown as the very text that is stored', async ({ as }) => {
  const { grantId } = await granted(await as('alice'), await as('carla'), {
    reason: unique('<b>=1+1</b> “quoted” \u202eright to left'),
  })
  const { canonical } = await storedOne(
    `select canonical from audit_events where body->>'type' = 'grant.opened' and body->'about'->>'grantId' = $1`,
    grantId,
  )
  const erin = await as('erin')
  await erin.goto(`/audit/events?grantId=${grantId}&type=grant.opened`)
  await erin.getByRole('button', { name: /^Details of/ }).click()
  expect(await erin.locator('pre').textContent()).toBe(canonical)
  await erin.getByRole('link', { name: 'Open the grant' }).click()
  await expect(erin).toHaveURL(`/grants/${grantId}`)
})

test('a filter that is not understood is named, and nothing is listed instead of too much', async ({
  as,
}) => {
  const erin = await as('erin')
  const answer = await erin.goto('/audit/grants?at=yesterday&buckt=finance-reports&person=a&person=b')
  expect(answer?.status()).toBe(200)
  const problems = erin.getByRole('main').getByRole('listitem')
  await expect(problems.filter({ hasText: 'Had access at: Write a time' })).toBeVisible()
  await expect(problems.filter({ hasText: 'buckt: There is no such filter' })).toBeVisible()
  await expect(
    problems.filter({ hasText: 'Person: This filter is in the address more than once' }),
  ).toBeVisible()
  await expect(erin.getByRole('table')).toHaveCount(0)
  await erin.getByRole('button', { name: 'Clear all filters' }).click()
  await expect(erin).toHaveURL(/\/audit\/grants$/)
  await expect(problems).toHaveCount(0)
})

test('for who is no auditor the lists do not exist, whatever stands in the address', async ({ as }) => {
  for (const page of [await as('alice'), await as('carla'), await as('frank'), await as('gwen')])
    for (const path of [
      'grants',
      'sessions',
      'events',
      'grants?at=yesterday',
      'events?cursor=zzz',
      'grants?x=1',
    ])
      expect((await page.request.get(`/audit/${path}`)).status(), path).toBe(404)
})

function rowOf(page: Page, reason: string) {
  return page.getByRole('table', { name: 'Grants' }).getByRole('row').filter({ hasText: reason })
}

async function addFilter(page: Page, property: string, operator: string, value: string): Promise<void> {
  const bar = page.getByRole('combobox', { name: /^Filter / })
  await bar.fill(`${property} ${operator} ${value}`)
  await bar.press('Enter')
}

/** Lines of the log as a request's would be, a second apart. Answers their types, by which they are known again. */
async function storeEvents(requestId: string, count: number): Promise<string[]> {
  const rows = await stored(
    `insert into audit_events (id, occurred_at, canonical)
     select id, at, jsonb_build_object('about', jsonb_build_object('requestId', $1::text), 'actor',
       jsonb_build_object('kind', 'daypass'), 'data', jsonb_build_object(), 'id', id, 'occurredAt',
       to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'schemaVersion', 1, 'type', 'test.line-' || n)::text
     from (select n, gen_random_uuid() as id, timestamptz '2026-01-01 00:00Z' + n * interval '1 second' as at
           from generate_series(1, $2) as n) as line
     returning body->>'type' as type`,
    requestId,
    count,
  )
  return rows.map(({ type }) => String(type))
}
