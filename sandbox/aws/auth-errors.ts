import { AwsError } from './errors'
import { JSON_SERVICES } from './json/services'

export type AuthFailure =
  | 'missing'
  | 'malformed'
  | 'unknown-key'
  | 'forged-token'
  | 'expired-token'
  | 'bad-signature'
  | 'unsigned-headers'

type Answer = readonly [code: string, status: number, message: string]

const MISMATCH = 'The request signature we calculated does not match the signature you provided.'

const QUERY: Record<AuthFailure, Answer> = {
  missing: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
  malformed: [
    'IncompleteSignature',
    400,
    'Request must contain a complete AWS4-HMAC-SHA256 Authorization header.',
  ],
  'unknown-key': ['InvalidClientTokenId', 403, 'The security token included in the request is invalid.'],
  'forged-token': ['InvalidClientTokenId', 403, 'The security token included in the request is invalid.'],
  'expired-token': ['ExpiredToken', 403, 'The security token included in the request is expired'],
  'bad-signature': [
    'SignatureDoesNotMatch',
    403,
    `${MISMATCH} Check your AWS Secret Access Key and signing method. Consult the service documentation for details.`,
  ],
  'unsigned-headers': [
    'SignatureDoesNotMatch',
    403,
    "'Host' must be a 'SignedHeader' in the AWS Authorization.",
  ],
}

const S3: Record<AuthFailure, Answer> = {
  missing: ['AccessDenied', 403, 'Access Denied'],
  malformed: [
    'AuthorizationHeaderMalformed',
    400,
    'The authorization header that you provided is not valid.',
  ],
  'unknown-key': [
    'InvalidAccessKeyId',
    403,
    'The AWS Access Key Id you provided does not exist in our records.',
  ],
  'forged-token': ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
  'expired-token': ['ExpiredToken', 400, 'The provided token has expired.'],
  'bad-signature': ['SignatureDoesNotMatch', 403, `${MISMATCH} Check your key and signing method.`],
  'unsigned-headers': [
    'AccessDenied',
    403,
    'There were headers present in the request which were not signed',
  ],
}

/** The JSON services' codes; the sentences are those of the query services. */
const JSON_CODES: Record<AuthFailure, string> = {
  missing: 'MissingAuthenticationTokenException',
  malformed: 'IncompleteSignatureException',
  'unknown-key': 'UnrecognizedClientException',
  'forged-token': 'UnrecognizedClientException',
  'expired-token': 'ExpiredTokenException',
  'bad-signature': 'InvalidSignatureException',
  'unsigned-headers': 'InvalidSignatureException',
}

function answerOf(service: string, failure: AuthFailure): Answer {
  if (service === 's3') return S3[failure]
  const [code, status, message] = QUERY[failure]
  return JSON_SERVICES.has(service) ? [JSON_CODES[failure], 400, message] : [code, status, message]
}

/** The same failure has other codes in S3, in the JSON services, and in the query services (STS, IAM). */
export function authError(service: string, failure: AuthFailure): AwsError {
  const [code, status, message] = answerOf(service, failure)
  return new AwsError(code, message, status)
}

/** `sent` and `now` are compact timestamps; the allowance of 15 minutes is AWS's. */
export function skewError(service: string, sent: string, now: string, early: boolean): AwsError {
  if (service === 's3') {
    return new AwsError(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      403,
      { RequestTime: sent, ServerTime: now, MaxAllowedSkewMilliseconds: '900000' },
    )
  }
  const message = early
    ? `Signature not yet current: ${sent} is still later than ${now} + 15 min.`
    : `Signature expired: ${sent} is now earlier than ${now} - 15 min.`
  const [code, status] = answerOf(service, 'bad-signature')
  return new AwsError(code, message, status)
}
