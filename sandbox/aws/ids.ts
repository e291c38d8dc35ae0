import { randomBytes, randomInt } from 'node:crypto'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function base32(length: number): string {
  return Array.from({ length }, () => BASE32.charAt(randomInt(BASE32.length))).join('')
}

/** `AKIA…` for a user's key, `ASIA…` for a session's: the prefixes tell the two apart, as AWS's do. */
export function accessKeyId(prefix: 'AKIA' | 'ASIA'): string {
  return prefix + base32(16)
}

/** `AIDA…` for a user, `AROA…` for a role. */
export function uniqueId(prefix: 'AIDA' | 'AROA'): string {
  return prefix + base32(17)
}

// One for the whole process, set before it issues anything.
let secretsBegin = ''

/** Has every secret from now on begin with these letters and digits, so that a search finds it wherever it got to. */
export function markSecrets(mark: string): void {
  secretsBegin = mark
}

function marked(secret: string): string {
  return secretsBegin + secret.slice(secretsBegin.length)
}

/** 40 characters of base64. */
export function secretAccessKey(): string {
  return marked(randomBytes(30).toString('base64'))
}

/** An opaque token of AWS's usual length; the server knows what it stands for. */
export function opaqueToken(bytes = 256): string {
  return marked(randomBytes(bytes).toString('base64'))
}

/** A token that may stand in an address without escapes. */
export function urlToken(bytes = 32): string {
  return marked(randomBytes(bytes).toString('base64url'))
}
