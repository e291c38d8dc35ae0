import type { Page } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { learn, send } from './actions'
import { demo } from './demo'
import { expect, test } from './fixtures'
import { ask, decision, granted, wish } from './steps'
import { stored, storedOne } from './stored'

/** Another server of the same host: browsers send it the same cookies, for those know no ports. */
const NEIGHBOUR = 'http://127.0.0.1:9'

function sessionsOf(grantId: string) {
  return stored('select id from sessions where grant_id = $1', grantId)
}

test('nothing but a click on the page opens a console: no address, no prefetch', async ({ as }) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'))
  const path = `/grants/${grantId}/console`
  for (const headers of [{}, { purpose: 'prefetch' }, { rsc: '1', 'next-router-prefetch': '1' }]) {
    expect((await alice.request.get(path, { headers })).status()).toBe(405)
    expect((await alice.request.head(path, { headers })).status()).toBe(405)
  }
  await alice.goto('/')
  await alice.getByRole('button', { name: 'Open console' }).first().hover()
  await alice.goto(`/grants/${grantId}`)
  await alice.getByRole('button', { name: 'Open console' }).hover()
  await alice.reload({ waitUntil: 'load' })
  await expect(alice.getByText('No session yet')).toBeVisible()
  expect(await sessionsOf(grantId)).toEqual([])
})

test('another site’s form, on the same host even, neither opens a console nor signs anybody in or out', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'))
  for (const path of [`/grants/${grantId}/console`, '/api/auth/sign-out', '/api/auth/sign-in']) {
    const answer = await postFromElsewhere(alice, path, { sessionId: newId() })
    expect(answer.status, path).toBe(403)
    expect(answer.referrerPolicy, path).toBe('no-referrer')
    await expect(alice.getByText('This did not come from a page of Daypass.')).toBeVisible()
    await expect(alice.getByRole('link', { name: 'Back to Daypass' })).toBeVisible()
  }
  expect(await sessionsOf(grantId)).toEqual([])
  await alice.goto('/')
  await expect(alice.getByRole('heading', { name: 'Hello, Alice' })).toBeVisible()
})

test('what hands a browser over to another site tells that site nothing of where it came from', async ({
  as,
}) => {
  const alice = await as('alice')
  const { grantId } = await granted(alice, await as('carla'))
  const headers = { origin: demo().portal }
  for (const [path, form] of [
    [`/grants/${grantId}/console`, { sessionId: newId() }],
    ['/api/auth/sign-out', {}],
    ['/api/auth/sign-in', {}],
  ] as const) {
    const answer = await alice.request.post(path, { headers, form, maxRedirects: 0 })
    expect(answer.status(), path).toBe(200)
    expect(await answer.text(), path).toContain('http-equiv="refresh"')
    expect(answer.headers()['referrer-policy'], path).toBe('no-referrer')
  }
})

async function postFromElsewhere(page: Page, path: string, fields: Record<string, string>) {
  const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`)
  const body = `<title>Elsewhere</title><form method="post" action="${demo().portal}${path}">${inputs.join('')}</form>`
  await page.route(`${NEIGHBOUR}/*`, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(`${NEIGHBOUR}/`)
  const [answer] = await Promise.all([
    page.waitForResponse(`${demo().portal}${path}`),
    page.locator('form').evaluate((form: HTMLFormElement) => {
      form.submit()
    }),
  ])
  return { status: answer.status(), referrerPolicy: await answer.headerValue('referrer-policy') }
}

test('calls with a foreign origin, or none, change nothing', async ({ as }) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  const requestId = await ask(alice)
  const path = `/requests/${requestId}`
  await learn(carla, path, 'decide')
  const input = await decision(carla, requestId, 'approve')
  for (const headers of [
    { origin: 'https://elsewhere.example' },
    { origin: NEIGHBOUR },
    { origin: 'null' },
    { origin: demo().portal, 'sec-fetch-site': 'cross-site' },
    { origin: demo().portal, 'sec-fetch-site': 'same-site' },
  ]) {
    const answer = await send(carla, path, { name: 'decide', input, headers })
    expect.soft(await answer.text(), headers.origin).not.toContain('"ok":true')
  }
  expect(await storedOne('select status from requests where id = $1', requestId)).toEqual({
    status: 'pending',
  })

  const { entitlementId, scope, durationMinutes } = await wish()
  const preview = { data: { entitlementId, scope, durationMinutes } }
  const none = await alice.request.post('/api/requests/preview', preview)
  expect([none.status(), await none.json()]).toMatchObject([403, { error: { code: 'ERR_CROSS_ORIGIN' } }])
  const own = await alice.request.post('/api/requests/preview', {
    ...preview,
    headers: { origin: demo().portal },
  })
  expect([own.status(), await own.json()]).toMatchObject([200, { problems: [] }])
})

test('no page of Daypass can be framed, sniffed or kept by others', async ({ as }) => {
  const alice = await as('alice')
  for (const path of ['/', '/request', '/requests/nothing', '/api/health/live']) {
    const headers = (await alice.request.get(path)).headers()
    expect.soft(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect.soft(headers['content-security-policy'], path).not.toContain('unsafe-eval')
    expect.soft(headers, path).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
    })
    expect.soft(headers['cache-control'], path).toContain('no-store')
  }
})
