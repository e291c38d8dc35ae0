import { Agent, request, type RequestOptions } from 'node:http'
import { TestBrowser, refreshTarget } from '@/app/_web/test-browser'
import type { Stage } from './stage'

export interface HttpAnswer {
  status: number
  body: Buffer
  /** From sending the request to its answer's last byte. */
  ms: number
}

/** One signed-in browser: its cookies and its kept connection. On bare `node:http`, to take little of the machine itself. */
export interface Browser {
  send: (
    method: 'GET' | 'POST',
    path: string,
    headers?: Record<string, string>,
    body?: string,
  ) => Promise<HttpAnswer>
  /** What every request of it carries. */
  headers: Record<string, string>
}

/** Signs in at the identity provider as a browser would and answers the browser. */
export async function signIn({ portal, sandbox }: Stage, handle: string): Promise<Browser> {
  const jar = new TestBrowser()
  const form = { method: 'POST', headers: { origin: portal }, body: new URLSearchParams({ from: '/' }) }
  const target = await refreshTarget(await jar.fetch(`${portal}/api/auth/sign-in`, form))
  const asked = await jar.follow(target, `${sandbox.idp}/interaction/`)
  const who = new URLSearchParams({ sub: `sandbox-${handle}` })
  const chosen = await jar.fetch(asked.url, { method: 'POST', body: who })
  const resume = new URL(chosen.headers.get('location') ?? '', asked.url).href
  const back = await jar.follow(resume, `${portal}/api/auth/callback/`)
  const done = await jar.fetch(back.url)
  const location = done.headers.get('location')
  if (location !== '/') throw new Error(`${handle} could not sign in: ${String(location)}`)
  return browserWith(portal, jar.cookieHeader())
}

/** A browser that sends this cookie, on one connection. */
export function browserWith(origin: string, cookie: string): Browser {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { origin, cookie }
  return {
    headers,
    send: (method, path, more = {}, body = '') =>
      exchange(new URL(path, origin), { method, agent, headers: { ...headers, ...more } }, body),
  }
}

function exchange(url: URL, options: RequestOptions, body: string): Promise<HttpAnswer> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const ms = performance.now() - startedAt
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks), ms })
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
