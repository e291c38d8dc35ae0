import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKey, kmsOf } from '../aws/kms/testing'
import { newObject } from '../aws/s3/put-object'
import { adminArn, allow, HOME, OTHER, TestCloud, trusting } from '../testing'
import { bucket } from '../world-state'
import { signIn } from './testing-browser'

let cloud: TestCloud
let roleArn: string
const encryption = { algorithm: 'AES256' } as const

const NARROW = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: '*',
      Condition: { StringLike: { 's3:prefix': '2026/*' } },
    },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/2026/*' },
  ],
})

beforeEach(async () => {
  cloud = await TestCloud.start()
  roleArn = cloud.addRole(HOME, 'Worker', trusting(adminArn()), allow('s3:*'))
  const owner = cloud.state.accounts.get(HOME)
  if (!owner) throw new Error('no account')
  const objects = {
    '2026/q3/revenue.csv': 'month,revenue\n',
    '2026/note.txt': 'a note',
    'board/minutes.txt': 'secret',
  }
  bucket(cloud.state, owner, { name: 'reports', region: 'eu-central-1', objects }, '2026-01-01T00:00:00Z')
})
afterEach(() => cloud.close())

async function narrowBrowser() {
  const more = { Policy: NARROW, SourceIdentity: 'alice', RoleSessionName: 'alice-1' }
  return signIn(cloud, await cloud.assume(cloud.admin(), roleArn, more), '/s3/buckets/reports?prefix=2026/')
}

test('the browser arrives at the destination, with a cookie that scripts and other sites cannot use', async () => {
  const { arrival } = await narrowBrowser()
  expect(arrival.status).toBe(302)
  expect(arrival.headers.get('location')).toBe('/s3/buckets/reports?prefix=2026/')
  expect(arrival.headers.getSetCookie()[0]).toMatch(
    /^sandbox_console=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/,
  )
})

test('the code of the hand-over works once', async () => {
  const { handover } = await narrowBrowser()
  const again = await fetch(handover, { redirect: 'manual' })
  expect(again.status).toBe(401)
  expect(again.headers.getSetCookie()).toEqual([])
})

test('the hand-over leads to no other site', async () => {
  const credentials = await cloud.assume(cloud.admin(), roleArn)
  const { handover } = await signIn(cloud, credentials)
  const session = [...cloud.state.consoleSessions.values()][0]
  if (session) session.code = 'again'
  const url = new URL(handover)
  url.searchParams.set('code', 'again')
  url.searchParams.set('to', 'https://evil.example/')
  expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe('/console/home')
})

test('folders and objects are listed, and an object is read, with the rights of the session', async () => {
  const { open } = await narrowBrowser()
  const folder = await open('/s3/buckets/reports?region=eu-central-1&prefix=2026/')
  expect(folder.status).toBe(200)
  expect(folder.text).toContain('>q3/</a>')
  expect(folder.text).toContain('>note.txt</a>')
  const object = await open('/s3/object/reports?prefix=2026/q3/revenue.csv')
  expect(object.text).toContain('month,revenue')
  const download = await open('/s3/download/reports?prefix=2026/q3/revenue.csv')
  expect(download.text).toBe('month,revenue\n')
  expect(download.headers.get('content-disposition')).toContain('attachment')
})

test.each([
  '/s3/buckets/reports?prefix=board/',
  '/s3/buckets/reports',
  '/s3/object/reports?prefix=board/minutes.txt',
  '/s3/download/reports?prefix=board/minutes.txt',
])('%s is denied in words, with the code, and shows nothing', async (path) => {
  const { open } = await narrowBrowser()
  const page = await open(path)
  expect(page.status).toBe(403)
  expect(page.text).toContain('You don&#39;t have permissions to')
  expect(page.text).toContain('AccessDenied')
  expect(page.text).not.toContain('secret')
})

test('every page says whose session it is, until when, and that this is not AWS', async () => {
  const { open } = await narrowBrowser()
  const { text } = await open('/console/home')
  expect(text).toContain('assumed-role/Worker/alice-1')
  expect(text).toContain('source identity alice')
  expect(text).toContain(`account ${HOME}`)
  expect(text).toContain('a local stand-in for AWS, not AWS')
  const expiresAt = [...cloud.state.sessions.values()].at(-1)?.expiresAt ?? 'never'
  expect(text).toContain(`datetime="${expiresAt}"`)
})

test('home lists the buckets of the account, if the session may', async () => {
  const { open } = await signIn(cloud, await cloud.assume(cloud.admin(), roleArn))
  expect((await open('/')).text).toContain('>reports</a>')
  const narrow = await narrowBrowser()
  expect((await narrow.open('/')).text).toContain('permissions to list buckets')
})

test('the session ends with its credentials', async () => {
  const { open } = await narrowBrowser()
  cloud.moveClock(3601)
  const page = await open('/s3/buckets/reports?prefix=2026/')
  expect(page.status).toBe(403)
  expect(page.text).toContain('Your session has expired')
  expect(page.text).not.toContain('note.txt')
})

test('a deny from a time on ends what an open console can do', async () => {
  const until = new Date(Date.now() + 900_000).toISOString().replace(/\.\d+/, '')
  const end = {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': until } },
  }
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, end],
  })
  const { open } = await signIn(cloud, await cloud.assume(cloud.admin(), roleArn, { Policy }))
  expect((await open('/s3/object/reports?prefix=2026/note.txt')).status).toBe(200)
  cloud.moveClock(901)
  const page = await open('/s3/object/reports?prefix=2026/note.txt')
  expect(page.status).toBe(403)
  expect(page.text).toContain('with an explicit deny in a session policy')
})

test('signing out ends it, also for a copy of the cookie', async () => {
  const { open, signinCookie } = await narrowBrowser()
  const url = `${cloud.endpoint}/oauth?Action=logout`
  await fetch(url, { headers: { cookie: signinCookie }, redirect: 'manual' })
  const page = await open('/console/home')
  expect(page.status).toBe(401)
  expect(page.text).toContain('You are not signed in')
})

test('without a session, or with an invented one, nothing is shown', async () => {
  for (const cookie of ['', 'sandbox_console=invented']) {
    const page = await fetch(`${cloud.cloud.origins.console}/s3/buckets/reports`, { headers: { cookie } })
    expect(page.status).toBe(401)
  }
})

test('hostile keys, contents and addresses are text on every page', async () => {
  const hostile = '2026/<img src=x onerror=alert(1)>"\'/&amp;<script>.txt'
  const body = Buffer.from('</pre><script>alert(1)</script>')
  const objects = cloud.state.buckets.get('reports')?.objects
  objects?.set(hostile, newObject(hostile, body, { contentType: 'text/html', time: new Date(), encryption }))
  const { open } = await narrowBrowser()
  const folder = hostile.slice(0, hostile.indexOf('/&amp;') + 1)
  const pages = [
    await open('/s3/buckets/reports?prefix=2026/'),
    await open(`/s3/buckets/reports?prefix=${encodeURIComponent(folder)}`),
    await open(`/s3/object/reports?prefix=${encodeURIComponent(hostile)}`),
    await open('/s3/object/reports?prefix=%3Cscript%3Ealert(1)%3C/script%3E'),
    await open('/s3/buckets/%3Cscript%3E?prefix='),
  ]
  for (const page of pages) {
    expect(page.text).not.toMatch(/<script|<img/)
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; img-src data:; style-src 'sha256-/,
    )
  }
  expect(pages[2]?.text).toContain('&lt;/pre&gt;&lt;script&gt;')
  expect((await open(`/s3/download/reports?prefix=${encodeURIComponent(hostile)}`)).text).toBe(
    body.toString(),
  )
})

test("the policy of a page allows that page's own style", async () => {
  const { open } = await narrowBrowser()
  const { text, headers } = await open('/console/home')
  const [, style = ''] = /<style>(.*)<\/style>/s.exec(text) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  expect(headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`)
})

test('missing buckets, objects and pages are said to be missing', async () => {
  const { open } = await signIn(cloud, await cloud.assume(cloud.admin(), roleArn))
  expect((await open('/s3/buckets/nowhere')).text).toContain('Bucket does not exist')
  expect((await open('/s3/object/reports?prefix=nothing')).text).toContain('Object does not exist')
  expect((await open('/ec2')).status).toBe(404)
})

test('a long list comes in pages', async () => {
  const objects = cloud.state.buckets.get('reports')?.objects
  for (let i = 0; i < 250; i++) {
    const key = `many/${String(i).padStart(3, '0')}`
    objects?.set(
      key,
      newObject(key, Buffer.from('x'), { contentType: 'text/plain', time: new Date(), encryption }),
    )
  }
  const { open } = await signIn(cloud, await cloud.assume(cloud.admin(), roleArn))
  const first = await open('/s3/buckets/reports?prefix=many/')
  expect(first.text).toContain('>199</a>')
  expect(first.text).not.toContain('>200</a>')
  const [, next = ''] = /<a href="([^"]+)">Next page/.exec(first.text) ?? []
  expect((await open(next.replaceAll('&amp;', '&'))).text).toContain('>249</a>')
})

test('what is done in the console is recorded as the calls that it makes', async () => {
  const { open } = await narrowBrowser()
  await open('/s3/object/reports?prefix=board/minutes.txt')
  expect(cloud.cloud.sandbox.calls.list('GetObject')).toMatchObject([
    {
      callerArn: `arn:aws:sts::${HOME}:assumed-role/Worker/alice-1`,
      parameters: { Bucket: 'reports', Key: 'board/minutes.txt' },
      errorCode: 'AccessDenied',
    },
  ])
})

test("another account's session sees another account's buckets", async () => {
  const other = cloud.addRole(OTHER, 'Worker', trusting(adminArn()), allow('s3:*'))
  const { open } = await signIn(cloud, await cloud.assume(cloud.admin(), other))
  expect((await open('/')).text).toContain('This account has no buckets.')
  expect((await open('/s3/buckets/reports')).status).toBe(403)
})

test('an object whose key may not be used is shown as refused, and its text is on no page', async () => {
  const kms = kmsOf(cloud, cloud.admin())
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: adminArn() }, Action: 'kms:*', Resource: '*' },
  })
  const keyId = await createKey(kms, { Policy })
  const key = '2026/sealed.txt'
  const sealed = { algorithm: 'aws:kms', keyId, bucketKey: false } as const
  const fields = { contentType: 'text/plain', time: new Date(), encryption: sealed }
  const objects = cloud.state.buckets.get('reports')?.objects
  objects?.set(key, newObject(key, Buffer.from('a sealed note'), fields))
  const { open } = await signIn(cloud, await cloud.assume(cloud.admin(), roleArn))
  for (const kind of ['object', 'download']) {
    const page = await open(`/s3/${kind}/reports?prefix=${encodeURIComponent(key)}`)
    expect(page.status).toBe(403)
    expect(page.text).not.toContain('a sealed note')
    expect(page.text).toContain('kms:Decrypt')
  }
})
