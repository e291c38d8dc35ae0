import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { idIn, unique } from './steps'
import { eventsOf, stored, storedOne } from './stored'

const SMALL = '/request/support-uploads'

test('what a rule approves is had at once, and the form says so before', async ({ as }) => {
  const alice = await as('alice')
  const reason = unique('Case 4711')
  await alice.goto(`${SMALL}?${new URLSearchParams({ minutes: '60', reason }).toString()}`)
  await expect(alice.getByText('Nobody has to decide: the rule “An hour at once” approves it.')).toBeVisible()
  await alice.getByRole('textbox', { name: 'Duration' }).fill('2 h')
  await expect(alice.getByText('Could approve now: Carla Rossi, Dmitri Volkov')).toBeVisible()
  await alice.getByRole('textbox', { name: 'Duration' }).fill('5 h')
  await expect(alice.getByText('Can be sent as soon as there is a ticket')).toBeVisible()
  await expect(alice.getByText('The approval policy asks for one here.')).toBeVisible()
  await alice.getByRole('button', { name: '1 h', exact: true }).click()
  await alice.getByRole('button', { name: 'Send request' }).click()
  await alice.waitForURL(/\/grants\//)
  await expect(alice.getByRole('timer').first()).toBeVisible()
  const { id } = await storedOne('select request_id as id from grants where id = $1', idIn(alice.url()))
  expect(await stored('select id from decisions where request_id = $1', id)).toEqual([])
  expect((await eventsOf(String(id))).map(({ type }) => type)).toContain('request.approved')
})

test('a start in the viewer’s zone is stored as the moment that it is, and its clock starts then', async ({
  as,
}) => {
  const alice = await as('alice')
  const reason = unique('Month end at night')
  await alice.goto(`/request/sensitive-s3-access?${new URLSearchParams({ reason }).toString()}`)
  await alice.getByRole('radio', { name: 'At a date and time' }).check()
  await alice.getByRole('button', { name: 'Send request' }).click()
  await expect(alice.getByText('Choose a day and a time').first()).toBeVisible()
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  await alice.getByRole('textbox', { name: 'Day' }).fill(day)
  await alice.getByRole('textbox', { name: 'Time' }).fill('22:00')
  const utc = new Date(`${day}T21:00:00Z`)
  const summer = offsetHours(utc) === 2
  const startsAt = new Date(utc.getTime() - (summer ? 3_600_000 : 0))
  await expect(
    alice.getByText(`${startsAt.toISOString().slice(0, 10)} ${startsAt.toISOString().slice(11, 16)}:00 UTC`),
  ).toBeVisible()
  await alice.getByRole('button', { name: 'Send request' }).click()
  await alice.waitForURL(/\/requests\//)
  await expect(alice.getByText(/22:00 to .*23:00/)).toBeVisible()
  const { at } = await storedOne('select starts_at as at from requests where reason = $1', reason)
  expect(at).toEqual(startsAt)
})

// How far Berlin is ahead then.
function offsetHours(at: Date): number {
  const hour = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Berlin',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  return (Number(hour.format(at)) - at.getUTCHours() + 24) % 24
}

test('a link for a runbook fills in the form for whoever follows it, without the reason, and sends nothing', async ({
  as,
}) => {
  const [alice, ben] = [await as('alice'), await as('ben')]
  await alice.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const reason = unique('Only for me')
  const given = { prefix: '2026/q3/', level: 'list', minutes: '45', ticket: 'RUN-7', reason }
  await alice.goto(`/request/sensitive-s3-access?${new URLSearchParams(given).toString()}`)
  const link = await copiedLink(alice)
  expect(link).not.toContain('Only')
  await alice.getByRole('checkbox', { name: 'With the reason' }).check()
  expect(new URL(await copiedLink(alice)).searchParams.get('reason')).toBe(reason)

  const before = await stored('select count(*) from requests')
  await ben.goto(link)
  await expect(ben.getByText('Filled in from a link: look it over.')).toBeVisible()
  await expect(ben.getByRole('textbox', { name: 'Folder (prefix)' })).toHaveValue('2026/q3/')
  await expect(ben.getByRole('radio', { name: 'List' })).toBeChecked()
  await expect(ben.getByRole('textbox', { name: 'Duration' })).toHaveValue('45 min')
  await expect(ben.getByRole('textbox', { name: 'Ticket – optional' })).toHaveValue('RUN-7')
  await expect(ben.getByRole('textbox', { name: 'Reason' })).toHaveValue('')
  await expect(ben.getByText('Can be sent as soon as there is a reason')).toBeVisible()
  expect(await stored('select count(*) from requests')).toEqual(before)
})

async function copiedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy link to this request' }).click()
  await expect(page.getByText('Link copied')).toBeVisible()
  return page.evaluate(() => navigator.clipboard.readText())
}

test('a favourite is kept under a name, asked for again with one click, and removed', async ({ as }) => {
  const alice = await as('alice')
  const name = unique('Third quarter')
  await alice.goto('/request/sensitive-s3-access?prefix=2026/q3/&minutes=90')
  await alice.getByRole('button', { name: 'Keep as favourite' }).click()
  const dialog = alice.getByRole('dialog', { name: 'Keep as favourite' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog.getByText('Give it a name.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(alice.getByText(`Kept as “${name}”`)).toBeVisible()

  await alice.goto('/')
  await alice.getByRole('link', { name }).click()
  await expect(alice.getByRole('textbox', { name: 'Folder (prefix)' })).toHaveValue('2026/q3/')
  await expect(alice.getByRole('textbox', { name: 'Duration' })).toHaveValue('1 h 30 min')
  await alice.goto('/')
  await alice.getByRole('button', { name: `Remove the favourite ${name}` }).click()
  await expect(alice.getByRole('link', { name })).toHaveCount(0)
  expect(await stored('select id from favourites where name = $1', name)).toEqual([])
})

test('breaking the glass takes a choice, an incident and a confirmation, and says who is told', async ({
  as,
}) => {
  const alice = await as('alice')
  const reason = unique('Checkout is down')
  await alice.goto(
    `/request/incident-response?kind=break-glass&${new URLSearchParams({ reason }).toString()}`,
  )
  await expect(alice.getByRole('button', { name: 'Send request' }), 'no link breaks the glass').toBeVisible()
  await alice.getByRole('button', { name: 'Break the glass instead' }).click()
  await expect(
    alice.getByText(/finance-approvers and platform-approvers are told immediately/).first(),
  ).toBeVisible()
  const send = alice.getByRole('button', { name: 'Break the glass …' })
  await send.click()
  await expect(alice.getByRole('textbox', { name: 'Incident' })).toBeFocused()
  await alice.keyboard.type('INC-1042')
  await send.click()
  const dialog = alice.getByRole('dialog', { name: 'Break the glass?' })
  await expect(dialog).toContainText('everything that the role may do')
  expect(await stored('select id from requests where reason = $1', reason)).toEqual([])
  await dialog.getByRole('button', { name: 'Break the glass' }).click()
  await alice.waitForURL(/\/grants\//)
  const { id } = await storedOne(`select id from requests where reason = $1 and kind = 'break-glass'`, reason)
  await alice.goto(`/requests/${String(id)}`)
  await expect(alice.getByText('Alice Moreau broke the glass')).toBeVisible()
  await expect(alice.getByText(/To be reviewed until .* by platform-approvers/)).toBeVisible()
})
