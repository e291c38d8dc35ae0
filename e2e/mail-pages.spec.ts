import { v7 as newId } from 'uuid'
import { demo } from './demo'
import { expect, test } from './fixtures'
import { picture } from './pictures'
import { granted } from './steps'
import { stored, storedOne } from './stored'

const PREFERENCES = `select choice from mail_preferences m join people p on p.id = m.person_id
  where handle = $1 and kind = $2`

test('everybody chooses by the menu which mails they get; what others wait for cannot be switched off', async ({
  as,
}) => {
  const alice = await as('alice')
  await alice.goto('/')
  await alice.getByRole('button', { name: 'You: Alice Moreau' }).click()
  await alice.getByRole('menuitem', { name: 'Mail you get' }).click()
  await expect(alice).toHaveURL('/preferences')
  await expect(alice.getByText('It goes to alice@example.com.')).toBeVisible()

  const decided = alice.getByRole('listitem').filter({ hasText: 'Your request was decided' })
  await decided.getByRole('button').click()
  await alice.getByRole('option', { name: 'None' }).click()
  await expect(decided.getByRole('status')).toHaveText('Saved')
  expect(await stored(PREFERENCES, 'alice', 'decided')).toEqual([{ choice: 'none' }])
  await alice.reload()
  await expect(decided.getByRole('button')).toContainText('None')

  const wanted = alice.getByRole('listitem').filter({ hasText: 'A request waits for your decision' })
  await expect(wanted.getByText('these mails cannot be switched off')).toBeVisible()
  await wanted.getByRole('button').click()
  await expect(alice.getByRole('option')).toHaveCount(2)
  await expect(alice.getByRole('option', { name: 'None' })).toHaveCount(0)
  await alice.keyboard.press('Escape')

  await decided.getByRole('button').click()
  await alice.getByRole('option', { name: 'Each by itself' }).click()
  await expect(decided.getByRole('status')).toHaveText('Saved')
})

test('an administrator sees the mail that SES refused and, its cause mended, has it sent', async ({ as }) => {
  const [ben, carla, frank] = [await as('ben'), await as('carla'), await as('frank')]
  await frank.goto('/admin/jobs')
  await expect(frank.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible()
  const address = `ben-${newId()}@elsewhere.example.net`
  await stored(`update people set email = $1 where handle = 'ben'`, address)
  try {
    await productionAccess(false)
    await granted(ben, carla)
    const mail = frank.getByRole('listitem').filter({ hasText: address })
    await expect(async () => {
      await frank.reload()
      await expect(mail).toBeVisible({ timeout: 1000 })
    }).toPass({ timeout: 30_000 })
    await expect(mail.getByText('Refused', { exact: true })).toBeVisible()
    await picture(frank, 'jobs-mail')
    await productionAccess(true)
    await mail.getByRole('button', { name: /^Send again/ }).click()
    await expect(mail).toHaveCount(0)
    await expect
      .poll(() => stored('select state from mails where address = $1 and kind = $2', address, 'decided'))
      .toEqual([{ state: 'sent' }])
  } finally {
    await productionAccess(true)
    await stored(`update people set email = 'ben@example.com' where handle = 'ben'`)
  }
})

test('an administrator has a job run again that had failed for good; nobody else sees the page', async ({
  as,
}) => {
  const [erin, frank] = [await as('erin'), await as('frank')]
  const id = await exhaustedJob()
  await frank.goto('/')
  await frank.getByRole('link', { name: 'Jobs' }).click()
  const job = frank.getByRole('listitem').filter({ hasText: `job ${id}` })
  await expect(job).toContainText('Failed 25 times')
  await expect(job).toContainText('connect ECONNREFUSED')
  await picture(frank, 'jobs')
  await job.getByRole('button', { name: `Run again: send-mail, job ${id}` }).click()
  await expect(job).toHaveCount(0)
  await expect
    .poll(() => stored('select id from graphile_worker.jobs where id = $1', id), 'it ran')
    .toEqual([])
  expect((await erin.goto('/admin/jobs'))?.status()).toBe(404)
})

/** A job about a mail that is not there: run, it does nothing. */
async function exhaustedJob(): Promise<string> {
  const { id } = await storedOne(
    `select (graphile_worker.add_job('send-mail', json_build_object('mailId', $1::text),
       run_at => now() + interval '1 day')).id::text as id`,
    newId(),
  )
  await stored(
    `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'connect ECONNREFUSED'
     where id = $1`,
    id,
  )
  return String(id)
}

async function productionAccess(allowed: boolean): Promise<void> {
  const answer = await fetch(`${demo().aws}/_sandbox/ses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: '999900001111', region: 'eu-central-1', productionAccess: allowed }),
  })
  expect(answer.status).toBe(200)
}
