import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIdp } from './index'
import type { Idp } from './index'

const portal = 'http://127.0.0.1:3999'
const verifier = randomBytes(32).toString('base64url')
let idp: Idp

beforeAll(async () => {
  idp = await startIdp({ port: 0, portalUrls: [portal] })
})
afterAll(() => idp.close())

function authorizationUrl(changes: Record<string, string | null> = {}): string {
  const url = new URL(`${idp.url}/auth`)
  const parameters: Record<string, string | null> = {
    client_id: idp.clientId,
    response_type: 'code',
    redirect_uri: `${portal}/api/auth/callback/oidc`,
    scope: 'openid profile email groups',
    state: 'state-1',
    nonce: 'nonce-1',
    max_age: '3600',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  }
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) url.searchParams.set(name, value)
  return url.href
}

/** A browser's jar and its way along redirects on the provider's own origin. */
class Visitor {
  readonly #jar = new Map<string, string>()

  async visit(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; html: string; status: number }> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }
    const response = await fetch(url, { ...body, headers: { cookie }, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.#jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const location = response.headers.get('location')
    if (location === null) return { url, html: await response.text(), status: response.status }
    const next = new URL(location, url)
    return next.origin === idp.url
      ? this.visit(next.href)
      : { url: next.href, html: '', status: response.status }
  }

  async signIn(handle: string): Promise<string> {
    const asked = await this.visit(authorizationUrl())
    return (await this.visit(asked.url, { sub: `sandbox-${handle}` })).url
  }
}

async function claimsFor(callback: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${idp.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${idp.clientId}:${idp.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(callback).searchParams.get('code') ?? '',
      redirect_uri: `${portal}/api/auth/callback/oidc`,
      code_verifier: verifier,
    }),
  })
  const { id_token: token } = (await response.json()) as { id_token: string }
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

test('the page offers all nine people and says that it is a sandbox', async () => {
  const { html, status } = await new Visitor().visit(authorizationUrl())
  expect(status).toBe(200)
  expect(html.match(/<li>/g)).toHaveLength(9)
  expect(html).toContain('Sandbox')
})

test('whoever is clicked on is vouched for, with handle, address, groups and the time of the click', async () => {
  const claims = await claimsFor(await new Visitor().signIn('carla'))
  expect(claims).toMatchObject({
    iss: idp.url,
    aud: idp.clientId,
    nonce: 'nonce-1',
    sub: 'sandbox-carla',
    name: 'Carla Rossi',
    preferred_username: 'carla',
    email: 'carla@example.com',
    groups: ['finance-approvers'],
  })
  expect(claims).not.toHaveProperty('manager')
  expect(Math.abs(Number(claims['auth_time']) - Date.now() / 1000)).toBeLessThan(60)
})

test('an engineer’s manager is named by handle', async () => {
  expect(await claimsFor(await new Visitor().signIn('ben'))).toMatchObject({ manager: 'carla' })
})

test('it asks again though somebody is signed in, also when told to say nothing', async () => {
  const visitor = new Visitor()
  await visitor.signIn('alice')
  expect((await visitor.visit(authorizationUrl())).html).toContain('Who are you?')
  const silent = await visitor.visit(authorizationUrl({ prompt: 'none' }))
  expect(new URL(silent.url).searchParams.get('error')).toBe('login_required')
})

test.each([
  ['an address that is not the portal’s', { redirect_uri: 'http://127.0.0.1:3998/api/auth/callback/oidc' }],
  ['an unknown client', { client_id: 'somebody' }],
])('%s is not sent anywhere', async (_what, changes) => {
  const { url, status } = await new Visitor().visit(authorizationUrl(changes))
  expect(status).toBe(400)
  expect(new URL(url).origin).toBe(idp.url)
})

test('a request without PKCE is refused', async () => {
  const { url } = await new Visitor().visit(
    authorizationUrl({ code_challenge: null, code_challenge_method: null }),
  )
  expect(new URL(url).searchParams.get('error')).toBe('invalid_request')
})

test('signing out comes back to the portal alone, and asks nothing', async () => {
  const visitor = new Visitor()
  await visitor.signIn('alice')
  const query = new URLSearchParams({
    client_id: idp.clientId,
    post_logout_redirect_uri: `${portal}/signed-out`,
  })
  const page = await visitor.visit(`${idp.url}/session/end?${query.toString()}`)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  expect(page.html).toContain('document.forms[0].submit()')
  const { url } = await visitor.visit(`${idp.url}/session/end/confirm`, { xsrf, logout: 'yes' })
  expect(url).toBe(`${portal}/signed-out`)
  query.set('post_logout_redirect_uri', 'http://evil.example/')
  expect((await visitor.visit(`${idp.url}/session/end?${query.toString()}`)).status).toBe(400)
})

test('somebody who is not on the page cannot be signed in as', async () => {
  const visitor = new Visitor()
  const asked = await visitor.visit(authorizationUrl())
  const { html, url } = await visitor.visit(asked.url, { sub: 'sandbox-mallory' })
  expect(new URL(url).origin).toBe(idp.url)
  expect(html).toContain('Who are you?')
})
