import type { Delivery } from './deliveries'
import type { Level, Scope } from './schema'

const LEVEL_WORDS: Record<Level, string> = {
  list: 'list object names',
  read: 'list and read objects',
  'read-write': 'list, read and write objects',
}

/** "read", "read-write + delete": a level as a short label. */
export function levelLabel(level: Level, withDelete: boolean): string {
  return withDelete ? `${level} + delete` : level
}

/** "list and read objects under 2026/ in finance-reports". */
export function scopeInWords(scope: Scope): string {
  if (scope.kind === 'whole-role') return 'everything that the role may do'
  const may = scope.delete ? 'list, read, write and delete objects' : LEVEL_WORDS[scope.level]
  return scope.prefix === ''
    ? `${may} in all of ${scope.bucket}`
    : `${may} under ${scope.prefix} in ${scope.bucket}`
}

/** "s3://finance-reports/2026/", or "whole role": the scope as a short label. */
export function scopeLabel(scope: Scope): string {
  return scope.kind === 'whole-role' ? 'whole role' : `s3://${scope.bucket}/${scope.prefix}`
}

/** What else the scope brings or leaves out for whom it is delivered to, so that nobody is surprised. */
export function scopeNotes(scope: Scope, deliveries: readonly Delivery[]): string[] {
  if (scope.kind === 'whole-role')
    return [
      'Calls that would leave access behind (assuming other roles, changing permissions, handing out credentials) are denied. For a whole role that list cannot be complete.',
      'Kubernetes clusters that let this role in ask AWS only who it is, so there access lasts until the credentials themselves expire.',
    ]
  return [
    ...(scope.kmsKey === undefined || scope.level === 'list' ? [] : [keyNote(scope.level)]),
    ...(deliveries.includes('console')
      ? [
          'To open the folder in the console, listing under it and reading the bucket’s Region are included.',
          'The console’s list of all buckets stays closed: the console opens at the folder directly.',
        ]
      : [
          'Listing under the folder and reading the bucket’s Region are included.',
          'The list of all buckets stays closed.',
        ]),
    'Object versions, access control lists and retention are never included.',
  ]
}

function keyNote(level: Level): string {
  return level === 'read'
    ? 'The bucket is encrypted with a key of its owner: decrypting with it is included, through S3 only.'
    : 'The bucket is encrypted with a key of its owner: encrypting and decrypting with it are included, through S3 only.'
}
