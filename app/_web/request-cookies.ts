/** The cookies of a `Cookie` header (RFC 6265, 4.2.1), values decoded as next-auth encodes them; the first of a name wins. */
export function requestCookies(header: string): Record<string, string> {
  const cookies: Record<string, string> = {}
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at < 1) continue
    cookies[pair.slice(0, at).trim()] ??= decoded(pair.slice(at + 1).trim())
  }
  return cookies
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value // not encoded by us, and so of no meaning to us
  }
}
