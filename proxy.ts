import { randomBytes } from 'node:crypto'
import { NextResponse } from 'next/server'
import type { NextRequest } from 'next/server'
import { contentSecurityPolicy, securityHeaders } from '@/app/_web/security-headers'
import { config as configuration, isDevelopment } from '@/lib/kernel/config'
import { newId } from '@/lib/kernel/ids'

/** Where answers are plain pages that lead to other sites (`handOver`) or have no form to post (`problemPage`). */
const LEADS_AWAY = /^\/(api\/auth\/|grants\/[^/]+\/console$)/

/** Gives every call its id, its nonce and its security headers. Who may do what is not decided here. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(18).toString('base64')
  const requestId = ownOrNew(request.headers.get('x-request-id'))
  const policy = contentSecurityPolicy(nonce, isDevelopment())

  const inward = new Headers(request.headers)
  inward.set('x-request-id', requestId)
  inward.set('x-daypass-path', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  inward.set('x-nonce', nonce)
  inward.set('content-security-policy', policy) // where Next.js finds the nonce for its own scripts

  const response = NextResponse.next({ request: { headers: inward } })
  response.headers.set('x-request-id', requestId)
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of securityHeaders(configuration().DAYPASS_URL)) response.headers.set(name, value)
  // Next.js keeps what is set here over the answer's own.
  if (LEADS_AWAY.test(request.nextUrl.pathname)) response.headers.set('referrer-policy', 'no-referrer')
  return response
}

// A load balancer's id is kept, if it is one and not something to write into a log.
function ownOrNew(given: string | null): string {
  return given !== null && /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : newId()
}

export const config = { matcher: '/((?!_next/static/).*)' }
