import type { Browser } from './browser'
import { entitlement } from './many-entitlements'
import { repeatFor, type Timing } from './timing'

const QUERIES = ['b', 'billing', 'billing invoices', '1111', 'weather-metrics-4', 'nothing like this', 'read']

const WARM_UP_SECONDS = 2

export interface CatalogueFigures {
  page: Timing
  search: Timing
  form: Timing
  /** What the form asks the server while one fills it in. */
  preview: Timing
}

/** How long the server needs for the catalogue's page, a search as one types, a form and its evaluation; for one person at a time. */
export async function measureCatalogue(browser: Browser, seconds: number): Promise<CatalogueFigures> {
  const headers = { 'accept-encoding': 'gzip' }
  const read = async (address: string) => {
    const { status } = await browser.send('GET', address, headers)
    if (status !== 200) throw new Error(`${address} answered ${status}.`)
  }
  let turn = 0
  const pages = {
    page: () => read('/request'),
    search: () => read(`/api/entitlements?q=${encodeURIComponent(QUERIES[turn++ % QUERIES.length] ?? '')}`),
    form: () => read(`/request/${entitlement(turn++ % 1000)[0]}`),
    preview: () => preview(browser, entitlement(turn++ % 1000)[0]),
  }
  const measured: Partial<CatalogueFigures> = {}
  for (const name of ['page', 'search', 'form', 'preview'] as const) {
    await repeatFor(WARM_UP_SECONDS, [browser], pages[name])
    measured[name] = await repeatFor(seconds, [browser], pages[name])
  }
  return measured as CatalogueFigures
}

async function preview(browser: Browser, entitlementId: string): Promise<void> {
  const scope = { kind: 's3', bucket: entitlementId, prefix: '2026/', level: 'read', delete: false }
  const wish = {
    entitlementId,
    scope,
    durationMinutes: 60,
    reason: 'Check the third quarter',
    ticket: 'FIN-1',
  }
  const headers = { 'content-type': 'application/json' }
  const { status, body } = await browser.send('POST', '/api/requests/preview', headers, JSON.stringify(wish))
  if (status !== 200) throw new Error(`No preview (${String(status)}): ${body.toString().slice(0, 300)}`)
}
