import type { Page } from '@playwright/test'
import { call, learn } from './actions'
import { demo } from './demo'
import { expect, test } from './fixtures'
import { chooseWho, isSignedIn, signInAs } from './people'
import { stored } from './stored'

const COOKIE = 'daypass-sign-in'

async function cookieOf(page: Page) {
  const cookies = await page.context().cookies(demo().portal)
  return cookies.find(({ name }) => name === COOKIE)
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^You: / }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
}

/** The rest of a stream of live updates, once it has ended. */
async function streamOf(cookie: string): Promise<{ rest: Promise<string> }> {
  const answer = await fetch(`${demo().portal}/api/live`, { headers: { cookie: `${COOKIE}=${cookie}` } })
  expect(answer.status).toBe(200)
  return { rest: answer.text() }
}

test('signing out ends the sign-in at once: in other tabs, in open streams, and for whoever kept the cookie', async ({
  asAnew,
  open,
}) => {
  const alice = await asAnew('alice')
  const cookie = await cookieOf(alice)
  const otherTab = await alice.context().newPage()
  await otherTab.goto('/request?q=finance')
  await alice.goto('/requests')
  const stream = await streamOf(cookie?.value ?? '')
  await signOut(alice)

  await expect(alice.getByText('Your sign-in has ended, here and at your identity provider.')).toBeVisible()
  expect(await stream.rest).toContain('event: ended')
  expect(await isSignedIn(alice.context())).toBe(false)
  await otherTab.getByRole('link', { name: 'My requests' }).click()
  await expect(otherTab.getByRole('heading', { name: 'Sign in to Daypass' })).toBeVisible()

  const thief = await open()
  if (cookie) await thief.context().addCookies([cookie])
  await thief.goto('/requests')
  await expect(thief).toHaveURL('/sign-in?from=%2Frequests')
})

test('a page that follows what happens goes to the sign-in page by itself when its sign-in ends', async ({
  asAnew,
}) => {
  const carla = await asAnew('carla')
  const queue = await carla.context().newPage()
  await queue.goto('/approvals')
  await expect(queue.getByRole('heading', { level: 1, name: 'To decide' })).toBeVisible()
  await signOut(carla)
  await expect(queue).toHaveURL('/sign-in?from=%2Fapprovals')
  await signInAs(queue, 'carla')
  await expect(queue).toHaveURL('/approvals')
})

test('after signing out the identity provider asks who you are again', async ({ asAnew }) => {
  const page = await asAnew('gwen')
  await signOut(page)
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await page.getByRole('button', { name: 'Sign in with your organisation' }).click()
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  expect(new URL(page.url()).origin).toBe(demo().idp)
})

test('signing in as another while signed in ends the first sign-in and links the two in nothing', async ({
  asAnew,
  open,
}) => {
  const page = await asAnew('alice')
  const first = await cookieOf(page)
  await page.goto('/sign-in?error=OAuthCallback')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This sign-in was not finished')
  await page.getByRole('button', { name: 'Try again' }).click()
  await chooseWho(page, 'ben')
  await expect(page.getByRole('heading', { name: 'Hello, Ben' })).toBeVisible()

  const before = await open()
  if (first) await before.context().addCookies([first])
  expect(await isSignedIn(before.context())).toBe(false)
  const links = await stored(
    `select handle, array_agg(subject) as subjects from people p join identity_links l on l.person_id = p.id
     where handle in ('alice', 'ben') group by handle order by handle`,
  )
  expect(links).toEqual([
    { handle: 'alice', subjects: ['sandbox-alice'] },
    { handle: 'ben', subjects: ['sandbox-ben'] },
  ])
  const [ended] = await stored(
    `select body->'actor'->>'handle' as who, body->'data'->>'reason' as reason from audit_events
     where body->>'type' = 'sign-in.ended' order by occurred_at desc limit 1`,
  )
  expect(ended).toEqual({ who: 'alice', reason: 'replaced' })
})

test('a deep link with filters comes back after signing in, and an address elsewhere does not', async ({
  open,
}) => {
  const erin = await open()
  const deep = '/audit/events?type=sign-in.started&person=alice'
  await erin.goto(deep)
  await expect(erin.getByRole('heading', { name: 'Sign in to Daypass' })).toBeVisible()
  await signInAs(erin, 'erin')
  await expect(erin).toHaveURL(deep)

  for (const from of [
    '//elsewhere.example/',
    'https://elsewhere.example',
    '/\\elsewhere.example',
    '/api/live',
  ]) {
    const page = await open()
    await page.goto(`/sign-in?from=${encodeURIComponent(from)}`)
    await expect(page.locator('input[name="from"]')).toHaveValue('/')
  }
})

test('the sign-in cookie is out of scripts’ reach, and nothing secret is kept in the browser', async ({
  asAnew,
}) => {
  const page = await asAnew('alice')
  const cookie = await cookieOf(page)
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const held = await page.evaluate(() => ({
    cookies: document.cookie,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    html: document.documentElement.outerHTML,
  }))
  for (const text of Object.values(held)) expect(text).not.toContain(cookie?.value)
  expect([held.local, held.session]).toEqual(['{}', '{}'])
  const [row] = await stored('select count(*) from sign_ins where token_hash = $1', cookie?.value)
  expect(row).toEqual({ count: '0' })
})

test('who is not signed in is sent to sign in by every page, and refused by every call', async ({
  open,
  as,
}) => {
  const nobody = await open()
  for (const path of [
    '/',
    '/request',
    '/requests',
    '/approvals',
    '/delegations',
    '/preferences',
    '/reviews',
    '/audit/grants',
    '/audit/reviews',
    '/admin/catalog',
    '/admin/catalog/changes',
    '/admin/grants',
    '/admin/jobs',
    '/admin/people',
    '/admin/what-if',
    '/requests/x',
    '/grants/x',
  ]) {
    await nobody.goto(path)
    await expect(nobody.getByRole('heading', { name: 'Sign in to Daypass' })).toBeVisible()
  }
  const headers = { origin: demo().portal }
  const preview = await nobody.request.post('/api/requests/preview', { headers, data: {} })
  expect([preview.status(), await preview.json()]).toMatchObject([
    401,
    { error: { code: 'ERR_SIGN_IN_REQUIRED' } },
  ])
  expect((await nobody.request.get('/api/live')).status()).toBe(401)
  const console = await nobody.request.post('/grants/x/console', { headers, form: { sessionId: 'x' } })
  expect(console.status()).toBe(401)
  await learn(await as('alice'), '/', 'relinquish')
  expect(await call(nobody, '/sign-in', 'relinquish', { grantId: 'x' })).toMatchObject({
    error: {
      code: 'ERR_SIGN_IN_REQUIRED',
      sentence: 'You are not signed in any more. Sign in and try again.',
    },
  })
})

test('a forged answer of the identity provider signs nobody in, and next-auth’s own routes are not there', async ({
  open,
}) => {
  const page = await open()
  await page.goto('/api/auth/callback/oidc?code=forged&state=forged')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Try again.')
  expect(await isSignedIn(page.context())).toBe(false)
  for (const path of ['session', 'csrf', 'signin', 'providers', 'signout', 'error'])
    expect((await page.request.get(`/api/auth/${path}`)).status(), path).toBe(404)
})
