import type { Page } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { HOSTILE_TEXTS } from '@/lib/testing/hostile'
import { call } from './actions'
import { daypass, editedCatalogue, withCatalogue } from './catalogue'
import { expect, test } from './fixtures'
import { ask, granted, pinned, unique } from './steps'
import { stored, storedOne } from './stored'

// What people type while they ask, decide, review, administer and stand in.

const HOSTILE = Object.entries(HOSTILE_TEXTS)
  .map(([what, text]) => (what === 'long' ? '' : text))
  .join(' ')
  .slice(0, 700)
const UNBROKEN = 'W'.repeat(200)
const MARKUP = `"'><svg/onload="window.wasRun=1">`
const typed = () => unique(`${HOSTILE} ${UNBROKEN}`)
/** One line of 200 characters at most. */
const line = () => unique(`${MARKUP}${UNBROKEN.slice(0, 130)}`)
/** A name of 80 characters at most. */
const called = (what: string) => `${MARKUP}${what}`.padEnd(80, 'W')

const ENTITLEMENT = 'hostile-approval'
const RULE = called('rule')
const REFUSAL = HOSTILE.slice(0, 300) + UNBROKEN

const withHostilePolicy = (work: () => Promise<void>) =>
  withCatalogue(
    (yaml) => `${yaml}
  ${ENTITLEMENT}:
    name: Hostile approval
    description: A policy of hostile words.
    account: finance-prod
    role: daypass/SensitiveS3Access
    owner: { group: finance-approvers }
    mayRequest: { groups: [engineers] }
    scope: { kind: s3, buckets: [{ bucket: finance-reports, prefixes: ['2026/'] }], levels: [read] }
    maxDurationMinutes: 240
    approval: ${ENTITLEMENT}
approvalPolicies:
  ${ENTITLEMENT}:
    stages: [{ name: Data owner, approvers: { groups: [finance-approvers] } }]
    rules:
      - { name: ${JSON.stringify(RULE)}, when: 'true', longestMinutes: 240 }
      - { name: Long, when: duration.minutes > 120, refuse: ${JSON.stringify(REFUSAL)} }
    breakGlass:
      longestMinutes: 60
      tell: { groups: [finance-approvers] }
      review: { by: { groups: [finance-approvers] }, withinMinutes: 60 }
`,
    work,
  )

test('a rule’s name and its refusal, an incident, a review and a question are text wherever they are shown', async ({
  as,
}) => {
  const [alice, carla, erin] = [await as('alice'), await as('carla'), await as('erin')]
  await withHostilePolicy(async () => {
    const form = `/request/${ENTITLEMENT}?prefix=2026/&reason=Look`
    await expectAsText(alice, `${form}&minutes=60`, RULE)
    await expectAsText(alice, `${form}&minutes=180`, REFUSAL)

    const [incident, reason, comment, body] = [line(), typed(), typed(), typed()]
    const what = await pinned(ENTITLEMENT)
    const glass = await ask(alice, { ...what, kind: 'break-glass', incident, reason })
    const { id: grantId } = await storedOne('select id from grants where request_id = $1', glass)
    await expectAsText(carla, '/reviews', incident, reason)
    await stored(
      `update reviews set outcome = 'unjustified', comment = $2, reviewed_at = daypass_now(),
         reviewer_id = (select id from people where handle = 'carla') where request_id = $1`,
      glass,
      comment,
    )
    for (const [page, path] of [
      [alice, `/requests/${glass}`],
      [alice, `/grants/${String(grantId)}`],
      [erin, '/audit/reviews'],
    ] as const)
      await expectAsText(page, path, incident, comment)
    await expectAsText(alice, '/requests', incident)
    await call(alice, '/', 'relinquish', { grantId })

    const requestId = await ask(alice, what)
    const path = `/requests/${requestId}`
    await call(carla, path, 'comment', { id: newId(), requestId, body })
    await expectAsText(carla, path, body, RULE)
    await expectAsText(alice, path, body)
    await expectAsText(erin, `/audit/events?requestId=${requestId}`, body)
    await call(alice, path, 'cancel', { requestId })
  })
})

test('why access was taken back, why somebody is suspended, and what a favourite is called is text wherever it is shown', async ({
  as,
}) => {
  const [alice, carla, erin, frank] = [
    await as('alice'),
    await as('carla'),
    await as('erin'),
    await as('frank'),
  ]
  const [why, suspended] = [typed(), typed()]
  const { grantId } = await granted(alice, carla)
  await stored(
    `update grants set status = 'ended', end_reason = 'revoked', ended_at = daypass_now(), end_comment = $2,
       ended_by_id = (select id from people where handle = 'carla') where id = $1`,
    grantId,
    why,
  )
  for (const page of [alice, carla, erin]) await expectAsText(page, `/grants/${grantId}`, why)

  const [favourite, favouriteId] = [called('favourite'), newId()]
  await stored(
    `insert into favourites (id, person_id, entitlement_id, name, scope, duration_minutes, deliveries, created_at)
     select $1, id, 'sensitive-s3-access', $2,
       '{"kind":"s3","bucket":"finance-reports","prefix":"2026/","level":"read","delete":false}', 60, '{console}', now()
     from people where handle = 'alice'`,
    favouriteId,
    favourite,
  )
  const id = newId()
  await stored(
    `insert into suspensions (id, person_id, by_person_id, reason, suspended_at)
     select $1, (select id from people where handle = 'ben'), (select id from people where handle = 'frank'), $2,
       daypass_now()`,
    id,
    suspended,
  )
  try {
    await expectAsText(alice, '/', favourite)
    const { person } = await storedOne(`select id as person from people where handle = 'ben'`)
    await expectAsText(frank, `/admin/people/${String(person)}`, suspended)
  } finally {
    await stored('delete from favourites where id = $1', favouriteId)
    await stored(
      'update suspensions set lifted_at = daypass_now(), lifted_by_id = by_person_id where id = $1',
      id,
    )
  }
})

test('what is said about a change of the catalogue is text to administrators', async ({ as }) => {
  const frank = await as('frank')
  // An argument of a program holds no line end on every system.
  const message = typed().replaceAll('\n', ' ')
  const { folder, remove } = await editedCatalogue((yaml) =>
    yaml.replace('description: ', 'description: Changed. '),
  )
  try {
    await daypass('catalog', 'apply', folder, '--message', message)
    const { id } = await storedOne(`select id from catalog_changes where status = 'open'`)
    const path = `/admin/catalog/changes/${String(id)}`
    for (const one of ['/admin/catalog/changes', path]) await expectAsText(frank, one, message)
    const comment = typed()
    await stored(
      `update catalog_changes set status = 'declined', comment = $2, closed_at = daypass_now(),
         closed_by_id = (select id from people where handle = 'frank') where id = $1`,
      id,
      comment,
    )
    await expectAsText(frank, path, comment)
  } finally {
    await remove()
  }
})

/** That a page shows these texts as they are, runs nothing of them, and keeps within a phone and a wide screen. */
async function expectAsText(page: Page, path: string, ...texts: readonly string[]): Promise<void> {
  await page.goto(path)
  for (const text of texts) await expect.soft(page.getByRole('main'), path).toContainText(text)
  expect(await page.evaluate(() => 'wasRun' in window), path).toBe(false)
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(wider, `${path} is wider than ${width}`).toBeLessThanOrEqual(0)
  }
}
