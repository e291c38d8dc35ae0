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

/** Keys that buckets are encrypted with, in two Regions. */
export const KEYS = [
  'arn:aws:kms:eu-central-1:111122223333:key/1b2f6a3c-7d54-4e0a-9c1f-5a3d2e8b7f60',
  'arn:aws:kms:us-east-1:111122223333:key/mrk-1b2f6a3c7d544e0a9c1f5a3d2e8b7f60',
] as const

/** Legal S3 scopes of every level. */
export const s3Scopes: fc.Arbitrary<S3Scope> = fc
  .record({
    kind: fc.constant('s3' as const),
    bucket: fc.constantFrom('reports', 'reports-2026', 'a.b', 'xyz'),
    prefix: prefixes,
    level: fc.constantFrom(...levels),
    delete: fc.boolean(),
    kmsKey: fc.option(fc.constantFrom(...KEYS), { nil: undefined }),
  })
  .map(({ kmsKey, ...scope }) => (kmsKey === undefined ? scope : { ...scope, kmsKey }))
  .filter((scope) => s3Scope.safeParse(scope).success)
