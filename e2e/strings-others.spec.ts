import type { Page } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { HOSTILE_TEXTS } from '@/lib/testing/hostile'
import { withCatalogue } from './catalogue'
import { expect, test } from './fixtures'
import { ask, granted, openConsole, unique } from './steps'
import { stored, storedOne } from './stored'

// What an identity provider, whoever writes the catalogue, and a mail server or a failed job have said.

const HOSTILE = Object.entries(HOSTILE_TEXTS)
  .map(([what, text]) => (what === 'long' ? '' : text))
  .join(' ')
const UNBROKEN = 'W'.repeat(300)
const MARKUP = `"'><svg/onload="window.wasRun=1">`
/** For what the catalogue calls things: 80 characters at most. */
const called = (what: string) => `${MARKUP}${what}`.padEnd(80, 'W')

// Carla stands in for somebody.
const STAND_IN = `insert into delegations (id, from_person_id, to_person_id, starts_at, ends_at, comment, created_at)
  select $1, $2, id, now(), now() + interval '1 hour', $3, now() from people where handle = 'carla'`

test('a person’s name, handle, address and groups are text wherever they are shown', async ({ as }) => {
  const [ben, carla, erin, frank] = [await as('ben'), await as('carla'), await as('erin'), await as('frank')]
  const { id, name, email } = await storedOne(`select id, name, email from people where handle = 'ben'`)
  const other = { name: unique(`${HOSTILE} ${UNBROKEN}`), handle: unique(`${MARKUP}${UNBROKEN}`) }
  const address = unique(`${MARKUP}@${UNBROKEN}`)
  const group = unique(`${MARKUP}${UNBROKEN}`)
  const called = 'update people set name = $2, handle = $3, email = $4 where id = $1'
  await stored(
    `insert into memberships select person_id, $2, max(valid_until) from memberships where person_id = $1 group by 1`,
    id,
    group,
  )
  await stored(called, id, other.name, other.handle, address)
  try {
    const waiting = await ask(ben)
    await expectAsText(carla, `/requests/${waiting}`, other.name)
    await expectAsText(carla, '/approvals', other.name)
    const { grantId } = await granted(ben, carla)
    const console = await openConsole(ben, grantId)
    await expectNothingRan(console, 'the console')
    await expectAsText(ben, '/preferences', address)
    for (const path of ['/audit/grants', '/audit/sessions', `/audit/events?grantId=${grantId}`])
      await expectAsText(erin, path, other.name)
    await expectAsText(erin, `/grants/${grantId}`, other.name, other.handle)
    for (const path of ['/admin/people', `/admin/people/${String(id)}`])
      await expectAsText(frank, path, other.name, other.handle, address, group)
    await stored(STAND_IN, newId(), id, HOSTILE)
    await expectAsText(carla, '/delegations', other.name, other.handle)

    await ben.goto('/')
    await ben.getByRole('button', { name: /^You: / }).click()
    await ben.getByRole('menuitem', { name: 'Who am I here?' }).click()
    for (const text of [other.name, other.handle, address, group])
      await expect.soft(ben.getByRole('dialog')).toContainText(text)
    await expectNothingRan(ben, 'who am I')
    await expectToFit(ben, 'who am I')
  } finally {
    await stored(called, id, name, 'ben', email)
    await stored('delete from delegations where from_person_id = $1', id)
    await stored('delete from memberships where person_id = $1 and group_name = $2', id, group)
  }
})

test('what the catalogue calls an entitlement, an account, a stage and a group is text wherever it is shown', async ({
  as,
}) => {
  const [alice, carla, erin] = [await as('alice'), await as('carla'), await as('erin')]
  const [name, stage, account] = [called('name'), called('stage'), called('account')]
  const group = `${MARKUP}group`
  const description = HOSTILE.slice(0, 380) + 'W'.repeat(120)
  await withCatalogue(
    (yaml) => `${yaml}
  hostile-words:
    name: ${JSON.stringify(name)}
    description: ${JSON.stringify(description)}
    account: hostile-account
    role: daypass/SensitiveS3Access
    owner: { group: finance-approvers }
    mayRequest: { groups: [engineers] }
    scope: { kind: s3, buckets: [{ bucket: finance-reports, prefixes: ['2026/'] }], levels: [read] }
    maxDurationMinutes: 60
    approval: hostile-policy
accounts:
  hostile-account: { name: ${JSON.stringify(account)}, provider: aws, accountId: '111122223333', region: eu-central-1 }
approvalPolicies:
  hostile-policy:
    stages:
      - name: ${JSON.stringify(stage)}
        approvers: { groups: [${JSON.stringify(group)}, finance-approvers] }
`,
    async () => {
      await expectAsText(alice, '/request?q=onload', name, description, account)
      await expectAsText(
        alice,
        '/request/hostile-words?prefix=2026/&reason=Look',
        name,
        description,
        stage,
        group,
      )
      const { versionId } = await storedOne(
        `select current_version_id as "versionId" from entitlements where id = 'hostile-words'`,
      )
      const wished = { entitlementId: 'hostile-words', entitlementVersionId: versionId }
      const waiting = await ask(alice, wished)
      await expectAsText(carla, '/approvals', name)
      await expectAsText(carla, `/requests/${waiting}`, name, stage, group, account)
      const { grantId } = await granted(alice, carla, wished)
      for (const [page, path] of [
        [alice, '/'],
        [alice, '/requests'],
        [alice, `/grants/${grantId}`],
        [erin, '/audit/grants'],
      ] as const)
        await expectAsText(page, path, name)
      await expectNothingRan(await openConsole(alice, grantId), 'the console')
      await expectAsText(erin, '/audit/sessions', name)
    },
  )
})

test('whom a mail was for, its subject, and what a server or a job said, is text to an administrator', async ({
  as,
}) => {
  const frank = await as('frank')
  const [mailId, jobMail] = [newId(), newId()]
  const said = {
    name: unique(`${HOSTILE} ${UNBROKEN}`),
    address: unique(`${MARKUP}@${UNBROKEN}`),
    subject: unique(`${HOSTILE} ${UNBROKEN}`),
    sentence: unique(`${HOSTILE} ${UNBROKEN}`),
  }
  // Of a job's error the first line is shown, up to 300 characters of it.
  const lastError = unique(`${MARKUP}${UNBROKEN.slice(0, 200)}`)
  await stored(
    `insert into mails (id, event_id, kind, name, address, state, created_at, due_at, attempts, settled_at, subject,
       error_code, error_sentence)
     values ($1, $1, 'decided', $2, $3, 'refused', daypass_now(), daypass_now(), 1, daypass_now(), $4,
       'ERR_MAIL_REFUSED', $5)`,
    mailId,
    ...Object.values(said),
  )
  const { id: jobId } = await storedOne(
    `select (graphile_worker.add_job('send-mail', json_build_object('mailId', $1::text),
       run_at => now() + interval '1 day')).id::text as id`,
    jobMail,
  )
  await stored(
    'update graphile_worker._private_jobs set attempts = max_attempts, last_error = $2 where id = $1',
    jobId,
    lastError,
  )
  try {
    await expectAsText(frank, '/admin/jobs', ...Object.values(said), lastError)
  } finally {
    await stored('delete from mails where id = $1', mailId)
    await stored('delete from graphile_worker._private_jobs where id = $1', jobId)
  }
})

/** That a page shows these texts as they are, runs nothing of them, and keeps within a phone and a wide screen. */
async function expectAsText(page: Page, path: string, ...texts: readonly string[]): Promise<void> {
  await page.goto(path)
  for (const text of texts) await expect.soft(page.getByRole('main'), path).toContainText(text)
  await expectNothingRan(page, path)
  await expectToFit(page, path)
}

async function expectNothingRan(page: Page, what: string): Promise<void> {
  expect(await page.evaluate(() => 'wasRun' in window), what).toBe(false)
}

async function expectToFit(page: Page, what: string): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(wider, `${what} is wider than ${width}`).toBeLessThanOrEqual(0)
  }
}
