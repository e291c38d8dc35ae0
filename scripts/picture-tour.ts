import { chromium } from '@playwright/test'
import { demo } from '@/e2e/demo'
import startDemo from '@/e2e/start-demo'
import type { Handle } from '@/e2e/people'
import { browserOptions } from './browser'
import { browserOf, visitor } from './picture-tour/camera'
import * as story from './picture-tour/story'

// Plays a request's way through a demo of its own, and takes README's pictures (docs/pictures) on it.

const stopDemo = await startDemo()
const browser = await chromium.launch(await browserOptions())
try {
  const { portal, mailbox } = demo()
  const as = (handle: Handle) => browserOf(browser, portal, handle)
  const [alice, ben, carla] = [await as('alice'), await as('ben'), await as('carla')]
  await story.whatWasBefore(ben, carla)
  const requestId = await story.asking(alice)
  await story.mailToApprover(await visitor(browser, portal), mailbox)
  await story.deciding(carla, requestId)
  const grantId = await story.using(alice, requestId)
  await story.auditing(await as('erin'), grantId)
  await story.lookingAfterMail({ alice, ben, carla, frank: await as('frank') })
} finally {
  await browser.close()
  await stopDemo()
}
