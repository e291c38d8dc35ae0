import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { awsAccount, s3Scopes } from '../../testing/random-scopes'
import { consoleDestination } from './console-sign-in'
import { createAws } from './index'
import { hostsOf } from './partitions'

describe('where a console opens', () => {
  const origin = 'https://eu-central-1.console.aws.amazon.com'

  test('is the scope’s folder, whatever characters its name has', () => {
    fc.assert(
      fc.property(s3Scopes, (scope) => {
        const url = new URL(consoleDestination(origin, awsAccount, scope))
        expect(url.origin).toBe(origin)
        expect(url.pathname).toBe(`/s3/buckets/${scope.bucket}`)
        expect(url.searchParams.get('prefix') ?? '').toBe(scope.prefix)
        expect(url.searchParams.getAll('region')).toEqual(['eu-central-1'])
        expect(url.hash).toBe('')
      }),
    )
  })

  test('is the account’s home for a whole role', () => {
    const destination = consoleDestination(origin, awsAccount, { kind: 'whole-role' })
    expect(destination).toBe(`${origin}/console/home?region=eu-central-1`)
  })
})

test('every partition that is known has its own hosts, and another has none', () => {
  expect(hostsOf('aws-cn')?.signIn).toBe('https://signin.amazonaws.cn')
  expect(hostsOf('aws-us-gov')?.signIn).toBe('https://signin.amazonaws-us-gov.com')
  for (const partition of ['aws-eusc', 'constructor', '__proto__', ''])
    expect(hostsOf(partition)).toBeUndefined()
})

test.each([
  [true, 43_200, { seconds: 3600, because: 'chaining' }],
  [true, 3601, { seconds: 3600, because: 'chaining' }],
  [true, 3600, { seconds: 3600, because: 'role' }],
  [false, 43_200, { seconds: 43_200, because: 'role' }],
  [false, 3600, { seconds: 3600, because: 'role' }],
])('with chaining %s and a role of %d s, a session lasts up to %j', (chained, roleMax, limit) => {
  expect(createAws({ chained }).sessionLimit(roleMax)).toEqual(limit)
})

test('only an AWS whose addresses are all its own is not called a stand-in', () => {
  const stsEndpoint = 'http://127.0.0.1:1'
  expect(createAws({ chained: true }).isStandIn).toBe(false)
  expect(createAws({ chained: true, stsEndpoint }).isStandIn).toBe(true)
  expect(createAws({ chained: true, signInUrl: stsEndpoint }).isStandIn).toBe(true)
})

test('signing out of AWS comes back to where it began, and nowhere else', () => {
  const url = new URL(
    createAws({ chained: true }).consoleSignOutUrl(awsAccount, 'https://daypass.example/g?a=b&c'),
  )
  expect(url.origin).toBe('https://signin.aws.amazon.com')
  expect(url.searchParams.get('redirect_uri')).toBe('https://daypass.example/g?a=b&c')
})

test('in a partition whose sign-in endpoint is not known nobody is sent anywhere', async () => {
  const outcome = await createAws({ chained: true }).consoleSignIn({
    account: { ...awsAccount, partition: 'aws-eusc' },
    scope: { kind: 'whole-role' },
    credentials: { reveal: () => expect.unreachable() } as never,
    issuer: 'https://daypass.example',
  })
  expect(outcome).toMatchObject({ status: 'failed', code: 'ERR_SIGN_IN_ENDPOINT' })
})
