import { DaypassError } from '@/lib/kernel/errors'

/**
 * Lets a call that changes something come from Daypass's own pages alone. Browsers send `Origin` with every POST
 * (Fetch standard, 3.1), and `Sec-Fetch-Site` to where they trust the connection; neither can be set by a page.
 * Throws `ERR_CROSS_ORIGIN` otherwise, also when neither is there.
 */
export function requireSameOrigin(headers: Pick<Headers, 'get'>, portalUrl: string): void {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  const fromHere = origin === null ? site === 'same-origin' : origin === portalUrl
  if (fromHere && (site === null || site === 'same-origin')) return
  throw new DaypassError(
    'ERR_CROSS_ORIGIN',
    `This did not come from a page of Daypass. Open ${portalUrl} and do it there.`,
  )
}
