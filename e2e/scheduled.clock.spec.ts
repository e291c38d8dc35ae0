import { moveClock } from './demo'
import { expect, test } from './fixtures'
import { ask, clickOpenConsole } from './steps'
import { storedOne } from './stored'
import { approveOnPage, consoleStatus, startsIn } from './window-steps'

const MINUTE = 60
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

test('a scheduled grant waits for its start, and its clock starts then: not a minute is lost', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const startsAt = await startsIn(40)
  const requestId = await ask(alice, { startsAt, durationMinutes: 60 })
  await passMinutes(10)
  await approveOnPage(carla, requestId)
  const grant = await storedOne('select id, starts_at, ends_at from grants where request_id = $1', requestId)
  expect(grant).toMatchObject({
    starts_at: new Date(startsAt),
    ends_at: new Date(Date.parse(startsAt) + 60 * MINUTE * 1000),
  })
  const grantId = String(grant['id'])

  await alice.goto(`/grants/${grantId}`)
  await expect(alice.getByText('Scheduled', { exact: true })).toBeVisible()
  await expect(alice.getByText(/The clock starts then: 1.h, until/)).toBeVisible()
  await expect(alice.getByRole('timer', { name: 'Time to the start' })).toHaveText(/^(29|30):\d\d$/)
  await expect(alice.getByRole('button', { name: 'Open console' })).toHaveCount(0)
  expect(await consoleStatus(alice, grantId)).toBe(409)

  await passMinutes(30)
  await expect(alice.getByText('Active', { exact: true }), 'by itself').toBeVisible()
  await expect(alice.getByRole('timer', { name: 'Time left' })).toHaveText(/^(1:00:00|59:\d\d)$/)
  const console = await clickOpenConsole(alice)
  await expect(console.getByRole('link', { name: 'q3/' })).toBeVisible()
  await expect
    .poll(() => storedOne('select status from grants where id = $1', grantId))
    .toEqual({ status: 'active' })
})

test('a scheduled grant that is cancelled never starts', async ({ as }) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const requestId = await ask(alice, { startsAt: await startsIn(30), durationMinutes: 60 })
  await approveOnPage(carla, requestId)
  const { id } = await storedOne('select id from grants where request_id = $1', requestId)
  await alice.goto(`/grants/${String(id)}`)
  await alice.getByRole('button', { name: 'Cancel it' }).click()
  const dialog = alice.getByRole('dialog', { name: 'Cancel this grant before it starts?' })
  await expect(dialog).toContainText('It will not start.')
  await dialog.getByRole('button', { name: 'Cancel it now' }).click()
  await expect(alice.getByText('Ended (relinquished)')).toBeVisible()
  await expect(alice.getByText('It never began')).toBeVisible()
  await passMinutes(31)
  await alice.reload()
  await expect(alice.getByText('Ended (relinquished)')).toBeVisible()
  expect(await consoleStatus(alice, String(id))).toBe(409)
})
