/**
 * What a page's tab is called. Part of the page, for what Next.js makes of `metadata` is mounted anew whenever the page
 * reads itself again: if it comes a moment later than the page, the tab has no name for a third of a second.
 */
export function PageTitle({ of }: { of?: string }) {
  return <title>{of === undefined ? 'Daypass' : `${of} – Daypass`}</title>
}
