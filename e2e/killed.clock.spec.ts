import type { Page } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { demo, moveClock } from './demo'
import { expect, test } from './fixtures'
import { orderFault, recordedCalls } from './sandbox'
import { secondPortal, type SecondPortal } from './second-portal'
import { granted } from './steps'
import { stored, storedOne } from './stored'

// A portal process is killed between a click and its answer, while AWS holds the call; another one goes on.

const LOST_AFTER_SECONDS = 130
let aheadSeconds = 0

test.beforeAll(async () => {
  // What other journeys have moved the clock to is over: this one begins behind everything that is stored.
  const { ahead } = await storedOne(
    `select greatest(0, ceil(extract(epoch from max(occurred_at) - now())))::int as ahead from audit_events`,
  )
  aheadSeconds = Number(ahead)
  await moveClock(aheadSeconds)
})
test.afterAll(() => moveClock(0))
test.afterEach(() => orderFault('AssumeRole', 'timeout', 0))

for (const delivery of ['console', 'terminal'] as const)
  for (const held of ['timeout', 'hold-after'] as const)
    test(`a portal killed while it asks AWS for a ${delivery} session (${held}): handed over is nothing, lost from sight is nothing, and a new click works`, async ({
      as,
    }) => {
      const alice = await as('alice')
      const { grantId } = await granted(alice, await as('carla'), { deliveries: [delivery] })
      const sessionId = newId()
      await clickAndKill(alice, { grantId, delivery, sessionId, held })
      const lost = { id: sessionId, status: 'intended', handed_over: false }
      expect(await sessionsOf(grantId)).toEqual([lost])

      const again = await click(alice, demo().portal, { grantId, delivery, sessionId })
      expect([again.status(), await again.text()]).toEqual([
        409,
        expect.stringContaining('ERR_ALREADY_ISSUED'),
      ])
      const other = await click(alice, demo().portal, { grantId, delivery, sessionId: newId() })
      expect(other.status()).toBe(200)

      aheadSeconds += LOST_AFTER_SECONDS
      await moveClock(aheadSeconds)
      await expect
        .poll(() => sessionsOf(grantId))
        .toEqual([
          { ...lost, status: 'unknown' },
          expect.objectContaining({ status: 'issued', handed_over: true }),
        ])
      await alice.goto(`/grants/${grantId}`)
      await expect(alice.getByText('Unknown, treated as live')).toBeVisible()
      await expectNoneLostFromSight(grantId)
    })

type Click = { grantId: string; delivery: 'console' | 'terminal'; sessionId: string }

async function clickAndKill(page: Page, { held, ...asked }: Click & { held: 'timeout' | 'hold-after' }) {
  const portal: SecondPortal = await secondPortal(demo().database)
  try {
    const before = (await recordedCalls('AssumeRole')).length
    await orderFault('AssumeRole', held)
    const answer = click(page, portal.address, asked).then(
      () => 'an answer',
      () => 'none',
    )
    await expect.poll(async () => (await recordedCalls('AssumeRole')).length).toBe(before + 1)
    await portal.kill()
    expect(await answer).toBe('none')
  } finally {
    await portal.stop()
  }
}

function click(page: Page, portal: string, { grantId, delivery, sessionId }: Click) {
  const headers = { 'sec-fetch-site': 'same-origin', origin: portal }
  const body = delivery === 'console' ? { form: { sessionId } } : { data: { sessionId } }
  return page.request.post(`${portal}/grants/${grantId}/${delivery}`, { headers, ...body })
}

function sessionsOf(grantId: string) {
  return stored(
    `select id, status, handed_over_at is not null as handed_over from sessions
     where grant_id = $1 order by intended_at`,
    grantId,
  )
}

/** Every session that AWS made for the grant is known by name. */
async function expectNoneLostFromSight(grantId: string): Promise<void> {
  const made = (await recordedCalls('AssumeRole')).filter(
    ({ status, parameters }) => status === 200 && Object.values(parameters).includes(grantId),
  )
  const known = await stored('select role_session_name as name from sessions where grant_id = $1', grantId)
  expect(made.length).toBeGreaterThan(0)
  for (const { parameters } of made)
    expect(known.map(({ name }) => name)).toContain(parameters['RoleSessionName'])
}
