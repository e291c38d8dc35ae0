import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { readAfterPasting } from './programs'
import { orderFault } from './sandbox'
import { granted } from './steps'
import { stored } from './stored'

const TERMINAL = { deliveries: ['terminal'] }
const KEY = '2026/q3/cash-flow.csv'

test.afterEach(() => orderFault('AssumeRole', 'throttle', 0))

test('credentials are shown once: pasted into bash they read what was approved, and nothing else', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'), TERMINAL)
  await alice.goto(`/grants/${grantId}`)
  await expect(
    alice.getByText(/Asked for now they work for about (1 h|59 min): the grant ends/),
  ).toBeVisible()
  await expect(alice.getByRole('button', { name: 'Open console' })).toHaveCount(0)
  const lines = await askForLines(alice)

  const allowed = await readAfterPasting(lines, 'finance-reports', KEY)
  expect(allowed.text).toContain('2026-07,10210000,8702000')
  const other = await readAfterPasting(lines, 'finance-reports', 'board/minutes-2026-07-09.txt')
  expect(other).toEqual({ ok: true, text: 'AccessDenied' })
  await expect(alice.getByText('Terminal credentials were shown to Alice Moreau.')).toBeVisible()
  await expect(shown(alice), 'they stay while the page follows what happens').toBeVisible()
  expect(await stored('select delivery, status from sessions where grant_id = $1', grantId)).toEqual([
    { delivery: 'terminal', status: 'issued' },
  ])
})

test('nothing of them is left when they are hidden, the page is left or loaded anew', async ({ as }) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'), TERMINAL)
  await alice.goto(`/grants/${grantId}`)
  const secret = secretIn(await askForLines(alice))

  await alice.getByRole('button', { name: 'Hide' }).click()
  await expect(alice.getByText('Hidden. They go on working')).toBeVisible()
  await expect(alice.getByRole('button', { name: 'Terminal credentials' })).toBeFocused()
  await expectNoTraceOf(alice, secret)

  const another = secretIn(await askForLines(alice))
  expect(another).not.toBe(secret)
  await alice.getByRole('link', { name: 'Home' }).click()
  await expect(alice.getByRole('heading', { level: 1, name: 'Hello, Alice' })).toBeVisible()
  await alice.goBack()
  await expect(alice.getByRole('button', { name: 'Terminal credentials' })).toBeVisible()
  await expectNoTraceOf(alice, another)

  const third = secretIn(await askForLines(alice))
  await alice.goto('/signed-out')
  await alice.goBack()
  await expect(alice.getByRole('button', { name: 'Terminal credentials' })).toBeVisible()
  await expectNoTraceOf(alice, third)
  expect(await (await alice.request.get(`/grants/${grantId}`)).text()).not.toContain(third)
})

test('as the browser keeps a page to come back to, the credentials are gone from it at once', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'), TERMINAL)
  await alice.goto(`/grants/${grantId}`)
  await askForLines(alice)
  const left = await alice.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    return document.body.innerText
  })
  expect(left).not.toContain('AWS_SECRET_ACCESS_KEY')
})

test('each form is copied with one click, and it is said', async ({ as }) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'), TERMINAL)
  await alice.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await alice.goto(`/grants/${grantId}`)
  await askForLines(alice)
  for (const [tab, begin] of [
    ['bash, zsh', ' unset AWS_PROFILE'],
    ['PowerShell', 'Remove-Item Env:AWS_PROFILE'],
    ['.aws/credentials', '[daypass-sensitive-s3-access]'],
    ['credential_process', '{\n  "Version": 1,'],
  ] as const) {
    await alice.getByRole('tab', { name: tab }).click()
    const panel = alice.getByRole('tabpanel').filter({ visible: true })
    await panel.getByRole('button', { name: 'Copy' }).click()
    await expect(panel.getByRole('status')).toHaveText('Copied')
    const copied = await alice.evaluate(() => navigator.clipboard.readText())
    expect(copied.startsWith(begin), tab).toBe(true)
    expect(copied, tab).toBe(await panel.getByRole('region').textContent())
  }
})

test('AWS refuses: the page says why, nothing is shown, and asking again is another session', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'), TERMINAL)
  await alice.goto(`/grants/${grantId}`)
  await orderFault('AssumeRole', 'throttle', 20)
  await alice.getByRole('button', { name: 'Terminal credentials' }).click()
  await expect(alice.getByRole('alert').filter({ hasText: 'ERR_STS_THROTTLED' })).toBeVisible({
    timeout: 60_000,
  })
  await expect(shown(alice)).toHaveCount(0)
  await orderFault('AssumeRole', 'throttle', 0)
  await askForLines(alice)
  const sessions = await stored(
    'select status from sessions where grant_id = $1 order by intended_at',
    grantId,
  )
  expect(sessions).toEqual([{ status: 'failed' }, { status: 'issued' }])
})

function shown(page: Page) {
  return page.getByRole('region', { name: 'the lines for bash' })
}

async function askForLines(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Terminal credentials' }).click()
  await expect(shown(page)).toBeVisible()
  return (await shown(page).textContent()) ?? ''
}

function secretIn(lines: string): string {
  const [, secret] = /AWS_SECRET_ACCESS_KEY='([^']+)'/.exec(lines) ?? []
  if (secret === undefined) throw new Error('The lines name no secret access key.')
  return secret
}

async function expectNoTraceOf(page: Page, secret: string): Promise<void> {
  const places = await page.evaluate(() => [
    document.documentElement.outerHTML,
    JSON.stringify([localStorage, sessionStorage, history.state]),
    location.href,
    document.cookie,
  ])
  for (const place of places) expect(place).not.toContain(secret)
}
