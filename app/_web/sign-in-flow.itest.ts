import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SignInParts } from '@/lib/identity/auth-options'
import { openDatabase } from '@/lib/db/client'
import type { Database } from '@/lib/db/client'
import { transactions } from '@/lib/db/transaction'
import { findActor, signInCookie } from '@/lib/identity/index'
import type { Actor } from '@/lib/identity/index'
import { tellNextAuth } from '@/lib/kernel/config'
import { Secret } from '@/lib/kernel/secret'
import { testDatabase } from '@/lib/testing/database'
import type { TestDatabase } from '@/lib/testing/database'
import { demoPeople, startIdp } from '@/sandbox/idp/index'
import type { Idp, IdpPerson } from '@/sandbox/idp/index'
import { beginSignIn, finishSignIn } from './sign-in-flow'
import { finishSignOut } from './sign-out-flow'
import { refreshTarget, TestBrowser } from './test-browser'

const portalUrl = 'http://127.0.0.1:3999'
const cookie = signInCookie(portalUrl).name
const people: IdpPerson[] = []
let idp: Idp
let test_: TestDatabase
let database: Database
let parts: SignInParts

beforeAll(async () => {
  tellNextAuth(portalUrl)
  idp = await startIdp({ port: 0, portalUrls: [portalUrl], people })
  test_ = await testDatabase()
  database = openDatabase(test_.appUrl)
  parts = {
    system: { inTransaction: transactions(database), clouds: {} as never, portalUrl },
    rules: {
      issuer: idp.url,
      clientId: idp.clientId,
      handleClaim: 'preferred_username',
      groupsClaim: 'groups',
      idleMinutes: 60,
      absoluteMinutes: 720,
      roleGroups: { requester: ['engineers'], auditor: ['auditors'], administrator: [] },
    },
    settings: {
      clientSecret: new Secret(idp.clientSecret),
      cookieSecret: new Secret('a secret for sealed cookies, only of these tests'),
      scopes: 'openid profile email groups',
    },
  }
})

beforeEach(async () => {
  await test_.reset()
  people.splice(0, people.length, ...structuredClone(demoPeople))
})

afterAll(async () => {
  await database.$disconnect()
  await idp.close()
})

/** Goes to the provider, clicks on somebody and comes back; answers the portal's last answer. */
async function signIn(browser: TestBrowser, sub: string, from?: string, fresh = false): Promise<Response> {
  const started = browser.keep(await beginSignIn(parts, from, { fresh }))
  const asked = await browser.follow(await refreshTarget(started), portalUrl)
  const chosen = await browser.fetch(asked.url, { method: 'POST', body: new URLSearchParams({ sub }) })
  const resume = chosen.headers.get('location') ?? 'nowhere'
  return callback(browser, (await throughAutomaticForms(browser, resume)).url)
}

// With a session of somebody else's the provider ends that one first, by a form that sends itself.
async function throughAutomaticForms(browser: TestBrowser, url: string): Promise<{ url: string }> {
  const arrived = await browser.follow(url, portalUrl)
  if (arrived.response === undefined) return arrived
  const html = await arrived.response.text()
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? 'nowhere'
  const fields = [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name, value]): [string, string] => [name ?? '', value ?? ''],
  )
  const sent = await browser.fetch(action, { method: 'POST', body: new URLSearchParams(fields) })
  return throughAutomaticForms(browser, new URL(sent.headers.get('location') ?? 'nowhere', action).href)
}

async function callback(browser: TestBrowser, url: string): Promise<Response> {
  return browser.keep(
    await finishSignIn(parts, new Request(url, { headers: { cookie: browser.cookieHeader() } })),
  )
}

async function whoIs(browser: TestBrowser): Promise<Actor | undefined> {
  const token = browser.cookie(cookie)
  return token === undefined ? undefined : findActor(parts.system, parts.rules, new Secret(token))
}

async function eventTypes(): Promise<string[]> {
  const rows = await database.auditEvent.findMany({ orderBy: { id: 'asc' } })
  return rows.map((row) => (JSON.parse(row.canonical) as { type: string }).type)
}

describe('signing in by OpenID Connect', () => {
  test('makes the person, their groups and a sign-in out of what the provider says, and comes back to where one was', async () => {
    const browser = new TestBrowser()
    const response = await signIn(browser, 'sandbox-alice', '/requests/new?entitlement=x')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/requests/new?entitlement=x')
    expect(await whoIs(browser)).toMatchObject({
      handle: 'alice',
      name: 'Alice Moreau',
      email: 'alice@example.com',
      groups: ['engineers'],
      roles: ['requester'],
      handleIsUnique: true,
    })
    expect(await eventTypes()).toEqual(['person.created', 'sign-in.started'])
  })

  test('stores neither the sign-in token nor any token of the provider', async () => {
    const browser = new TestBrowser()
    await signIn(browser, 'sandbox-alice')
    const stored = JSON.stringify([
      await database.signIn.findMany(),
      await database.identityLink.findMany(),
      await database.auditEvent.findMany(),
    ])
    expect(stored).not.toContain(browser.cookie(cookie))
    expect(stored).not.toMatch(/eyJ/)
    const [row] = await database.signIn.findMany()
    const thief = new Secret(row?.tokenHash ?? '')
    expect(await findActor(parts.system, parts.rules, thief)).toBeUndefined()
  })

  test('anew has the provider ask who it is, and takes the time at which it was proved', async () => {
    const browser = new TestBrowser()
    const started = await beginSignIn(parts, '/approvals', { fresh: true })
    const address = new URL(await refreshTarget(started))
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ prompt: 'login', max_age: '0' })
    const response = await signIn(browser, 'sandbox-alice', '/approvals', true)
    expect(response.headers.get('location')).toBe('/approvals')
    const actor = await whoIs(browser)
    expect(Date.now() - (actor?.authenticatedAt.getTime() ?? 0)).toBeLessThan(60_000)
  })

  test('as somebody else while signed in ends the first sign-in and never joins the two people', async () => {
    const browser = new TestBrowser()
    await signIn(browser, 'sandbox-alice')
    const first = browser.cookie(cookie) ?? ''
    await signIn(browser, 'sandbox-ben')
    expect(await whoIs(browser)).toMatchObject({ handle: 'ben' })
    expect(await findActor(parts.system, parts.rules, new Secret(first))).toBeUndefined()
    const links = await database.identityLink.findMany({ include: { person: true } })
    expect(links.map((link) => [link.subject, link.person.handle]).sort()).toEqual([
      ['sandbox-alice', 'alice'],
      ['sandbox-ben', 'ben'],
    ])
    expect(await eventTypes()).toEqual([
      'person.created',
      'sign-in.started',
      'sign-in.ended',
      'person.created',
      'sign-in.started',
    ])
  })

  test('with an address that somebody else has makes another person', async () => {
    people.push({
      sub: 'other',
      handle: 'alice2',
      name: 'Other',
      email: 'alice@example.com',
      groups: [],
      note: '',
    })
    const [one, other] = [new TestBrowser(), new TestBrowser()]
    await signIn(one, 'sandbox-alice')
    await signIn(other, 'other')
    expect((await whoIs(one))?.personId).not.toBe((await whoIs(other))?.personId)
    expect(await database.person.count()).toBe(2)
  })

  test('with a handle that somebody else has leaves the handle to nobody', async () => {
    people.push({
      sub: 'impostor',
      handle: 'alice',
      name: 'Impostor',
      email: 'i@example.com',
      groups: [],
      note: '',
    })
    const [one, other] = [new TestBrowser(), new TestBrowser()]
    await signIn(one, 'sandbox-alice')
    await signIn(other, 'impostor')
    expect((await whoIs(one))?.handleIsUnique).toBe(false)
    expect((await whoIs(other))?.handleIsUnique).toBe(false)
  })

  test('with another handle than before is refused, recorded, and leaves nobody signed in', async () => {
    const browser = new TestBrowser()
    await signIn(browser, 'sandbox-alice')
    const alice = people.find((person) => person.handle === 'alice')
    if (alice !== undefined) alice.handle = 'root'
    const response = await signIn(browser, 'sandbox-alice')
    expect(response.headers.get('location')).toBe('/sign-in?error=ERR_HANDLE_CHANGED')
    expect(await whoIs(browser)).toBeUndefined()
    expect(await database.signIn.count()).toBe(0)
    expect((await database.person.findFirst())?.handle).toBe('alice')
    expect(await eventTypes()).toEqual([
      'person.created',
      'sign-in.started',
      'sign-in.ended',
      'sign-in.refused',
    ])
  })

  test('takes the groups that the provider says now, and drops those it says no more', async () => {
    const browser = new TestBrowser()
    await signIn(browser, 'sandbox-alice')
    const alice = people.find((person) => person.handle === 'alice')
    if (alice !== undefined) alice.groups = ['auditors', 'other']
    await signIn(browser, 'sandbox-alice')
    expect(await whoIs(browser)).toMatchObject({ groups: ['auditors', 'other'], roles: ['auditor'] })
    expect(await database.person.count()).toBe(1)
  })

  test('is refused to an answer that this browser did not ask for', async () => {
    const [asker, victim] = [new TestBrowser(), new TestBrowser()]
    const started = asker.keep(await beginSignIn(parts, '/'))
    const asked = await asker.follow(await refreshTarget(started), portalUrl)
    const chosen = await asker.fetch(asked.url, {
      method: 'POST',
      body: new URLSearchParams({ sub: 'sandbox-alice' }),
    })
    const { url } = await asker.follow(chosen.headers.get('location') ?? 'nowhere', portalUrl)
    const response = await callback(victim, url)
    expect(response.headers.get('location')).toBe('/sign-in?error=OAuthCallback')
    expect(await whoIs(victim)).toBeUndefined()
    expect(await database.signIn.count()).toBe(0)
  })

  test('is answered clearly when the provider cannot be reached', async () => {
    const away = { ...parts, rules: { ...parts.rules, issuer: 'http://127.0.0.1:9' } }
    const response = await beginSignIn(away, '/')
    expect(response.headers.get('location')).toBe('/sign-in?error=OAuthSignin')
  })
})

describe('signing out', () => {
  test('ends the sign-in at once, here and at the provider, and comes back to a page of Daypass', async () => {
    const browser = new TestBrowser()
    await signIn(browser, 'sandbox-alice')
    const token = browser.cookie(cookie) ?? ''
    const request = new Request(`${portalUrl}/api/auth/sign-out`, {
      method: 'POST',
      headers: { cookie: browser.cookieHeader() },
    })
    const response = browser.keep(await finishSignOut(parts, request))
    expect(await findActor(parts.system, parts.rules, new Secret(token))).toBeUndefined()
    expect(browser.cookie(cookie)).toBeUndefined()
    expect(await database.signIn.count()).toBe(0)
    expect(await eventTypes()).toContain('sign-in.ended')
    const end = await throughAutomaticForms(browser, await refreshTarget(response))
    expect(end.url).toBe(`${portalUrl}/signed-out`)
  })
})
