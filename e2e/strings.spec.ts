import type { Page } from '@playwright/test'
import { HOSTILE_TEXTS } from '@/lib/testing/hostile'
import { call } from './actions'
import { expect, test } from './fixtures'
import { ask, decision, unique } from './steps'
import { storedOne } from './stored'

const HOSTILE = Object.entries(HOSTILE_TEXTS)
  .map(([what, text]) => (what === 'long' ? '' : text))
  .join(' ')

test('what people type is shown as text on every page, and stored as it was typed', async ({ as }) => {
  const [alice, carla, erin] = [await as('alice'), await as('carla'), await as('erin')]
  const words = { reason: unique(HOSTILE), ticket: unique('<b>T</b> =1+1') }
  const comment = unique(`"><svg onload="window.wasRun = 1"> ${HOSTILE}`)
  const requestId = await ask(alice, words)
  for (const [page, path] of [
    [alice, '/'],
    [alice, '/requests'],
    [alice, `/requests/${requestId}`],
    [carla, '/approvals'],
    [carla, `/requests/${requestId}`],
  ] as const)
    await expectAsText(page, path, words.reason)

  const answer = await call(
    carla,
    `/requests/${requestId}`,
    'decide',
    await decision(carla, requestId, 'approve', comment),
  )
  if (!answer.ok) throw new Error(answer.error.sentence)
  const grantPath = `/grants/${String(answer.value['grantId'])}`
  for (const [page, path] of [
    [alice, '/'],
    [alice, grantPath],
    [erin, grantPath],
    [erin, '/audit/grants'],
    [erin, `/audit/events?requestId=${requestId}`],
  ] as const)
    await expectAsText(page, path, words.reason)
  for (const [page, path] of [
    [alice, `/requests/${requestId}`],
    [erin, grantPath],
  ] as const)
    await expectAsText(page, path, comment)

  expect(await storedOne('select reason, ticket from requests where id = $1', requestId)).toEqual(words)
  expect(await storedOne('select comment from decisions where request_id = $1', requestId)).toEqual({
    comment,
  })
})

test('a thousand characters without a space break no page, on a phone or a wide screen', async ({ as }) => {
  const [alice, carla, erin] = [await as('alice'), await as('carla'), await as('erin')]
  const words = { reason: unique('w').replace(' ', '').padEnd(1000, 'W'), ticket: 'T'.repeat(200) }
  const requestId = await ask(alice, words)
  const answer = await call(
    carla,
    `/requests/${requestId}`,
    'decide',
    await decision(carla, requestId, 'approve', 'C'.repeat(1000)),
  )
  if (!answer.ok) throw new Error(answer.error.sentence)
  const grantPath = `/grants/${String(answer.value['grantId'])}`
  for (const [page, path] of [
    [alice, '/'],
    [alice, '/requests'],
    [alice, `/requests/${requestId}`],
    [alice, grantPath],
    [erin, '/audit/grants'],
    [erin, `/audit/events?requestId=${requestId}`],
  ] as const) {
    await expectAsText(page, path, words.reason)
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 844 })
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect.soft(wider, `${path} is wider than ${width}`).toBeLessThanOrEqual(0)
    }
  }
})

async function expectAsText(page: Page, path: string, text: string): Promise<void> {
  await page.goto(path)
  await expect.soft(page.getByRole('main'), path).toContainText(text)
  expect(await page.evaluate(() => 'wasRun' in window), path).toBe(false)
}
