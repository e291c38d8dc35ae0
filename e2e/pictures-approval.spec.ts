import { v7 as newId } from 'uuid'
import type { Page } from '@playwright/test'
import { call } from './actions'
import { expect, test } from './fixtures'
import { picture, pictureOf } from './pictures'
import { ask, decision, pinned, unique } from './steps'
import { stored } from './stored'

// A trace of so many pictures takes longer than the pictures themselves.
test.use({ trace: 'off' })

const REASON = 'Correct the overtime of August before the run on Thursday'
const CORRECTIONS = {
  scope: { kind: 's3', bucket: 'payroll-corrections', prefix: '2026/', level: 'read-write', delete: true },
  durationMinutes: 240,
  reason: REASON,
  ticket: 'https://tickets.example.com/PAY-118',
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test.beforeEach(async () => {
  await stored('delete from delegations')
})

test('asking: approved at once, three stages, a later start, by link, break-glass and its confirmation', async ({
  as,
}) => {
  const alice = await as('alice')
  const link = new URLSearchParams({ level: 'read-write', delete: 'yes', minutes: '240', reason: REASON })
  await pictureOf(alice, '/request/support-uploads?minutes=60', 'Approved at once', 'form-at-once')
  await pictureOf(
    alice,
    `/request/payroll-corrections?${link.toString()}`,
    'Filled in from a link',
    'form-three-stages',
  )
  await alice.getByText('The approval policy in words').click()
  await alice.getByRole('radio', { name: 'At a date and time' }).check()
  await alice.getByRole('textbox', { name: 'Day' }).fill(inDays(3))
  await alice.getByRole('textbox', { name: 'Time' }).fill('22:00')
  await expect(alice.getByText(new RegExp(`from ${inDays(3)} \\d\\d:00 UTC`)).first()).toBeVisible()
  await picture(alice, 'form-later-start')
  await alice.getByRole('button', { name: 'Keep as favourite' }).click()
  await expect(alice.getByRole('dialog', { name: 'Keep as favourite' })).toBeVisible()
  await picture(alice, 'favourite-dialog')

  await pictureOf(alice, '/request/incident-response', 'Is it an emergency?', 'form-break-glass-offered')
  await alice.getByRole('button', { name: 'Break the glass instead' }).click()
  await expect(alice.getByText('Nobody before. It is reviewed afterwards.')).toBeVisible()
  await picture(alice, 'form-break-glass')
  await alice.getByRole('button', { name: 'Break the glass' }).click()
  await expect(alice.getByText('Name the incident, as in INC-1042.')).toBeVisible()
  await alice.getByRole('textbox', { name: 'Incident' }).fill('INC-1042')
  await alice.getByRole('textbox', { name: 'Reason' }).fill('Checkout is down')
  await alice.getByRole('button', { name: 'Break the glass' }).click()
  await expect(alice.getByRole('dialog', { name: 'Break the glass?' })).toBeVisible()
  await picture(alice, 'break-glass-dialog')
})

test('deciding: narrowing, a question, a decision withdrawn, a stand-in, what the requester sees', async ({
  as,
}) => {
  const [alice, ines, dmitri] = [await as('alice'), await as('ines'), await as('dmitri')]
  const requestId = await ask(alice, { ...(await pinned('payroll-corrections')), ...CORRECTIONS })
  const path = `/requests/${requestId}`
  await call(ines, path, 'comment', { id: newId(), requestId, body: 'Which month?\nAnd is reading enough?' })
  await call(alice, path, 'comment', { id: newId(), requestId, body: 'August alone. I have to write, too.' })
  await pictureOf(ines, path, 'Which month?', 'request-three-stages')
  await ines.keyboard.press('n')
  const dialog = ines.getByRole('dialog', { name: 'Approve less than this?' })
  await dialog.getByRole('textbox', { name: 'Folder (prefix)' }).fill('2026/08')
  await dialog.getByRole('textbox', { name: 'Duration' }).fill('2 h')
  await dialog.getByRole('checkbox', { name: 'Delete objects too' }).uncheck()
  await expect(dialog.getByText('under 2026/08/')).toBeVisible()
  await picture(ines, 'narrow-dialog')
  await dialog.getByRole('button', { name: 'Approve as narrowed' }).click()
  await expect(ines.getByRole('button', { name: 'Withdraw my approval' })).toBeVisible()
  await picture(ines, 'request-narrowed')
  await ines.getByRole('button', { name: 'Withdraw my approval' }).click()
  await picture(ines, 'withdraw-dialog')
  await ines.getByRole('button', { name: 'Withdraw it' }).click()
  await expect(ines.getByText('Withdrawn')).toBeVisible()
  await standIn(ines, 'dmitri')
  await pictureOf(dmitri, '/approvals', 'You decide for Ines Duarte', 'to-decide-stand-in')
  await pictureOf(dmitri, path, 'You decide for Ines Duarte', 'request-stand-in')
  await call(dmitri, path, 'decide', await decision(dmitri, requestId, 'approve', 'As Ines wished'))
  await pictureOf(alice, path, 'For Ines Duarte (out of office)', 'request-narrowed-for-requester')
})

test('home: favourites, what starts later, what waits for whom; break-glass seen by those who were told', async ({
  as,
}) => {
  const [alice, ben, carla, dmitri] = [
    await as('alice'),
    await as('ben'),
    await as('carla'),
    await as('dmitri'),
  ]
  await stored('delete from favourites')
  await pictureOf(ben, '/', 'No favourites yet', 'home-no-favourites')
  const keep = {
    scope: { kind: 's3', bucket: 'finance-reports', prefix: '2026/q3/', level: 'read', delete: false },
    durationMinutes: 120,
    deliveries: ['console', 'terminal'],
  }
  for (const name of ['Third quarter', 'Month end'])
    await call(alice, '/request/sensitive-s3-access', 'keepFavourite', {
      id: newId(),
      entitlementId: 'sensitive-s3-access',
      name,
      ...keep,
    })
  const startsAt = new Date(Date.now() + 2 * 86_400_000).toISOString()
  const later = await ask(alice, { startsAt, reason: unique('Month end') })
  await call(carla, `/requests/${later}`, 'decide', await decision(carla, later, 'approve'))
  await ask(alice, { startsAt, reason: 'Month end, again' })
  const glass = await ask(alice, {
    ...(await pinned('incident-response')),
    kind: 'break-glass',
    scope: { kind: 'whole-role' },
    incident: 'INC-1042',
    reason: 'Checkout is down',
  })
  await pictureOf(alice, '/', 'Starting later', 'home-favourites')
  await pictureOf(alice, '/requests', 'Month end, again', 'my-requests-kinds')
  await pictureOf(carla, '/approvals', 'Month end, again', 'to-decide-scheduled')
  await pictureOf(dmitri, '/', 'Break-glass to review', 'home-reviews')
  await pictureOf(dmitri, `/requests/${glass}`, 'Alice Moreau broke the glass', 'request-break-glass')
})

async function standIn(from: Page, to: string): Promise<void> {
  const [startsAt, endsAt] = [-1, 24].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString())
  const answer = await call(from, '/delegations', 'delegate', { id: newId(), to, startsAt, endsAt })
  if (!answer.ok) throw new Error(answer.error.sentence)
}
