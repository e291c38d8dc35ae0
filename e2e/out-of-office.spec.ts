import { expect, test } from './fixtures'
import { picture, pictureOf } from './pictures'
import { stored } from './stored'

const GIVEN = `select d.comment, d.ended_at is not null as ended from delegations d
  join people f on f.id = d.from_person_id join people t on t.id = d.to_person_id
  where f.handle = $1 and t.handle = $2 order by d.created_at`

test.beforeEach(async () => {
  await stored('delete from delegations')
})

test('an approver names a stand-in by the menu and the keyboard, both see it, and either ends it', async ({
  as,
}) => {
  const [carla, dmitri] = [await as('carla'), await as('dmitri')]
  await dmitri.goto('/')
  await carla.goto('/')
  await carla.getByRole('button', { name: 'You: Carla Rossi' }).click()
  await carla.getByRole('menuitem', { name: 'Out of office' }).click()
  await expect(carla).toHaveURL('/delegations')
  await expect(carla.getByText('Nobody stands in for you')).toBeVisible()
  await picture(carla, 'delegations-empty')

  const field = carla.getByRole('textbox', { name: 'Who stands in' })
  await carla.getByRole('button', { name: 'Name stand-in' }).click()
  await expect(carla.getByText('Say who stands in, by handle.')).toBeVisible()
  await field.fill('zoe')
  await field.press('Enter')
  await expect(carla.getByText('Daypass knows nobody with the handle zoe.')).toBeVisible()
  await picture(carla, 'delegations-problem')
  await field.fill('dmitri')
  await carla.getByRole('textbox', { name: /Comment/ }).fill('Two weeks in Lisbon')
  await carla.keyboard.press('Enter')
  await expect(carla.getByRole('status').filter({ hasText: 'The stand-in is named.' })).toBeVisible()
  const given = carla.getByRole('list', { name: 'Your stand-ins' }).getByRole('listitem')
  await expect(given).toContainText('Dmitri Volkov')
  await expect(given).toContainText('Now')
  expect(await stored(GIVEN, 'carla', 'dmitri')).toEqual([{ comment: 'Two weeks in Lisbon', ended: false }])
  await picture(carla, 'delegations')

  await pictureOf(dmitri, '/delegations', 'Carla Rossi', 'delegations-taken')
  const taken = dmitri.getByRole('list', { name: 'You stand in for' }).getByRole('listitem')
  await taken.getByRole('button', { name: 'End: Dmitri Volkov stands in for Carla Rossi' }).click()
  await expect(dmitri.getByRole('dialog')).toContainText('decides nothing in the place of Carla Rossi')
  await picture(dmitri, 'delegation-end-dialog')
  await dmitri.getByRole('button', { name: 'End it now' }).click()
  await expect(dmitri.getByText('You stand in for nobody')).toBeVisible()
  await expect(dmitri.getByRole('list', { name: 'Earlier' })).toContainText('Over')
  expect(await stored(GIVEN, 'carla', 'dmitri')).toMatchObject([{ ended: true }])
  await pictureOf(carla, '/delegations', 'Earlier', 'delegations-earlier')
})

test('a stand-in’s time is the viewer’s, and what is over the longest time is said at its field', async ({
  as,
}) => {
  const carla = await as('carla')
  await carla.goto('/delegations')
  await carla.getByRole('textbox', { name: 'Who stands in' }).fill('carla')
  await carla.getByRole('button', { name: 'Name stand-in' }).click()
  await expect(carla.getByText('Nobody stands in for themselves. Name somebody else.')).toBeVisible()
  await expect(carla.getByText('in Europe/Berlin').first()).toBeVisible()
  expect(await stored(GIVEN, 'carla', 'carla')).toEqual([])
})
