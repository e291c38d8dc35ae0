import { moveClock } from './demo'
import { expect, test } from './fixtures'
import { readAfterPasting, readOnInstance } from './programs'
import { freeSecrets, granted } from './steps'
import { stored, storedOne } from './stored'

const MINUTE = 60
const KEY = '2026/q3/cash-flow.csv'
let aheadSeconds = 0

/** Only forwards: what happened stays in the past. */
async function passMinutes(minutes: number): Promise<void> {
  aheadSeconds += minutes * MINUTE
  await moveClock(aheadSeconds)
}

test.beforeAll(async () => {
  // What other journeys have moved the clock to is over: this one begins behind everything that is stored.
  const { ahead } = await storedOne(
    `select greatest(0, ceil(extract(epoch from max(occurred_at) - now())))::int as ahead from audit_events`,
  )
  aheadSeconds = Number(ahead)
  await moveClock(aheadSeconds)
})
test.afterAll(() => moveClock(0))

test('terminal credentials work until the grant’s very end, then they are refused and gone from the page', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'), {
    deliveries: ['terminal'],
    durationMinutes: 30,
  })
  await passMinutes(20)
  await alice.goto(`/grants/${grantId}`)
  await expect(alice.getByText(/Asked for now they work for about (9|10) min: the grant ends/)).toBeVisible()
  await alice.getByRole('button', { name: 'Terminal credentials' }).click()
  const shown = alice.getByRole('region', { name: 'the lines for bash' })
  const lines = (await shown.textContent()) ?? ''
  await expect(alice.getByLabel('Terminal credentials').getByRole('timer')).toHaveText(/^(9:\d\d|10:00)$/)
  expect((await readAfterPasting(lines, 'finance-reports', KEY)).text).toContain('2026-07')

  await passMinutes(10)
  await expect(shown).toHaveCount(0)
  await expect(alice.getByText('Ended (expired)')).toBeVisible()
  expect(await readAfterPasting(lines, 'finance-reports', KEY)).toEqual({ ok: true, text: 'AccessDenied' })
  const refused = await alice.request.post(`/grants/${grantId}/terminal`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { sessionId: '0192f0c0-0000-7000-8000-000000000001' },
  })
  expect(refused.status()).toBe(409)
})

test('at the end of the grant the secret is emptied by itself, and what was read from it is refused', async ({
  as,
}) => {
  await freeSecrets(as)
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'), {
    deliveries: ['secret'],
    durationMinutes: 15,
  })
  await alice.goto(`/grants/${grantId}`)
  const state = alice.locator('#secret').getByRole('status').first()
  await expect(state).toHaveText('Filled')
  await alice.getByText('How a program reads it').click()
  await alice.getByRole('tab', { name: 'JavaScript' }).click()
  const program = (await alice.getByRole('region', { name: 'the JavaScript' }).textContent()) ?? ''
  expect((await readOnInstance(program, 'finance-reports', KEY)).text).toContain('2026-07')

  await passMinutes(10)
  await alice.reload()
  await alice.getByRole('button', { name: 'Fill again' }).click()
  await expect(alice.getByText('Alice Moreau had the secret “SensitiveS3” filled again.')).toBeVisible()
  await expect(state).toHaveText('Filled')
  await passMinutes(5)
  await expect(state).toHaveText('Emptied')
  await expect(alice.getByText(/No credentials stand there any more since/)).toBeVisible()
  expect((await readOnInstance(program, 'finance-reports', KEY)).text).not.toContain('2026-07')
  expect(
    await stored(
      'select status, count(*)::int as many from sessions where grant_id = $1 group by 1',
      grantId,
    ),
  ).toEqual([{ status: 'issued', many: 2 }])
})
