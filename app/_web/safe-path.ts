/**
 * A path of this portal to go to, or `/` when what was given leads anywhere else: other hosts (`//host`, `/\host`),
 * control characters that browsers drop, and the pages of signing in themselves.
 */
export function safePath(given: string | undefined): string {
  const base = 'http://portal.invalid'
  if (given === undefined || !given.startsWith('/') || given.length > 2000 || !URL.canParse(given, base))
    return '/'
  const url = new URL(given, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return '/'
  if (/^\/(sign-in|signed-out|api)(\/|$)/.test(url.pathname)) return '/'
  return `${url.pathname}${url.search}`
}
