/**
 * The Content-Security-Policy of one answer. Scripts run by nonce alone; Cloudscape and React set `style` attributes,
 * which no nonce can allow. Development needs `eval` and style elements for reloading modules.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const script = `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`
  const style = development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`
  return [
    "default-src 'none'",
    script,
    style,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')
}

/** The other headers of every answer. HSTS is for https alone: a demo on loopback has no certificate. */
export function securityHeaders(portalUrl: string): [string, string][] {
  const always: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    // Not `no-referrer`: with it browsers send `Origin: null` with a form's POST (Fetch standard, 3.1).
    ['referrer-policy', 'same-origin'],
    [
      'permissions-policy',
      'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    ],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['x-frame-options', 'DENY'],
  ]
  if (!portalUrl.startsWith('https:')) return always
  return [...always, ['strict-transport-security', 'max-age=63072000; includeSubDomains']]
}
