import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, OTHER, TestCloud } from '../../testing'
import { base64, createKey, keyPolicy, kmsOf, type KmsCall } from './testing'

let cloud: TestCloud
let kms: KmsCall
let arn: string

const DAY_SECONDS = 24 * 60 * 60

beforeAll(async () => {
  cloud = await TestCloud.start()
  kms = kmsOf(cloud, cloud.admin())
})
beforeEach(async () => {
  cloud.moveClock(0)
  arn = await createKey(kms)
})
afterAll(() => cloud.close())

const idOf = (keyArn: string) => keyArn.slice(keyArn.indexOf('/') + 1)
const encrypt = (KeyId: string) => kms('Encrypt', { KeyId, Plaintext: base64('x') })

test('a key is described as it was made, by id and by ARN', async () => {
  const made = await createKey(kms, {
    Description: 'ledger',
    Tags: [{ TagKey: 'team', TagValue: 'finance' }],
  })
  for (const KeyId of [made, idOf(made)]) {
    const { KeyMetadata } = await kms('DescribeKey', { KeyId })
    expect(KeyMetadata).toMatchObject({
      AWSAccountId: HOME,
      Arn: made,
      Description: 'ledger',
      KeyState: 'Enabled',
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
    })
  }
  expect(await kms('ListResourceTags', { KeyId: made })).toMatchObject({
    Tags: [{ TagKey: 'team', TagValue: 'finance' }],
  })
})

test('the list of keys comes in pages, and holds the account’s own of the Region alone', async () => {
  await createKey(kmsOf(cloud, cloud.admin(OTHER)))
  await createKey(kms)
  const seen: unknown[] = []
  let Marker: unknown
  do {
    const page = await kms('ListKeys', { Limit: 1, ...(Marker !== undefined && { Marker }) })
    seen.push(...(page['Keys'] as unknown[]))
    Marker = page['NextMarker']
  } while (Marker !== undefined)
  const own = [...cloud.state.keys.values()].filter(({ accountId }) => accountId === HOME)
  const wanted = own.map((key) => ({ KeyArn: key.arn, KeyId: key.id }))
  expect(seen).toHaveLength(wanted.length)
  expect(seen).toEqual(expect.arrayContaining(wanted))
})

test('a disabled key does nothing until it is enabled again', async () => {
  await kms('DisableKey', { KeyId: arn })
  expect(await failure(encrypt(arn))).toBe(`DisabledException: ${arn} is disabled.`)
  await kms('EnableKey', { KeyId: arn })
  expect(await failure(encrypt(arn))).toBe('succeeded')
})

test('a key that waits for its deletion is dead, can be saved, and is gone at the end', async () => {
  const scheduled = await kms('ScheduleKeyDeletion', { KeyId: arn, PendingWindowInDays: 7 })
  expect(scheduled).toMatchObject({ KeyId: arn, KeyState: 'PendingDeletion', PendingWindowInDays: 7 })
  expect(await failure(encrypt(arn))).toMatch(/^KMSInvalidStateException: /)
  expect(await failure(kms('EnableKey', { KeyId: arn }))).toMatch(/^KMSInvalidStateException: /)
  expect(await kms('CancelKeyDeletion', { KeyId: arn })).toEqual({ KeyId: arn })
  expect(await failure(encrypt(arn))).toMatch(/^DisabledException: /)
  await kms('ScheduleKeyDeletion', { KeyId: arn, PendingWindowInDays: 7 })
  cloud.moveClock(7 * DAY_SECONDS + 1)
  expect(await failure(kms('DescribeKey', { KeyId: arn }))).toBe(
    `NotFoundException: Key '${arn}' does not exist`,
  )
})

test.each([6, 31])('a deletion in %d days is refused', async (days) => {
  const schedule = kms('ScheduleKeyDeletion', { KeyId: arn, PendingWindowInDays: days })
  expect(await failure(schedule)).toMatch(/^ValidationException: /)
  expect(cloud.state.keys.get(arn)?.deletionDate).toBeNull()
})

test('an alias stands for its key where a key is used, and nowhere else', async () => {
  const AliasName = 'alias/team/ledger'
  await kms('CreateAlias', { AliasName, TargetKeyId: arn })
  expect(await encrypt(AliasName)).toMatchObject({ KeyId: arn })
  expect(await encrypt(`arn:aws:kms:eu-central-1:${HOME}:${AliasName}`)).toMatchObject({ KeyId: arn })
  const list = await kms('ListAliases', { KeyId: arn })
  expect(list).toMatchObject({ Aliases: [{ AliasName, TargetKeyId: idOf(arn) }], Truncated: false })
  expect(await failure(kms('DisableKey', { KeyId: AliasName }))).toMatch(/^InvalidArnException: /)
  const again = kms('CreateAlias', { AliasName, TargetKeyId: arn })
  expect(await failure(again)).toMatch(/^AlreadyExistsException: /)
  await kms('DeleteAlias', { AliasName })
  expect(await failure(encrypt(AliasName))).toMatch(/^NotFoundException: Alias .* is not found\.$/)
})

test.each(['alias/aws/mine', 'ledger', 'alias/', 'alias/a:b'])(
  'the alias name %s is refused',
  async (AliasName) => {
    const create = kms('CreateAlias', { AliasName, TargetKeyId: arn })
    expect(await failure(create)).toMatch(/^InvalidAliasNameException: /)
  },
)

const UNKNOWN: [string, () => string, string][] = [
  ['an id that is nobody’s', () => 'no-such-key', 'NotFoundException'],
  [
    'an ARN of another Region',
    () => arn.replace('eu-central-1', 'eu-west-1'),
    'NotFoundException: Invalid arn',
  ],
  ['an ARN of another service', () => 'arn:aws:s3:::reports', 'InvalidArnException'],
]

test.each(UNKNOWN)('%s names no key', async (_, name, error) => {
  expect(await failure(encrypt(name()))).toMatch(new RegExp(`^${error}`))
})

test('tags are put, replaced and taken off', async () => {
  const Tags = [
    { TagKey: 'team', TagValue: 'a' },
    { TagKey: 'env', TagValue: 'prod' },
  ]
  await kms('TagResource', { KeyId: arn, Tags })
  await kms('TagResource', { KeyId: arn, Tags: [{ TagKey: 'team', TagValue: 'b' }] })
  await kms('UntagResource', { KeyId: arn, TagKeys: ['env'] })
  expect(cloud.state.keys.get(arn)?.tags).toEqual(new Map([['team', 'b']]))
  const reserved = kms('TagResource', { KeyId: arn, Tags: [{ TagKey: 'aws:x', TagValue: '' }] })
  expect(await failure(reserved)).toMatch(/^TagException: /)
})

test('a key policy is replaced, and read as it was put', async () => {
  const Policy = keyPolicy(HOME)
  await kms('PutKeyPolicy', { KeyId: arn, Policy })
  expect(await kms('GetKeyPolicy', { KeyId: arn })).toEqual({ Policy, PolicyName: 'default' })
  expect(await kms('ListKeyPolicies', { KeyId: arn })).toMatchObject({ PolicyNames: ['default'] })
})

const statement = (changes: Record<string, unknown>) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 'kms:*', Resource: '*', ...changes },
  })
const LOCKED_OUT = 'The new key policy will not allow you to update the key policy in the future.'
const BAD_POLICIES: [string, string, string][] = [
  ['locks its writer out', statement({ Principal: { AWS: OTHER } }), LOCKED_OUT],
  ['allows its writer all but to replace it', statement({ Principal: '*', Action: 'kms:Enc*' }), LOCKED_OUT],
  ['is no JSON', '{', 'Policies must be valid JSON'],
  ['names nobody', statement({}), 'Missing required field Principal'],
  ['names who does not exist', statement({ Principal: { AWS: `${adminArn()}-2` } }), 'invalid principals'],
]

test.each(BAD_POLICIES)(
  'a key policy that %s is refused, and the old one stays',
  async (_, Policy, message) => {
    const before = cloud.state.keys.get(arn)?.policy
    const put = await failure(kms('PutKeyPolicy', { KeyId: arn, Policy }))
    expect(put).toMatch(/^MalformedPolicyDocumentException: /)
    expect(put).toContain(message)
    expect(cloud.state.keys.get(arn)?.policy).toBe(before)
    const count = cloud.state.keys.size
    expect(await failure(kms('CreateKey', { Policy }))).toContain(message)
    expect(cloud.state.keys.size).toBe(count)
  },
)

test('who insists may lock everybody out', async () => {
  const Policy = statement({ Principal: { AWS: OTHER } })
  await kms('PutKeyPolicy', { KeyId: arn, Policy, BypassPolicyLockoutSafetyCheck: true })
  expect(await failure(kms('GetKeyPolicy', { KeyId: arn }))).toMatch(/^AccessDeniedException: /)
})

test('grants are refused by name, to those who may create one; others may not', async () => {
  const grant = { KeyId: arn, GranteePrincipal: adminArn(), Operations: ['Decrypt'] }
  expect(await failure(kms('CreateGrant', grant))).toMatch(/^UnsupportedOperationException: .* grants/)
  const reader = kmsOf(cloud, cloud.addUser('reader', allow('kms:Decrypt')))
  expect(await failure(reader('CreateGrant', grant))).toMatch(/^AccessDeniedException: /)
})

test.each([{ KeySpec: 'RSA_2048' }, { KeyUsage: 'SIGN_VERIFY' }, { MultiRegion: true }])(
  'the sandbox says which keys it does not have: %o',
  async (members) => {
    expect(await failure(kms('CreateKey', members))).toMatch(/^UnsupportedOperationException: /)
  },
)
