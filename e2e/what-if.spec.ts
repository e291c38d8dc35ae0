import { expect, test } from './fixtures'
import { picture, pictureOf } from './pictures'
import { stored } from './stored'

const ASKED = '/admin/what-if?handle=alice&entitlement=support-uploads&bucket=support-uploads&level=read'

test('an administrator asks what somebody’s wish would lead to, by a form whose answer has an address; nothing is sent', async ({
  as,
}) => {
  const frank = await as('frank')
  await frank.goto('/')
  const [{ count: before } = {}] = await stored('select count(*) from requests')
  await frank.getByRole('link', { name: 'What if' }).click()
  await expect(frank.getByRole('heading', { level: 1, name: 'What if' })).toBeVisible()
  await picture(frank, 'what-if')
  await frank.getByLabel('Requester').fill('alice')
  await frank.getByLabel('Entitlement').fill('payroll-corrections')
  await frank.getByLabel('Bucket').fill('payroll-corrections')
  await frank.getByLabel('Prefix').fill('2026/')
  await frank.getByLabel('Minutes').fill('60')
  await frank.getByRole('button', { name: 'What if' }).click()
  await expect(frank).toHaveURL(/handle=alice/)
  await expect(frank.getByText('It could be sent')).toBeVisible()
  await expect(frank.getByText('1 approval by payroll-approvers')).toBeVisible()
  await picture(frank, 'what-if-answer')
  await pictureOf(frank, `${ASKED}&minutes=100000`, 'It would be refused', 'what-if-refused')
  const [{ count: after } = {}] = await stored('select count(*) from requests')
  expect(after).toBe(before)
})

test('for who is no administrator the page does not exist', async ({ as }) => {
  for (const handle of ['alice', 'carla', 'erin'] as const)
    for (const path of ['/admin/what-if', `${ASKED}&minutes=60`])
      expect((await (await as(handle)).goto(path))?.status(), `${handle} ${path}`).toBe(404)
})
