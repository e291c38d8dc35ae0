import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { ask, granted } from './steps'

/** The sum of layout shifts that people do not notice; 0.1 is what web.dev still calls good. */
const UNNOTICED = 0.02

test('nothing jumps while a page loads: home, form, request and grant, on a wide screen and a phone', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const { grantId } = await granted(alice, carla)
  const requestId = await ask(alice)
  for (const width of [1440, 390]) {
    await alice.setViewportSize({ width, height: 844 })
    for (const path of [
      '/',
      '/request/sensitive-s3-access?prefix=2026/',
      `/requests/${requestId}`,
      `/grants/${grantId}`,
    ]) {
      await alice.goto(path)
      await expect(alice.getByRole('heading', { level: 1 })).toBeVisible()
      expect.soft(await shiftsOf(alice), `${path} at ${width}`).toBeLessThanOrEqual(UNNOTICED)
    }
  }
})

/** How much has shifted since the page began to load, once its fonts are there and its scripts have nothing more to do. */
function shiftsOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((resolve) => requestIdleCallback(resolve))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const shifts = await new Promise<PerformanceEntryList>((resolve) => {
      const observer = new PerformanceObserver((list) => {
        resolve(list.getEntries())
      })
      observer.observe({ type: 'layout-shift', buffered: true })
      // Without any shift the observer is never called.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(observer.takeRecords())))
    })
    return shifts.reduce((sum, shift) => sum + ('value' in shift ? Number(shift.value) : 0), 0)
  })
}
