import { AwsError } from './errors'

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

/** The same failure has other codes in S3 than in the query services (STS, IAM). */
export function authError(service: string, failure: AuthFailure): AwsError {
  const [code, status, message] = (service === 's3' ? S3 : QUERY)[failure]
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
  return new AwsError('SignatureDoesNotMatch', message, 403)
}
