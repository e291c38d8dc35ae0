import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { FRIENDLY, HOSTILE, sampleLetters } from '@/lib/testing/letters'
import { drawLetter } from '@/mails/index'
import { browserOptions } from './browser'
import { projectRoot } from './project'

// Takes pictures of every mail, with friendly and hostile texts, in light and dark, wide and narrow.

const folder = path.join(projectRoot, 'test-results/pictures/mails')
await mkdir(folder, { recursive: true })
const browser = await chromium.launch(await browserOptions())
try {
  const page = await browser.newPage()
  for (const [texts, typed] of Object.entries({ friendly: FRIENDLY, hostile: HOSTILE }))
    for (const [name, letter] of Object.entries(sampleLetters(typed))) {
      await page.setContent((await drawLetter(letter)).html)
      for (const colorScheme of ['light', 'dark'] as const)
        for (const width of [700, 390]) {
          await page.emulateMedia({ colorScheme })
          await page.setViewportSize({ width, height: 600 })
          const file = path.join(folder, `${name}-${texts}-${colorScheme}-${String(width)}.png`)
          await page.screenshot({ path: file, fullPage: true, scale: 'css' })
        }
    }
} finally {
  await browser.close()
}
process.stdout.write(`${folder}\n`)
