import { test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { isSignedIn, signInAs, type Handle } from './people'
import { watch, type Watch } from './watch'
import { watchLeaks, type LeakWatch } from './watch-leaks'

type State = Exclude<BrowserContextOptions['storageState'], string | undefined>

interface Browsers {
  /** A browser of nobody's. */
  open: (options?: BrowserContextOptions) => Promise<Page>
  /** A browser of this person, signed in through the identity provider's page; later ones go on with that sign-in. */
  as: (handle: Handle) => Promise<Page>
  /** A browser of this person with a sign-in of its own, for tests that end it. */
  asAnew: (handle: Handle) => Promise<Page>
  /** Takes a complaint of any browser for expected. */
  expectComplaint: (pattern: RegExp) => void
}

/** Every browser is another person's, in a zone that is not UTC, and none of them may complain about anything. */
export const test = base.extend<Browsers & { opened: Opened }, { signIns: Map<Handle, State> }>({
  signIns: [
    async ({}, use) => {
      await use(new Map())
    },
    { scope: 'worker' },
  ],
  opened: async ({}, use) => {
    const opened: Opened = { contexts: [], watches: [], leaks: [], expected: [] }
    await use(opened)
    for (const one of opened.watches) {
      opened.expected.forEach(one.expectComplaint)
      one.verify()
    }
    for (const one of opened.leaks) await one.verify()
    await Promise.all(opened.contexts.map((context) => context.close()))
  },
  open: async ({ browser, opened }, use) => {
    await use(async (options = {}) => {
      const look = { viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Berlin', locale: 'en-GB' }
      const context = await browser.newContext({ ...look, ...options })
      opened.contexts.push(context)
      opened.watches.push(await watch(context))
      opened.leaks.push(watchLeaks(context))
      return context.newPage()
    })
  },
  asAnew: async ({ open }, use) => {
    await use(async (handle) => {
      const page = await open()
      await page.goto('/')
      await signInAs(page, handle)
      return page
    })
  },
  as: async ({ open, asAnew, signIns }, use) => {
    await use(async (handle) => {
      const storageState = signIns.get(handle)
      if (storageState !== undefined) {
        const page = await open({ storageState })
        if (await isSignedIn(page.context())) return page
      }
      const page = await asAnew(handle)
      signIns.set(handle, await page.context().storageState())
      return page
    })
  },
  expectComplaint: async ({ opened }, use) => {
    await use((pattern) => {
      opened.expected.push(pattern)
    })
  },
})

interface Opened {
  contexts: BrowserContext[]
  watches: Watch[]
  leaks: LeakWatch[]
  expected: RegExp[]
}

export { expect } from '@playwright/test'
