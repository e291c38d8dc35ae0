import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { S3Scope } from '../../ports/cloud'
import { anyText } from '../../testing/random-text'
import { awsAccount, KEYS, s3Scopes } from '../../testing/random-scopes'
import { allOpen, endsAt, openTo, PRINCIPALS, verdictOn, worlds } from '../../testing/session-calls'
import type { Call, World } from '../../testing/session-calls'
import { compileScope } from './compile-scope'
import { policySize } from './policy-as-sent'

const OBJECT_ACTIONS = [
  ...['s3:GetObject', 's3:GetObjectTagging', 's3:PutObject', 's3:AbortMultipartUpload'],
  ...['s3:ListMultipartUploadParts', 's3:DeleteObject', 's3:GetObjectVersion', 's3:DeleteObjectVersion'],
  ...['s3:GetObjectAcl', 's3:PutObjectAcl', 's3:PutObjectTagging', 's3:PutObjectRetention'],
  ...['s3:BypassGovernanceRetention', 's3:RestoreObject', 's3:ReplicateObject', 'S3:getobject'],
]
const BUCKET_ACTIONS = [
  ...['s3:ListBucket', 's3:GetBucketLocation', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
  ...['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucket', 's3:PutBucketAcl'],
]
const OTHER_ACTIONS = ['s3:ListAllMyBuckets', 'sts:AssumeRole', 'kms:Decrypt', 'iam:PassRole', 's3:Unheard']

/** What the words of the levels promise, said a second time and in another way than the compiler says it. */
const PROMISED_OBJECT_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  list: [],
  read: ['getobject', 'getobjecttagging'],
  'read-write': [
    ...['getobject', 'getobjecttagging', 'putobject', 'abortmultipartupload', 'listmultipartuploadparts'],
  ],
}

/** Using the bucket's key: never by itself, and encrypting only to write. */
function isPromisedKeyUse({ kmsKey, level }: S3Scope, { action, resource, via }: Call): boolean {
  const actions = { list: [], read: ['kms:Decrypt'], 'read-write': ['kms:Decrypt', 'kms:GenerateDataKey'] }
  const region = kmsKey?.split(':')[3] ?? ''
  return (
    kmsKey === resource && via === `s3.${region}.amazonaws.com` && actions[level].includes(action as never)
  )
}

function isPromised(scope: S3Scope, call: Call): boolean {
  const { action, resource, prefix } = call
  const [service, name = ''] = action.toLowerCase().split(':')
  if (service === 'kms') return isPromisedKeyUse(scope, call)
  const bucket = `arn:aws:s3:::${scope.bucket}`
  if (resource === bucket && name === 'getbucketlocation') return true
  if (resource === bucket && name === 'listbucket')
    return scope.prefix === '' || (prefix?.startsWith(scope.prefix) ?? false)
  if (!resource.startsWith(`${bucket}/${scope.prefix}`)) return false
  if (name === 'deleteobject') return scope.delete
  return (PROMISED_OBJECT_ACTIONS[scope.level] ?? []).includes(name)
}

const rest = anyText(12)

/** Keys in, near and far from a prefix. */
function keysNear(prefix: string): fc.Arbitrary<string> {
  return fc.oneof(
    rest.map((text) => prefix + text),
    rest.map((text) => prefix.slice(0, -1) + text),
    rest.map((text) => `${prefix.slice(0, -1)}-sibling/${text}`),
    rest.map((text) => prefix.toUpperCase() + text),
    rest.map((text) => prefix.normalize('NFD') + text),
    rest.map((text) => `/${prefix}${text}`),
    fc.constantFrom(
      '',
      prefix,
      prefix.slice(0, -1),
      prefix.slice(0, 3),
      `${prefix}*`,
      '*',
      '../',
      `x/${prefix}`,
    ),
    rest,
  )
}

function bucketsNear(bucket: string): fc.Arbitrary<string> {
  return fc.constantFrom(
    ...[`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}`],
    ...[`arn:aws:s3:::${bucket}2`, `arn:aws:s3:::${bucket.slice(0, -1)}`, 'arn:aws:s3:::other'],
    `arn:aws:s3:eu-central-1:${awsAccount.accountId}:accesspoint/${bucket}`,
  )
}

function callsNear(scope: S3Scope): fc.Arbitrary<Call> {
  const key = keysNear(scope.prefix)
  const bucket = bucketsNear(scope.bucket)
  const onBucket = fc.record({
    action: fc.constantFrom(...BUCKET_ACTIONS),
    resource: bucket,
    prefix: fc.option(key),
  })
  // Each action is asked for on the kind of resource that S3 asks for it on (service authorization reference).
  const onObject = fc
    .record({ action: fc.constantFrom(...OBJECT_ACTIONS), bucket, key })
    .map(({ action, bucket, key }) => ({ action, resource: `${bucket}/${key}`, prefix: null }))
  const elsewhere = fc.record({
    action: fc.constantFrom(...OTHER_ACTIONS),
    resource: fc.constantFrom('*', 'arn:aws:iam::111122223333:role/x', `arn:aws:s3:::${scope.bucket}`),
    prefix: fc.constant(null),
  })
  const onKey = fc.record({
    action: fc.constantFrom(
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'kms:Encrypt',
      'kms:CreateGrant',
      'kms:PutKeyPolicy',
    ),
    resource: fc.constantFrom(...KEYS),
    prefix: fc.constant(null),
    via: fc.constantFrom(
      undefined,
      ...['s3.eu-central-1', 's3.us-east-1', 'secretsmanager.eu-central-1'].map(
        (one) => `${one}.amazonaws.com`,
      ),
    ),
  })
  return fc.oneof(onBucket, onBucket, onObject, onObject, onObject, onKey, elsewhere)
}

const scopesWithCalls = s3Scopes.chain((scope) => callsNear(scope).map((call) => ({ scope, call })))
const compile = (scope: S3Scope) => compileScope(scope, awsAccount, { canOutlive: false })

const grantedWithin: fc.Arbitrary<World> = fc.constantFrom(
  allOpen,
  { ...allOpen, bucketPolicy: null },
  { ...allOpen, identity: false, bucketPolicy: openTo(PRINCIPALS.role) },
)

describe('invariant 2: an S3 scope is exactly what was asked for', () => {
  test('what is outside the scope is denied explicitly, whatever the role’s and the bucket’s policies open', () => {
    fc.assert(
      fc.property(scopesWithCalls, worlds, ({ scope, call }, world) => {
        if (!isPromised(scope, call))
          expect(verdictOn(compile(scope), call, world).decision).toBe('explicit-deny')
      }),
      { numRuns: 800 },
    )
  })

  test('what the level promises is allowed wherever the role has it, by its own policy or by the bucket’s', () => {
    fc.assert(
      fc.property(scopesWithCalls, grantedWithin, ({ scope, call }, world) => {
        if (isPromised(scope, call)) expect(verdictOn(compile(scope), call, world).allowed).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  test('every scope allows reading its objects, listing under it and the bucket’s Region until the last second', () => {
    fc.assert(
      fc.property(s3Scopes, rest, grantedWithin, (scope, text, world) => {
        const bucket = `arn:aws:s3:::${scope.bucket}`
        const folder = scope.prefix + text
        const ask = (action: string, resource: string, prefix: string | null) =>
          verdictOn(compile(scope), { action, resource, prefix }, world).allowed
        expect(ask('s3:GetObject', `${bucket}/${folder}`, null)).toBe(scope.level !== 'list')
        expect(ask('s3:ListBucket', bucket, folder)).toBe(true)
        expect(ask('s3:ListBucket', bucket, scope.prefix)).toBe(true)
        expect(ask('s3:GetBucketLocation', bucket, null)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('from the second in which the grant ends nothing at all is allowed', () => {
    const later = fc
      .integer({ min: 0, max: 12 * 3600 })
      .map((seconds) => new Date(endsAt.getTime() + seconds * 1000))
    fc.assert(
      fc.property(
        scopesWithCalls,
        worlds,
        fc.oneof(fc.constant(endsAt), later),
        ({ scope, call }, world, at) => {
          expect(verdictOn(compile(scope), call, world, at).decision).toBe('explicit-deny')
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('invariant 2: listing stays under the prefix', () => {
  const scope: S3Scope = { kind: 's3', bucket: 'reports', prefix: '2026/', level: 'read', delete: false }
  const list = (prefix: string | null) =>
    verdictOn(compile(scope), { action: 's3:ListBucket', resource: 'arn:aws:s3:::reports', prefix }, allOpen)
      .decision

  test.each([
    [null],
    [''],
    ['2'],
    ['2026'],
    ['2025/'],
    ['2026-old/'],
    ['20260/'],
    ['/2026/'],
    ['*'],
    ['2026*'],
  ])('a list call with the prefix %o is denied', (prefix) => expect(list(prefix)).toBe('explicit-deny'))

  test.each([['2026/'], ['2026/q1/'], ['2026/../'], ['2026/*']])(
    'a list call with the prefix %o is allowed',
    (prefix) => expect(list(prefix)).toBe('allow'),
  )

  test('a scope of the whole bucket may be listed without a prefix', () => {
    const call = { action: 's3:ListBucket', resource: 'arn:aws:s3:::reports', prefix: null }
    expect(verdictOn(compile({ ...scope, prefix: '' }), call, allOpen).allowed).toBe(true)
  })
})

describe('a bucket’s key', () => {
  const [key] = KEYS
  const plain = (level: S3Scope['level']): S3Scope => ({
    ...{ kind: 's3', bucket: 'reports', prefix: '2026/', level, delete: false },
  })
  const scope = (level: S3Scope['level']): S3Scope => ({ ...plain(level), kmsKey: key })
  const use = (level: S3Scope['level'], action: string, via?: string) =>
    verdictOn(compile(scope(level)), { action, resource: key, prefix: null, via }, allOpen).allowed
  const s3 = 's3.eu-central-1.amazonaws.com'

  test('is used as far as the level needs it, and through S3 alone', () => {
    const answers = (['list', 'read', 'read-write'] as const).map((level) =>
      ['kms:Decrypt', 'kms:GenerateDataKey'].map((action) => [use(level, action, s3), use(level, action)]),
    )
    const [yes, no] = [
      [true, false],
      [false, false],
    ]
    expect(answers).toEqual([
      [no, no],
      [yes, no],
      [yes, yes],
    ])
  })

  test('in China is used through the service’s name there', () => {
    const china = {
      ...scope('read'),
      kmsKey: key.replace('arn:aws:kms:eu-central-1', 'arn:aws-cn:kms:cn-north-1'),
    }
    const text = JSON.stringify(
      compileScope(china, { ...awsAccount, partition: 'aws-cn' }, { canOutlive: false }),
    )
    expect(text).toContain('"s3.cn-north-1.amazonaws.com.cn"')
  })

  test('takes its part of the size, and with it writing under a short prefix still fits', () => {
    const characters = (one: S3Scope) => policySize(compile(one)).characters
    const withKey = { ...scope('read-write'), delete: true }
    expect(characters(withKey) - characters(plain('read-write'))).toBeGreaterThan(500)
    expect(characters(withKey)).toBeLessThanOrEqual(2048)
  })
})

describe('the table of levels', () => {
  const key = 'arn:aws:s3:::reports/2026/q1.csv'
  const tick = (level: S3Scope['level'], withDelete = false): S3Scope => ({
    ...{ kind: 's3', bucket: 'reports', prefix: '2026/', level, delete: withDelete },
  })
  const columns = [tick('list'), tick('read'), tick('read-write'), tick('read-write', true)]

  test.each([
    ['s3:GetObject', 'no yes yes yes'],
    ['s3:GetObjectTagging', 'no yes yes yes'],
    ['s3:PutObject', 'no no yes yes'],
    ['s3:AbortMultipartUpload', 'no no yes yes'],
    ['s3:ListMultipartUploadParts', 'no no yes yes'],
    ['s3:DeleteObject', 'no no no yes'],
    ['s3:GetObjectVersion', 'no no no no'],
    ['s3:DeleteObjectVersion', 'no no no no'],
    ['s3:PutObjectAcl', 'no no no no'],
    ['s3:PutObjectTagging', 'no no no no'],
    ['s3:PutObjectRetention', 'no no no no'],
    ['s3:BypassGovernanceRetention', 'no no no no'],
  ])('%s at list, read, read-write and read-write with delete: %s', (action, expected) => {
    const answers = columns.map((scope) =>
      verdictOn(compile(scope), { action, resource: key, prefix: null }, allOpen).allowed ? 'yes' : 'no',
    )
    expect(answers.join(' ')).toBe(expected)
  })

  test('a policy names the bucket in its account’s own partition', () => {
    const china = { ...awsAccount, partition: 'aws-cn' }
    const text = JSON.stringify(compileScope(tick('read'), china, { canOutlive: false }))
    expect(text).toContain('arn:aws-cn:s3:::reports')
    expect(text).not.toContain('arn:aws:')
  })
})
