import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { projectRoot } from '@/scripts/project'

const WIDTHS = [1440, 1024, 390] as const
const THEMES = ['light', 'dark'] as const
const QUICKLY = { scale: 'css', animations: 'disabled' } as const

/** Fails when axe finds anything on the page as it is shown now. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  // The mode without frames is twice as fast, and no page of Daypass has any. So it is without a list of what is in order.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect.soft(found, `axe on ${what}`).toEqual([])
}

/**
 * Takes pictures of what the page shows now, at three widths in light and dark, into `test-results/pictures`. Nothing may
 * reach beyond the screen, and axe has to be content on the widest in light and on the narrowest in dark.
 */
export async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => {
    window.scrollTo(0, 0)
  })
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(beyond, `${name} is wider than ${width}`).toBeLessThanOrEqual(0)
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme })
      await page.screenshot({ ...QUICKLY, path: pathOf(`${name}-${width}-${theme}`), fullPage: true })
      if ((width === 1440 && theme === 'light') || (width === 390 && theme === 'dark'))
        await expectAccessible(page, `${name} at ${width}, ${theme}`)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

/** Takes one picture of the screen as it is. */
export async function glimpse(page: Page, name: string): Promise<void> {
  await page.screenshot({ ...QUICKLY, path: pathOf(name) })
}

function pathOf(name: string): string {
  return path.join(projectRoot, 'test-results/pictures', `${name}.png`)
}

/** Visits a page, waits until it says what it has to say, and takes its pictures. */
export async function pictureOf(
  page: Page,
  address: string,
  says: string | RegExp,
  name: string,
): Promise<void> {
  await page.goto(address)
  await expect(page.getByText(says).first()).toBeVisible()
  await picture(page, name)
}
