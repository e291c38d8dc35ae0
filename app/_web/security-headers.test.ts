import { expect, test } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from './security-headers'

test('in production no script or style element runs without the nonce, and nothing is framed or posted elsewhere', () => {
  const policy = contentSecurityPolicy('abc', false)
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
  expect(policy).toContain("style-src 'self' 'nonce-abc';")
  expect(policy).not.toContain('unsafe-eval')
  expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1)
  expect(policy).toContain("style-src-attr 'unsafe-inline'")
  for (const rule of [
    "default-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ])
    expect(policy).toContain(rule)
})

test('https is demanded for two years where the portal has it, and not on loopback', () => {
  const names = (url: string) => securityHeaders(url).map(([name]) => name)
  expect(names('https://daypass.example')).toContain('strict-transport-security')
  expect(names('http://127.0.0.1:3000')).not.toContain('strict-transport-security')
})
