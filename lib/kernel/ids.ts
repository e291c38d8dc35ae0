import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567' // RFC 4648, lower case

/** A new UUIDv7 (RFC 9562): unique, and ordered by the time it was made. */
export function newId(): string {
  return v7()
}

/** A person's own code: twelve characters of RFC 4648 base 32 (60 random bits). Uniqueness is the database's to enforce. */
export function newPersonCode(): string {
  return base32(randomBytes(8)).slice(0, 12)
}

/** A UUID as 26 characters of base 32, for places where 36 are too many. Loses nothing. */
export function shortId(uuid: string): string {
  return base32(Buffer.from(uuid.replaceAll('-', ''), 'hex'))
}

function base32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => BASE32.charAt(parseInt(group.padEnd(5, '0'), 2))).join('')
}
