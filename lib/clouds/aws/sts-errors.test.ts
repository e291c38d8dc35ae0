import { describe, expect, test } from 'vitest'
import { outcomeOfError, strangeAnswer } from './sts-errors'

const named = (name: string, more: object = {}) => Object.assign(new Error('x'), { name }, more)

describe('invariant 3: only what certainly issued nothing is called failed', () => {
  test.each([
    ['AccessDenied', 'ERR_STS_REFUSED'],
    ['ValidationError', 'ERR_STS_REFUSED'],
    ['MalformedPolicyDocumentException', 'ERR_STS_REFUSED'],
    ['PackedPolicyTooLargeException', 'ERR_STS_REFUSED'],
    ['RegionDisabledException', 'ERR_STS_REFUSED'],
    ['ExpiredTokenException', 'ERR_STS_REFUSED'],
    ['InvalidClientTokenId', 'ERR_STS_REFUSED'],
    ['SignatureDoesNotMatch', 'ERR_STS_REFUSED'],
    ['CredentialsProviderError', 'ERR_STS_REFUSED'],
    ['Throttling', 'ERR_STS_THROTTLED'],
    ['TooManyRequestsException', 'ERR_STS_THROTTLED'],
  ])('%s failed with %s', (name, code) => {
    expect(outcomeOfError(named(name))).toMatchObject({ status: 'failed', code, providerCode: name })
  })

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
    '%s failed, for nothing was sent',
    (code) => {
      expect(outcomeOfError(named('Error', { code }))).toMatchObject({
        status: 'failed',
        code: 'ERR_STS_UNREACHABLE',
        providerCode: code,
      })
    },
  )

  test.each([
    named('TimeoutError'),
    named('AbortError'),
    named('Error', { code: 'ECONNRESET' }),
    named('Error', { code: 'EPIPE' }),
    named('InternalFailure'),
    named('ServiceUnavailable'),
    named('SyntaxError'),
    named('constructor'),
    named('__proto__'),
    new TypeError('fetch failed'),
    'text',
    7,
  ])('%o is unknown, for a session may exist', (error) => {
    expect(outcomeOfError(error)).toMatchObject({ status: 'unknown', code: 'ERR_STS_UNKNOWN' })
  })

  test('an answer that is not what was asked for is unknown too', () => {
    expect(strangeAnswer('it names another session')).toMatchObject({
      status: 'unknown',
      code: 'ERR_STS_ANSWER',
    })
  })
})

test('a code that stands beside the name counts, and no message of AWS’s is passed on', () => {
  const error = named('Error', {
    Code: 'AccessDenied',
    message: 'User: arn:aws:iam::1:user/secret is not authorized',
  })
  const outcome = outcomeOfError(error)
  expect(outcome).toMatchObject({ status: 'failed', providerCode: 'AccessDenied' })
  expect(JSON.stringify(outcome)).not.toContain('secret')
})
