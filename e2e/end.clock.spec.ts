import type { Page } from '@playwright/test'
import { call } from './actions'
import { moveClock } from './demo'
import { expect, test } from './fixtures'
import { recordedCalls } from './sandbox'
import { granted, openConsole } from './steps'
import { stored, storedOne } from './stored'

const MINUTE = 60
let aheadSeconds = 0

/** Only forwards: what happened stays in the past. */
async function passMinutes(minutes: number): Promise<void> {
  aheadSeconds += minutes * MINUTE
  await moveClock(aheadSeconds)
}

test.afterAll(() => moveClock(0))

test('“I’m done” ends a grant at once, says honestly what may go on, and the auditor sees it', async ({
  as,
}) => {
  const [alice, erin] = [await as('alice'), await as('erin')]
  const { grantId } = await granted(alice, await as('carla'))
  const console = await openConsole(alice, grantId)
  const home = await alice.context().newPage()
  await home.goto('/')
  const link = home.locator(`h3 a[href="/grants/${grantId}"]`)
  await expect(link).toBeVisible()
  await erin.goto(`/grants/${grantId}`)

  await alice.getByRole('button', { name: 'I’m done' }).click()
  const dialog = alice.getByRole('dialog', { name: 'End this grant now?' })
  await expect(dialog).toContainText('From this moment nobody can open a new session with it.')
  await expect(dialog).toContainText(/A console already open may work until (?:\d+ \w+(?: \d+)?, )?\d\d:\d\d/)
  await dialog.getByRole('button', { name: 'End it now' }).click()

  for (const page of [alice, erin]) {
    await expect(page.getByText('Ended (relinquished)')).toBeVisible()
    await expect(
      page.getByText(/A console already open may work until (?:\d+ \w+(?: \d+)?, )?\d\d:\d\d/),
    ).toBeVisible()
    await expect(page.getByText('Alice Moreau ended the grant early.')).toBeVisible()
  }
  await expect(alice.getByRole('button', { name: /Open console|I’m done/ })).toHaveCount(0)
  await expect(link, 'the list at home follows').toHaveCount(0)
  await console.reload()
  await expect(console.getByRole('link', { name: 'q3/' }), 'as the sentence says').toBeVisible()
  await expectNoMoreSessions(alice, grantId, 1)
})

test('a grant ends by itself: countdown, lists and an open console follow, and nothing is minted any more', async ({
  as,
}) => {
  const [alice, erin] = [await as('alice'), await as('erin')]
  const { grantId } = await granted(alice, await as('carla'), { durationMinutes: 15 })
  const console = await openConsole(alice, grantId)
  const home = await alice.context().newPage()
  await home.goto('/')
  const row = home.getByRole('listitem').filter({ has: home.locator(`h3 a[href="/grants/${grantId}"]`) })
  await expect(row.getByRole('timer')).toHaveText(/^1[45]:\d\d$/)
  await erin.goto('/audit/grants?status=active')
  const active = erin.locator(`a[href="/grants/${grantId}"]`)
  await expect(active).toBeVisible()

  await passMinutes(15)
  await expect(row).toHaveCount(0)
  await expect(alice.getByText('Ended (expired)')).toBeVisible()
  await expect(alice.getByRole('timer')).toHaveCount(0)
  await expect(alice.getByRole('button', { name: /Open console|I’m done/ })).toHaveCount(0)
  await expect(active).toHaveCount(0)
  await console.reload()
  await expect(console.getByRole('heading', { name: 'Your session has expired' })).toBeVisible()
  await expectNoMoreSessions(alice, grantId, 1)
  expect(
    await storedOne(
      'select status, end_reason, ended_at = ends_at as on_time from grants where id = $1',
      grantId,
    ),
  ).toEqual({ status: 'ended', end_reason: 'expired', on_time: true })
})

test('with less than a quarter of an hour left a console still opens, and stops at the grant’s very end', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'), { durationMinutes: 30 })
  await passMinutes(20)
  const console = await openConsole(alice, grantId)
  await expect(console.getByRole('link', { name: 'q3/' })).toBeVisible()
  const asked = (await recordedCalls('AssumeRole')).at(-1)
  expect(asked).toMatchObject({ status: 200, parameters: { DurationSeconds: '900' } })
  const { ends_at: endsAt } = await storedOne('select ends_at from grants where id = $1', grantId)
  expect(asked?.parameters['Policy']).toContain(
    `"DateGreaterThanEquals":{"aws:CurrentTime":"${(endsAt as Date).toISOString().replace('.000Z', 'Z')}"}`,
  )

  await passMinutes(10)
  await expect(alice.getByText('Ended (expired)')).toBeVisible()
  expect((await console.reload())?.status(), 'the credentials live, the grant does not').toBe(403)
  await expect(console.getByRole('alert')).toContainText('AccessDenied')
  await expectNoMoreSessions(alice, grantId, 1)
})

async function expectNoMoreSessions(page: Page, grantId: string, so: number): Promise<void> {
  const refused = await page.request.post(`/grants/${grantId}/console`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { sessionId: '0192f0c0-0000-7000-8000-000000000000' },
  })
  expect(refused.status()).toBe(409)
  expect(await refused.text()).toContain(
    'This grant is over: nothing is issued any more. Request access again.',
  )
  expect(await call(page, '/', 'relinquish', { grantId })).toMatchObject({
    error: { code: 'ERR_GRANT_NOT_LIVE', sentence: 'This grant is over already.' },
  })
  expect(await stored('select id from sessions where grant_id = $1', grantId)).toHaveLength(so)
}

test('a sign-in that nobody used for an hour ends, and its open pages say so by themselves', async ({
  asAnew,
}) => {
  const carla = await asAnew('carla')
  await carla.goto('/approvals')
  await expect(carla.getByRole('heading', { level: 1, name: 'To decide' })).toBeVisible()
  await passMinutes(61)
  await expect(carla).toHaveURL('/sign-in?from=%2Fapprovals')
  // The page may have noticed before the worker wrote it down.
  await expect
    .poll(() =>
      stored(
        `select body->'data'->>'reason' as reason from audit_events
         where body->>'type' = 'sign-in.ended' and body->'about'->>'personId' =
           (select id::text from people where handle = 'carla') order by occurred_at desc limit 1`,
      ),
    )
    .toEqual([{ reason: 'idle' }])
})
