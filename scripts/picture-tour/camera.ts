import path from 'node:path'
import type { Browser, Locator, Page } from '@playwright/test'
import { signInAs, type Handle } from '@/e2e/people'
import { projectRoot } from '../project'

const WIDTH = 1440
const HEIGHT = 900
const MARGIN = 16

/** Opens a browser of this person, signed in to the portal at `baseURL`. */
export async function browserOf(browser: Browser, baseURL: string, handle: Handle): Promise<Page> {
  const page = await visitor(browser, baseURL)
  await page.goto('/')
  await signInAs(page, handle)
  return page
}

/** Opens a browser of nobody's. Its zone and language are fixed, so that pictures differ in their times alone. */
export async function visitor(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: WIDTH, height: HEIGHT },
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    colorScheme: 'light',
  })
  return context.newPage()
}

/** Takes a picture of a page, from its top to the end of `last`. */
export async function photograph(page: Page, name: string, last: Locator): Promise<void> {
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    window.scrollTo(0, 0)
  })
  const { y, height } = await boxOf(last)
  const clip = { x: 0, y: 0, width: WIDTH, height: Math.ceil(y + height + MARGIN) }
  await page.screenshot({ path: fileOf(name), clip, fullPage: true, scale: 'css', animations: 'disabled' })
}

/** Takes a picture of a part of a page alone. */
export async function photographPart(part: Locator, name: string): Promise<void> {
  await part.screenshot({ path: fileOf(name), scale: 'css', animations: 'disabled' })
}

async function boxOf(part: Locator): Promise<{ y: number; height: number }> {
  const box = await part.boundingBox()
  if (box === null) throw new Error('There is nothing to see of what a picture is to end with.')
  return box
}

function fileOf(name: string): string {
  return path.join(projectRoot, 'docs/pictures', `${name}.png`)
}
