const AWS_CONSOLE = /^(([a-z0-9-]+)\.)?console\.aws\.amazon\.com$/
const CONSOLE_PATHS = /^\/(console\/home|s3\/buckets(\/[^/]+)?|s3\/object\/[^/]+)$/

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/** True for a path of the sandbox's console, query included. */
export function isConsolePath(pathAndQuery: string): boolean {
  return CONSOLE_PATHS.test(pathAndQuery.replace(/\?.*$/s, ''))
}

/**
 * The console's path for a `Destination`: an address of this console, or one of AWS's own console, which is mapped
 * onto it (services that the sandbox lacks go to its home). Null for any other site.
 */
export function consolePath(destination: string, consoleOrigin: string): string | null {
  const url = parse(destination)
  if (!url) return null
  const path = `${url.pathname.replace(/\/$/, '')}${url.search}`
  if (url.origin === consoleOrigin) return isConsolePath(path) ? path : '/console/home'
  if (url.protocol !== 'https:' || !AWS_CONSOLE.test(url.host)) return null
  return isConsolePath(path) ? path : '/console/home'
}

/** Where a browser may be sent after signing out: the sandbox itself, AWS, or a server on this machine. */
export function isAllowedRedirect(target: string): boolean {
  const url = parse(target)
  if (!url || url.username !== '' || url.password !== '') return false
  if (url.protocol === 'https:') return /(^|\.)(aws\.amazon\.com|amazonaws\.com)$/.test(url.host)
  return url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}
