import { databaseDoor, type DatabaseDoor } from './database-door'
import { expect, test } from './fixtures'
import { picture } from './pictures'
import { orderFault, recordedCalls } from './sandbox'
import { secondPortal, type SecondPortal } from './second-portal'
import { ask, clickOpenConsole, granted, unique } from './steps'
import { stored, storedOne } from './stored'

const THROTTLED =
  'AWS is answering too many requests at the moment. Nothing was issued; try again in a minute.'
const UNKNOWN = 'it is not known whether a session was issued'

const STS_FAULTS = [
  { kind: 'throttle', sentence: THROTTLED, status: 'failed', code: 'ERR_STS_THROTTLED' },
  { kind: 'error-500', sentence: UNKNOWN, status: 'unknown', code: 'ERR_STS_UNKNOWN' },
  { kind: 'timeout', sentence: UNKNOWN, status: 'unknown', code: 'ERR_STS_UNKNOWN' },
  { kind: 'rubbish', sentence: UNKNOWN, status: 'unknown', code: 'ERR_STS_UNKNOWN' },
  { kind: 'drop-after', sentence: UNKNOWN, status: 'unknown', code: 'ERR_STS_UNKNOWN' },
] as const

test('whatever STS does wrong, the person reads what it means, the row keeps it, and a new click works', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'))
  await alice.goto(`/grants/${grantId}`)
  for (const { kind, sentence, status, code } of STS_FAULTS) {
    const callsBefore = (await recordedCalls('AssumeRole')).length
    await orderFault('AssumeRole', kind)
    const refusal = await clickOpenConsole(alice)
    await expect(refusal.getByRole('main'), kind).toContainText(sentence)
    await refusal.getByRole('link', { name: 'Back to Daypass' }).click()
    await expect(refusal).toHaveURL(`/grants/${grantId}`)
    await refusal.close()
    expect(await lastSession(grantId), kind).toMatchObject({ status, code, handed_over: false, key: null })
    expect(
      (await recordedCalls('AssumeRole')).length - callsBefore,
      `${kind}: one attempt`,
    ).toBeLessThanOrEqual(1)
  }
  await expect(alice.getByText('Unknown, treated as live')).toHaveCount(4)
  await expect(alice.getByText(THROTTLED)).toBeVisible()

  const console = await clickOpenConsole(alice)
  await expect(console.getByRole('heading', { level: 1, name: '2026/' })).toBeVisible()
  expect(await lastSession(grantId)).toMatchObject({ status: 'issued', code: null, handed_over: true })
})

test('a sign-in endpoint that is down after STS answered is told, noted, and hands nothing over', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'))
  await alice.goto(`/grants/${grantId}`)
  for (const kind of ['error-500', 'rubbish', 'drop-after'] as const) {
    await orderFault('getSigninToken', kind)
    const refusal = await clickOpenConsole(alice)
    await expect(refusal.getByRole('main'), kind).toContainText(
      'A session was issued, but nobody holds its credentials',
    )
    await refusal.close()
    expect(await lastSession(grantId), kind).toMatchObject({
      status: 'issued',
      code: 'ERR_SIGN_IN_ENDPOINT',
      handed_over: false,
    })
  }
  await expect(alice.getByText('A session was issued, but nobody holds its credentials')).toHaveCount(3)
})

function lastSession(grantId: string) {
  return storedOne(
    `select status, failure_code as code, handed_over_at is not null as handed_over, access_key_id as key
     from sessions where grant_id = $1 order by intended_at desc limit 1`,
    grantId,
  )
}

test.describe('with a second portal process, whose database can go away', () => {
  let door: DatabaseDoor
  let portal: SecondPortal

  test.beforeAll(async () => {
    door = await databaseDoor()
    portal = await secondPortal(door.url)
  })
  test.afterAll(async () => {
    await portal.stop()
    await door.shut()
  })

  test('what is done at one process is seen live at another', async ({ as }) => {
    const [alice, carla] = [await as('alice'), await as('carla')]
    await carla.goto(`${portal.address}/approvals`)
    await expect(carla.getByRole('heading', { level: 1, name: 'To decide' })).toBeVisible()
    const reason = unique('Asked next door')
    await ask(alice, { reason })
    await expect(carla.getByText(reason)).toBeVisible()
  })

  test('an open page of a portal process that was restarted follows again by itself', async ({ as }) => {
    const [alice, carla] = [await as('alice'), await as('carla')]
    await carla.goto(`${portal.address}/approvals`)
    await expect(carla.getByRole('heading', { level: 1, name: 'To decide' })).toBeVisible()
    const isSameDocument = await carla.evaluateHandle(() => Object.assign(window, { neverReloaded: true }))
    await portal.stop()
    portal = await secondPortal(door.url, portal.port)
    const reason = unique('Asked after the restart')
    await ask(alice, { reason })
    await expect(carla.getByText(reason)).toBeVisible()
    expect(await isSameDocument.evaluate((page) => page.neverReloaded)).toBe(true)
  })

  test('while the database restarts each page says so and loses nothing; then pages and live updates go on', async ({
    as,
    expectComplaint,
  }) => {
    expectComplaint(/An error occurred in the Server Components render|React error #441/)
    const [alice, carla] = [await as('alice'), await as('carla')]
    await carla.goto(`${portal.address}/approvals`)
    await expect(carla.getByRole('heading', { level: 1, name: 'To decide' })).toBeVisible()
    const reason = unique('Typed during the restart')
    const given = new URLSearchParams({ prefix: '2026/', reason })
    await alice.goto(`${portal.address}/request/sensitive-s3-access?${given.toString()}`)
    const list = await alice.context().newPage()

    await door.shut()
    await alice.getByRole('button', { name: 'Send request' }).click()
    await expect(alice.getByText('Daypass cannot reach its database at the moment.')).toBeVisible()
    await list.goto(`${portal.address}/requests`)
    await expect(list.getByText('Daypass cannot reach its database at the moment.')).toBeVisible()
    await picture(list, 'error')

    await door.reopen()
    await list.getByRole('button', { name: 'Try again' }).click()
    await expect(list.getByRole('heading', { level: 1, name: 'My requests' })).toBeVisible()
    await alice.getByRole('button', { name: 'Send request' }).click()
    await alice.waitForURL(/\/requests\//)
    await expect(carla.getByText(reason)).toBeVisible()
    expect(await stored('select status from requests where reason = $1', reason)).toEqual([
      { status: 'pending' },
    ])
  })
})
