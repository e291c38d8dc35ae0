import { v7 as newId } from 'uuid'
import type { Page } from '@playwright/test'
import { call } from './actions'
import { expect, test } from './fixtures'
import { ask, pinned, unique } from './steps'
import { stored, storedOne } from './stored'

const CORRECTIONS = {
  scope: { kind: 's3', bucket: 'payroll-corrections', prefix: '2026/', level: 'read-write', delete: true },
  durationMinutes: 240,
}

test.beforeEach(async () => {
  await stored('delete from delegations')
})

test('three stages: the first narrows, the requester sees by how much, and the others decide on what is left', async ({
  as,
}) => {
  // Daypass knows Carla by name once she has signed in.
  const [alice, ines, carla] = [await as('alice'), await as('ines'), await as('carla')]
  const requestId = await askForCorrections(alice)
  const path = `/requests/${requestId}`
  await alice.goto(path)
  await expect(alice.getByText('Waiting for 1 of payroll-approvers: Ines Duarte.')).toBeVisible()

  await ines.goto(path)
  await expect(ines.getByRole('button', { name: 'Narrow' })).toBeVisible()
  await ines.keyboard.press('n')
  const dialog = ines.getByRole('dialog', { name: 'Approve less than this?' })
  const send = dialog.getByRole('button', { name: 'Approve as narrowed' })
  await expect(send, 'as long as nothing is smaller').toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Folder (prefix)' }).fill('2025/')
  await expect(dialog.getByText('Narrowing makes it smaller: choose a folder under 2026/.')).toBeVisible()
  await expect(send, 'what is beside it is no part of it').toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Folder (prefix)' }).fill('2026/08')
  await dialog.getByRole('textbox', { name: 'Duration' }).fill('90 min')
  await dialog.getByRole('checkbox', { name: 'Delete objects too' }).uncheck()
  await send.click()
  await expect(ines.getByText('Ines Duarte approved')).toBeVisible()

  const narrowed = alice.getByRole('region', { name: 'Narrowed' })
  await expect(narrowed.getByText('4 h', { exact: true }), 'without reloading').toBeVisible()
  await expect(narrowed.getByText('1 h 30 min')).toBeVisible()
  await expect(
    alice.getByRole('heading', { name: /under 2026\/08\/ in payroll-corrections for 1/ }),
  ).toBeVisible()
  await expect(alice.getByRole('region', { name: 'Session policy' })).toContainText('2026/08/')
  await expect(alice.getByRole('region', { name: 'Session policy' })).not.toContainText('DeleteObject')

  const dmitri = await as('dmitri')
  await dmitri.goto(path)
  await dmitri.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(dmitri.getByRole('dialog')).toContainText('under 2026/08/ in payroll-corrections')
  await dmitri.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await expect(alice.getByText('Waiting for 1 of carla: Carla Rossi.')).toBeVisible()
  await approveOnPage(carla, path)

  await expect(alice.getByRole('link', { name: 'Go to the grant' })).toBeVisible()
  const grant = await storedOne(
    `select scope->>'prefix' as prefix, scope->>'delete' as delete,
       extract(epoch from ends_at - starts_at) / 60 as minutes from grants where request_id = $1`,
    requestId,
  )
  expect({ ...grant, minutes: Math.round(Number(grant['minutes'])) }).toEqual({
    prefix: '2026/08/',
    delete: 'false',
    minutes: 90,
  })
})

test('a stand-in decides for somebody out of office, and every decision says so', async ({ as }) => {
  const [alice, carla, dmitri] = [await as('alice'), await as('carla'), await as('dmitri')]
  const reason = unique('While Carla is away')
  const requestId = await ask(alice, { reason })
  await dmitri.goto('/approvals')
  await expect(dmitri.getByRole('heading', { level: 1, name: 'To decide' })).toBeVisible()
  await expect(dmitri.getByText(reason), 'while Carla is there it is hers').toHaveCount(0)

  const [startsAt, endsAt] = [-1, 24].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString())
  await call(carla, '/delegations', 'delegate', { id: newId(), to: 'dmitri', startsAt, endsAt })
  await dmitri.reload()
  const row = dmitri.getByRole('main').getByRole('listitem').filter({ hasText: reason })
  await expect(row).toContainText('You decide for Carla Rossi, who is out of office.')
  await row.getByRole('link', { name: /^Review/ }).click()
  await expect(dmitri.getByRole('button', { name: 'Approve', exact: true })).toBeEnabled()
  await expect(dmitri.getByText('You decide for Carla Rossi, who is out of office.')).toBeVisible()
  await dmitri.keyboard.press('a')
  await dmitri.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()

  await alice.goto(`/requests/${requestId}`)
  await expect(alice.getByText('Dmitri Volkov approved')).toBeVisible()
  await expect(alice.getByText('For Carla Rossi (out of office)')).toBeVisible()
  expect(
    await stored(
      `select p.handle, b.handle as for from decisions d join people p on p.id = d.person_id
       left join people b on b.id = d.on_behalf_of_id where request_id = $1`,
      requestId,
    ),
  ).toEqual([{ handle: 'dmitri', for: 'carla' }])
})

test('an approval that is withdrawn while the request waits counts for nothing, and stays to be read', async ({
  as,
}) => {
  const [alice, ines] = [await as('alice'), await as('ines')]
  const requestId = await askForCorrections(alice)
  await alice.goto(`/requests/${requestId}`)
  await approveOnPage(ines, `/requests/${requestId}`)
  await expect(alice.getByText('Waiting for 1 of platform-approvers: Dmitri Volkov.')).toBeVisible()

  await ines.getByRole('button', { name: 'Withdraw my approval' }).click()
  await ines.getByRole('dialog').getByRole('button', { name: 'Withdraw it' }).click()
  await expect(alice.getByText('Waiting for 1 of payroll-approvers: Ines Duarte.')).toBeVisible()
  await expect(alice.getByText('Ines Duarte approved')).toHaveCSS('text-decoration-line', 'line-through')
  await expect(alice.getByText('Withdrawn', { exact: false }).first()).toBeVisible()
  await expect(
    ines.getByRole('button', { name: 'Approve', exact: true }),
    'and may approve anew',
  ).toBeEnabled()
})

test('a question and its answer reach the other’s page by themselves, and typing decides nothing', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const requestId = await ask(alice)
  for (const page of [alice, carla]) await page.goto(`/requests/${requestId}`)
  const field = carla.getByRole('textbox', { name: 'Ask or answer' })
  await field.click()
  await carla.keyboard.type('and until when? a day?')
  await expect(carla.getByRole('dialog')).toHaveCount(0)
  await carla.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(alice.getByText('and until when? a day?')).toBeVisible()
  await expect(field).toHaveValue('')
  await alice.getByRole('textbox', { name: 'Ask or answer' }).fill('An hour,\nno more.')
  await alice.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(carla.getByText('An hour, no more.')).toBeVisible()
  expect(
    await stored('select body from request_messages where request_id = $1 order by created_at', requestId),
  ).toEqual([{ body: 'and until when? a day?' }, { body: 'An hour,\nno more.' }])
})

test('who decides on a screen that another approver has narrowed meanwhile decides nothing and sees what is new', async ({
  as,
}) => {
  const [alice, carla, dmitri] = [await as('alice'), await as('carla'), await as('dmitri')]
  const requestId = await ask(alice, {
    ...(await pinned('incident-response')),
    scope: { kind: 'whole-role' },
    durationMinutes: 120,
  })
  const path = `/requests/${requestId}`
  await carla.goto(path)
  await carla.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(carla.getByRole('dialog')).toContainText('for 2 h')

  await dmitri.goto(path)
  await dmitri.getByRole('button', { name: 'Narrow' }).click()
  await dmitri.getByRole('dialog').getByRole('textbox', { name: 'Duration' }).fill('30 min')
  await dmitri.getByRole('button', { name: 'Approve as narrowed' }).click()
  await expect(dmitri.getByText('Dmitri Volkov approved')).toBeVisible()

  await carla.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await expect(carla.getByText('ERR_CHANGED_MEANWHILE')).toBeVisible()
  await expect(carla.getByText('What is asked for is another thing:')).toBeVisible()
  await expect(carla.getByText('+ everything that the role may do for 30 min, from approval')).toBeVisible()
  expect(await stored('select id from decisions where request_id = $1', requestId)).toHaveLength(1)
  await carla.keyboard.press('d')
  await carla.getByRole('dialog').getByRole('button', { name: 'Deny' }).click()
  await expect(carla.getByText('Carla Rossi denied')).toBeVisible()
})

async function askForCorrections(alice: Page): Promise<string> {
  return ask(alice, { ...(await pinned('payroll-corrections')), ...CORRECTIONS })
}

async function approveOnPage(approver: Page, path: string): Promise<void> {
  await approver.goto(path)
  await approver.getByRole('button', { name: 'Approve', exact: true }).click()
  await approver.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await expect(approver.getByRole('dialog')).toHaveCount(0)
}
