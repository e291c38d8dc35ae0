import type { MouseEvent } from 'react'

/**
 * The path that a plain click on a link of the portal leads to, or null when the browser should handle the click:
 * other origins, new tabs, downloads, modified clicks, routes that are no pages.
 */
export function ownPathOf(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download')) return null
  if (link.target !== '' && link.target !== '_self') return null
  if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return null
  const staysHere = link.hash !== '' && link.pathname === location.pathname && link.search === location.search
  return staysHere ? null : `${link.pathname}${link.search}${link.hash}`
}
