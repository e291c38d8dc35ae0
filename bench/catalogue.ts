import type { Browser } from './browser'
import { entitlement } from './many-entitlements'
import { repeatFor, type Timing } from './timing'

const QUERIES = ['b', 'billing', 'billing invoices', '1111', 'weather-metrics-4', 'nothing like this', 'read']

const WARM_UP_SECONDS = 2

export interface CatalogueFigures {
  page: Timing
  search: Timing
  form: Timing
}

/** How long the server needs for the catalogue's page, a search as one types, and a form; for one person at a time. */
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
  }
  const measured: Partial<CatalogueFigures> = {}
  for (const name of ['page', 'search', 'form'] as const) {
    await repeatFor(WARM_UP_SECONDS, [browser], pages[name])
    measured[name] = await repeatFor(seconds, [browser], pages[name])
  }
  return measured as CatalogueFigures
}
