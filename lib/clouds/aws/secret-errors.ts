import type { SecretFailure } from '../../ports/secret-store'

// Errors of the Secrets Manager API reference after which nothing was changed, and what to do about them.
const REFUSALS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AWS refused: Daypass may not write this secret. Its writer role has to allow it.',
  MalformedPolicyDocumentException:
    'AWS refused the secret’s resource policy. Does the reader role exist in that account?',
  PublicPolicyException: 'AWS refused the secret’s resource policy as public.',
  LimitExceededException: 'AWS keeps no more versions of this secret for now: it was filled too often.',
  EncryptionFailure: 'AWS could not encrypt the secret. Its KMS key has to be enabled and usable.',
  DecryptionFailure: 'AWS could not use the secret’s KMS key. It has to be enabled and usable.',
}

/** What a failed call means: refused, or (no answer, or the service’s own fault) unknown. Nothing that AWS quoted is repeated. */
export function secretFailure(error: unknown): SecretFailure {
  const { name: providerCode, status } = facts(error)
  const known = REFUSALS[providerCode]
  if (known !== undefined || (status >= 400 && status < 500 && !isThrottling(providerCode)))
    return {
      status: 'failed',
      code: 'ERR_SECRET_REFUSED',
      sentence: known ?? `AWS refused to change the secret (${providerCode}).`,
      providerCode,
    }
  return {
    status: 'unknown',
    code: 'ERR_SECRET_UNKNOWN',
    sentence: 'AWS Secrets Manager cannot be reached, is too busy, or answered nothing usable.',
    providerCode,
  }
}

/** Whether AWS answered that there is no such secret. */
export function isMissing(error: unknown): boolean {
  return facts(error).name === 'ResourceNotFoundException'
}

/** Whether AWS answered that there is such a secret already. */
export function isTaken(error: unknown): boolean {
  return facts(error).name === 'ResourceExistsException'
}

/** Whether AWS answered that it keeps no more versions. */
export function isFull(error: unknown): boolean {
  return facts(error).name === 'LimitExceededException'
}

function isThrottling(name: string): boolean {
  return /throttl|TooManyRequests/i.test(name)
}

function facts(error: unknown): { name: string; status: number } {
  if (!(error instanceof Error)) return { name: 'Unknown', status: 0 }
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: number } }
  return {
    name: /^\w{1,64}$/.test(error.name) ? error.name : 'Unknown',
    status: metadata?.httpStatusCode ?? 0,
  }
}
