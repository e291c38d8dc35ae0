import type { IncomingHttpHeaders } from 'node:http'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import type { AuthOptions } from 'next-auth'

// CommonJS that calls itself an ES module: bundlers give its default export here, Node all of its exports.
const imported = NextAuth as typeof NextAuth | { default: typeof NextAuth }
const nextAuth = typeof imported === 'function' ? imported : imported.default

export type NextAuthCall = {
  method: 'GET' | 'POST'
  /** The parts of the address after `/api/auth`. */
  path: readonly string[]
  query: Readonly<Record<string, string>>
  cookies: Readonly<Record<string, string>>
  body?: Readonly<Record<string, string>>
}

export type NextAuthAnswer = { location: string | undefined; setCookies: readonly string[]; body: unknown }

/**
 * Calls next-auth with what it reads of a request and answers what it does to the response. Daypass has routes of its
 * own for the two steps of signing in, and none for the rest of what next-auth offers.
 */
export async function callNextAuth(options: AuthOptions, call: NextAuthCall): Promise<NextAuthAnswer> {
  const headers = new Map<string, unknown>()
  let body: unknown
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader: (name: string, value: unknown) => {
      headers.set(name.toLowerCase(), value)
      return response
    },
    end: () => response,
    send: (value: unknown) => (body = value),
    json: (value: unknown) => (body = value),
  }
  const request = {
    method: call.method,
    query: { ...call.query, nextauth: [...call.path] },
    cookies: call.cookies,
    headers: {} satisfies IncomingHttpHeaders,
    body: call.body,
  }
  // Of Next.js's two types next-auth uses the members above (next-auth/next/index.js), which makes it testable here.
  await nextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, options)
  const location = headers.get('location')
  const setCookies = headers.get('set-cookie')
  return {
    location: typeof location === 'string' ? location : undefined,
    setCookies: Array.isArray(setCookies) ? setCookies.map(String) : [],
    body,
  }
}
