import type { AssumeRoleOutcome } from '../../ports/cloud'

type NotIssued = Extract<AssumeRoleOutcome, { status: 'failed' | 'unknown' }>

// Errors of the STS API reference (AssumeRole, "Common errors") after which no session exists.
const REFUSALS: Readonly<Record<string, string>> = {
  AccessDenied:
    'AWS refused: Daypass may not assume this role as configured. Its trust policy has to allow sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity. Tell an administrator.',
  ValidationError: 'AWS refused the request as invalid. Tell an administrator.',
  MalformedPolicyDocument: 'AWS could not read the session policy. Tell an administrator.',
  MalformedPolicyDocumentException: 'AWS could not read the session policy. Tell an administrator.',
  PackedPolicyTooLarge:
    'AWS found the session policy and tags too large together. Ask for a shorter prefix or less.',
  PackedPolicyTooLargeException:
    'AWS found the session policy and tags too large together. Ask for a shorter prefix or less.',
  RegionDisabledException: 'AWS STS is switched off in this account’s Region. Tell an administrator.',
  ExpiredToken: 'Daypass’s own AWS credentials have expired. Tell an administrator.',
  ExpiredTokenException: 'Daypass’s own AWS credentials have expired. Tell an administrator.',
  InvalidClientTokenId: 'AWS does not know Daypass’s own credentials. Tell an administrator.',
  SignatureDoesNotMatch: 'AWS did not accept Daypass’s signature. Tell an administrator.',
  CredentialsProviderError: 'Daypass found no AWS credentials of its own. Tell an administrator.',
}

const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'SlowDown',
])
/** Nothing was sent, so nothing can have been issued. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** What an error says about whether a session exists. Only when it certainly does not is the outcome `failed`. */
export function outcomeOfError(error: unknown): NotIssued {
  const { name = '', code = '', Code = '' } = error as { name?: string; code?: string; Code?: string }
  const providerCode = [name, Code, code].find((one) => Object.hasOwn(REFUSALS, one))
  if (providerCode !== undefined)
    return { status: 'failed', code: 'ERR_STS_REFUSED', sentence: REFUSALS[providerCode] ?? '', providerCode }
  if (THROTTLED.has(name) || THROTTLED.has(Code))
    return {
      status: 'failed',
      code: 'ERR_STS_THROTTLED',
      sentence:
        'AWS is answering too many requests at the moment. Nothing was issued; try again in a minute.',
      providerCode: name,
    }
  if (NOT_SENT.has(code))
    return {
      status: 'failed',
      code: 'ERR_STS_UNREACHABLE',
      sentence: 'AWS cannot be reached at the moment. Nothing was issued; try again in a minute.',
      providerCode: code,
    }
  return {
    status: 'unknown',
    code: 'ERR_STS_UNKNOWN',
    sentence:
      'AWS gave no clear answer in time, so it is not known whether a session was issued. It is treated as live until it would expire. You can try again: that makes a new session.',
    ...(name === '' ? {} : { providerCode: name }),
  }
}

/** An answer that is not what was asked for: a session may exist, nothing of it is handed over. */
export function strangeAnswer(why: string): NotIssued {
  return {
    status: 'unknown',
    code: 'ERR_STS_ANSWER',
    sentence: `AWS answered something unexpected (${why}). Nothing of it was handed over. Tell an administrator.`,
  }
}
