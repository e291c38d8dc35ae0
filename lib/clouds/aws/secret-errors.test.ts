import { describe, expect, test } from 'vitest'
import { secretFailure } from './secret-errors'

const QUOTED = 'arn:aws:secretsmanager:eu-central-1:222222222222:secret:Reports-abcdef'

/** An error as the SDK throws it. */
function answered(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(`It is about ${QUOTED}`), { name, $metadata: { httpStatusCode } })
}

describe('what AWS refused changed nothing, and the sentence says what to do', () => {
  test.each([
    ['AccessDeniedException', 'Daypass may not write this secret'],
    ['MalformedPolicyDocumentException', 'Does the reader role exist in that account?'],
    ['PublicPolicyException', 'resource policy as public'],
    ['LimitExceededException', 'it was filled too often'],
    ['EncryptionFailure', 'could not encrypt the secret. Its KMS key has to be enabled'],
    ['DecryptionFailure', 'could not use the secret’s KMS key. It has to be enabled'],
    ['InvalidRequestException', 'AWS refused to change the secret (InvalidRequestException).'],
  ])('%s', (providerCode, words) => {
    expect(secretFailure(answered(providerCode, 400))).toEqual({
      status: 'failed',
      code: 'ERR_SECRET_REFUSED',
      sentence: expect.stringContaining(words) as string,
      providerCode,
    })
  })
})

test.each([
  ['ThrottlingException', 400],
  ['TooManyRequestsException', 429],
  ['InternalServiceError', 500],
  ['TimeoutError', undefined],
  ['SyntaxError', undefined],
])('after %s (%s) the change may have been made', (providerCode, status) => {
  expect(secretFailure(answered(providerCode, status))).toMatchObject({
    status: 'unknown',
    code: 'ERR_SECRET_UNKNOWN',
    providerCode,
  })
})

test('nothing of what was thrown is repeated, a name that is none included (invariant 8)', () => {
  for (const thrown of [answered(QUOTED, 400), answered(QUOTED), answered('EncryptionFailure', 400), QUOTED])
    expect(JSON.stringify(secretFailure(thrown))).not.toContain(QUOTED)
  expect(secretFailure(answered(QUOTED, 400)).sentence).toBe('AWS refused to change the secret (Unknown).')
})
