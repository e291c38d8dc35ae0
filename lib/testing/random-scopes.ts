import fc from 'fast-check'
import type { CloudAccount } from '../ports/cloud'
import { keyPrefix, levels, s3Scope } from '../scopes/schema'
import type { S3Scope } from '../scopes/schema'

export const awsAccount: CloudAccount = {
  provider: 'aws',
  accountId: '111122223333',
  partition: 'aws',
  region: 'eu-central-1',
}

// Everything that a prefix may hold, the characters that policies and JSON treat as their own drawn more often.
const character = fc.oneof(
  fc.constantFrom('"', '\\', '$', '{', '}', ' ', '%', '+', ':', ',', "'", 'ü', 'ß', '.', '-', 'a'),
  fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  fc.integer({ min: 0xa1, max: 0xff }).map((code) => String.fromCharCode(code)),
)
const folder = fc.string({ unit: character, minLength: 1, maxLength: 10 })

/** Legal prefixes: the whole bucket, and nested folders of awkward names. */
export const prefixes = fc
  .array(folder, { maxLength: 4 })
  .map((folders) => folders.map((name) => `${name}/`).join(''))
  .filter((prefix) => keyPrefix.safeParse(prefix).success)

/** Legal S3 scopes of every level. */
export const s3Scopes: fc.Arbitrary<S3Scope> = fc
  .record({
    kind: fc.constant('s3' as const),
    bucket: fc.constantFrom('reports', 'reports-2026', 'a.b', 'xyz'),
    prefix: prefixes,
    level: fc.constantFrom(...levels),
    delete: fc.boolean(),
  })
  .filter((scope) => s3Scope.safeParse(scope).success)
