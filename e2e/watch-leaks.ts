import { expect, type BrowserContext, type Page, type Request } from '@playwright/test'
import { leaksIn } from './canary'
import { demo } from './demo'

/** What a browser holds of credentials where it must not. */
export interface LeakWatch {
  /** Fails when a portal's answer, its address or the browser's storage held one. */
  verify: () => Promise<void>
}

// The two answers that are there to hand credentials over: the page that leads to the console, and the lines for a
// terminal. Nobody keeps them (`no-store`).
const HANDS_OVER = /^POST \/grants\/[^/]+\/(console|terminal)$/

const FILES = ['script', 'stylesheet', 'image', 'font', 'manifest']

/** Reads every page, part of a page and JSON that any of a context's pages gets from a portal (invariant 8). */
export function watchLeaks(context: BrowserContext): LeakWatch {
  const reading: Promise<string[]>[] = []
  context.on('requestfinished', (request) => {
    if (isOfPortal(request.url())) reading.push(leaksOf(request))
  })
  return {
    verify: async () => {
      const answers = (await Promise.all(reading)).flat()
      const storage = leaksIn('the browser’s storage', await storageOf(context))
      expect([...answers, ...storage], 'credentials where none may be').toEqual([])
    },
  }
}

async function leaksOf(request: Request): Promise<string[]> {
  const url = new URL(request.url())
  const name = `${request.method()} ${url.pathname}`
  const address = leaksIn(`the address of ${name}`, decodeURIComponent(url.search))
  const isRead = !HANDS_OVER.test(name) && !FILES.includes(request.resourceType())
  return isRead ? [...address, ...leaksIn(name, await bodyOf(request))] : address
}

async function bodyOf(request: Request): Promise<string> {
  // A browser forgets the answers of a page that it has left, and all when it is closed.
  const response = await request.response().catch(() => null)
  if (response?.headers()['content-type']?.startsWith('text/event-stream') !== false) return ''
  return response.text().catch(() => '')
}

/** Cookies of all portals, local storage and databases, and what only a page itself can read. */
async function storageOf(context: BrowserContext): Promise<string> {
  const { cookies, origins } = await context.storageState({ indexedDB: true })
  const pages = await Promise.all(context.pages().map(storageOfPage))
  return JSON.stringify([
    cookies.filter(({ domain }) => domain === '127.0.0.1'),
    origins.filter(({ origin }) => isOfPortal(origin)),
    pages,
  ])
}

async function storageOfPage(page: Page): Promise<unknown> {
  if (!isOfPortal(page.url())) return null
  const read = async () => ({
    history: window.history.state as unknown,
    session: Object.entries(window.sessionStorage),
    caches: await window.caches.keys(),
  })
  return page.evaluate(read).catch(() => null)
}

/** Portals stand at 127.0.0.1, on several ports; so do two parts of the sandbox. */
function isOfPortal(address: string): boolean {
  if (!address.startsWith('http://127.0.0.1')) return false
  const { aws, idp } = demo()
  return ![aws, idp].some((other) => new URL(other).origin === new URL(address).origin)
}
