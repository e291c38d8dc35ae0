import type { Page } from '@playwright/test'
import { call } from './actions'
import { expect, test } from './fixtures'
import { readOnInstance } from './programs'
import { orderFault } from './sandbox'
import { ask, freeSecrets, granted } from './steps'
import { stored } from './stored'

const SECRET = { deliveries: ['secret'] }
const KEY = '2026/q3/cash-flow.csv'

test.beforeEach(async ({ as }) => {
  await freeSecrets(as)
})
test.afterEach(() => orderFault('AssumeRole', 'throttle', 0))

test('the program on the page, on an instance with the reader role, reads the data and stops with the grant', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'), SECRET)
  await alice.goto(`/grants/${grantId}`)
  await expect(state(alice)).toHaveText('Filled')
  await expect(
    alice.getByText(
      /The credentials there work until (?:\d+ \w+(?: \d+)?, )?\d\d:\d\d, the end of the grant/,
    ),
  ).toBeVisible()
  await expect(alice.getByText(/Can be filled again from (?:\d+ \w+(?: \d+)?, )?\d\d:\d\d/)).toBeVisible()
  await expect(alice.getByRole('button', { name: 'Fill again' })).toBeDisabled()

  await alice.getByText('How a program reads it').click()
  await alice.getByRole('tab', { name: 'JavaScript' }).click()
  const program = (await alice.getByRole('region', { name: 'the JavaScript' }).textContent()) ?? ''
  expect((await readOnInstance(program, 'finance-reports', KEY)).text).toContain('2026-07,10210000,8702000')
  expect((await readOnInstance(program, 'finance-reports', 'board/minutes-2026-07-09.txt')).text).toBe(
    'AccessDenied',
  )

  await alice.getByRole('button', { name: 'I’m done' }).click()
  const dialog = alice.getByRole('dialog', { name: 'End this grant now?' })
  await expect(dialog).toContainText('The secret SensitiveS3 is emptied, and free for another grant.')
  await dialog.getByRole('button', { name: 'End it now' }).click()
  await expect(state(alice)).toHaveText('Emptied')
  expect((await readOnInstance(program, 'finance-reports', KEY)).text).not.toContain('2026-07')
})

test('a secret that another grant holds: said on the form and to the approver, with when it is free', async ({
  as,
}) => {
  const [alice, ben, carla] = [await as('alice'), await as('ben'), await as('carla')]
  const { grantId } = await granted(alice, carla, SECRET)
  await ben.goto('/request/sensitive-s3-access?deliveries=secret&reason=Nightly+run')
  const preview = ben.getByText(/The secret SensitiveS3 is held by another grant; free from/)
  await expect(preview).toBeVisible()
  await ben.getByRole('checkbox', { name: /^Secret/ }).uncheck()
  await expect(ben.getByText('Choose at least one way to use the access.').first()).toBeVisible()
  await ben.getByRole('checkbox', { name: /^Console/ }).check()
  await expect(preview).toHaveCount(0)

  const requestId = await ask(ben, SECRET)
  await carla.goto(`/requests/${requestId}`)
  await expect(carla.getByText('Secret SensitiveS3 (read by EC2Normal)')).toBeVisible()
  await expect(carla.getByText('This cannot be approved yet')).toBeVisible()
  await expect(
    carla.getByText(/is held by another grant; free from (?:\d+ \w+(?: \d+)?, )?\d\d:\d\d/),
  ).toBeVisible()

  await call(alice, '/', 'relinquish', { grantId })
  await carla.reload()
  await expect(carla.getByText('This cannot be approved yet')).toHaveCount(0)
  await call(ben, `/requests/${requestId}`, 'cancel', { requestId })
})

test('while AWS is too busy the page says that the secret is not filled, and “Fill again” fills it', async ({
  as,
}) => {
  const alice = await as('alice')
  await orderFault('AssumeRole', 'throttle', 50)
  const { grantId } = await granted(alice, await as('carla'), SECRET)
  await alice.goto(`/grants/${grantId}`)
  await expect(state(alice)).toHaveText('Not filled', { timeout: 60_000 })
  await orderFault('AssumeRole', 'throttle', 0)
  await alice.getByRole('button', { name: 'Fill again' }).click()
  await expect(state(alice)).toHaveText('Filled')
  await expect(alice.getByText('Alice Moreau had the secret “SensitiveS3” filled again.')).toBeVisible()
  const sessions = await stored(
    `select delivery from sessions where grant_id = $1 and status = 'issued'`,
    grantId,
  )
  expect(sessions).toEqual([{ delivery: 'secret' }])
})

test('who sees the grant but does not hold it sees the secret’s state and no way to use it', async ({
  as,
}) => {
  const [alice, erin] = [await as('alice'), await as('erin')]
  const { grantId } = await granted(alice, await as('carla'), { deliveries: ['terminal', 'secret'] })
  await erin.goto(`/grants/${grantId}`)
  await expect(state(erin)).toHaveText('Filled')
  await expect(erin.getByRole('button', { name: /Fill again|Terminal credentials/ })).toHaveCount(0)
  await alice.goto('/')
  await expect(alice.getByRole('link', { name: 'Secret SensitiveS3' })).toBeVisible()
  await alice.locator(`a[href="/grants/${grantId}#terminal"]`).click()
  await expect(alice).toHaveURL(new RegExp(`/grants/${grantId}#terminal$`))
})

function state(page: Page) {
  return page.locator('#secret').getByRole('status').first()
}
