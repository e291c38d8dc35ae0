import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, OTHER, TestCloud, trusting, type Credentials } from '../../testing'
import { base64, createKey, keyPolicy, kmsOf, type KmsCall } from './testing'

let cloud: TestCloud
let kms: KmsCall
let arn: string

beforeAll(async () => {
  cloud = await TestCloud.start()
  kms = kmsOf(cloud, cloud.admin())
})
beforeEach(async () => {
  arn = await createKey(kms)
})
afterAll(() => cloud.close())

const EncryptionContext = { project: 'ledger', year: '2026' }

async function ciphertext(context: Record<string, string> = EncryptionContext): Promise<string> {
  const members = { KeyId: arn, Plaintext: base64('the plan'), EncryptionContext: context }
  return String((await kms('Encrypt', members))['CiphertextBlob'])
}

test('what was encrypted is decrypted with the same context, in whatever order it is written', async () => {
  const CiphertextBlob = await ciphertext()
  const context = { year: '2026', project: 'ledger' }
  const answer = await kms('Decrypt', { CiphertextBlob, EncryptionContext: context })
  expect(answer).toMatchObject({ KeyId: arn, Plaintext: base64('the plan') })
})

test('another context, a changed byte or rubbish is not decrypted', async () => {
  const CiphertextBlob = await ciphertext()
  const changed = Buffer.from(CiphertextBlob, 'base64')
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1)
  const attempts = [
    { CiphertextBlob },
    { CiphertextBlob, EncryptionContext: { project: 'ledger' } },
    { CiphertextBlob: changed.toString('base64'), EncryptionContext },
    { CiphertextBlob: base64('rubbish') },
  ]
  for (const attempt of attempts) {
    expect(await failure(kms('Decrypt', attempt))).toMatch(/^InvalidCiphertextException: /)
  }
})

test('a ciphertext of another key than the named one is refused', async () => {
  const KeyId = await createKey(kms)
  const decrypt = kms('Decrypt', { KeyId, CiphertextBlob: await ciphertext(), EncryptionContext })
  expect(await failure(decrypt)).toMatch(/^IncorrectKeyException: /)
})

test('a data key comes in the clear and encrypted, or encrypted alone', async () => {
  const data = await kms('GenerateDataKey', { KeyId: arn, KeySpec: 'AES_256', EncryptionContext })
  expect(Buffer.from(String(data['Plaintext']), 'base64')).toHaveLength(32)
  const decrypted = await kms('Decrypt', { CiphertextBlob: data['CiphertextBlob'], EncryptionContext })
  expect(decrypted['Plaintext']).toBe(data['Plaintext'])
  const hidden = await kms('GenerateDataKeyWithoutPlaintext', { KeyId: arn, NumberOfBytes: 16 })
  expect(hidden).not.toHaveProperty('Plaintext')
  expect(await failure(kms('GenerateDataKey', { KeyId: arn }))).toMatch(/^ValidationException: /)
})

test('more than 4096 bytes are not encrypted', async () => {
  const encrypt = (size: number) => kms('Encrypt', { KeyId: arn, Plaintext: base64('x'.repeat(size)) })
  expect(await failure(encrypt(4096))).toBe('succeeded')
  expect(await failure(encrypt(4097))).toMatch(/^ValidationException: /)
})

test('the plaintext is written down nowhere', async () => {
  await ciphertext()
  const calls = JSON.stringify(cloud.cloud.sandbox.calls.list())
  expect(calls).not.toContain(base64('the plan'))
})

let names = 0
function user(...statements: Record<string, unknown>[]): Credentials {
  names += 1
  return cloud.addUser(`user-${names}`, { Statement: statements })
}

const decryptWith = async (credentials: Credentials, context = EncryptionContext) =>
  failure(
    kmsOf(cloud, credentials)('Decrypt', {
      CiphertextBlob: await ciphertext(context),
      EncryptionContext: context,
    }),
  )
const may = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }

test('an identity policy counts because the key policy names the account, and a refusal says what is missing', async () => {
  expect(await decryptWith(user(may))).toBe('succeeded')
  const refused = await decryptWith(user({ ...may, Action: 'kms:Encrypt' }))
  expect(refused).toMatch(
    /^AccessDeniedException: User: .* is not authorized to perform: kms:Decrypt on resource: .* because no identity-based policy allows/,
  )
})

test('without the account in the key policy no identity policy counts', async () => {
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: adminArn() }, Action: 'kms:*', Resource: '*' },
  })
  await kms('PutKeyPolicy', { KeyId: arn, Policy })
  expect(await decryptWith(user(may))).toMatch(
    /because no resource-based policy allows the kms:Decrypt action$/,
  )
  expect(await decryptWith(cloud.admin())).toBe('succeeded')
})

test('a session policy that does not allow it is what a refusal names', async () => {
  const roleArn = cloud.addRole(HOME, 'Decrypter', trusting(adminArn()), allow('kms:*'))
  const Policy = JSON.stringify({ Version: '2012-10-17', ...allow('s3:*') })
  expect(await decryptWith(await cloud.assume(cloud.admin(), roleArn))).toBe('succeeded')
  expect(await decryptWith(await cloud.assume(cloud.admin(), roleArn, { Policy }))).toMatch(
    /because no session policy allows/,
  )
})

const CONDITIONS: [string, Record<string, unknown>, boolean][] = [
  ['the right value in the context', { StringEquals: { 'kms:EncryptionContext:project': 'ledger' } }, true],
  ['another value in the context', { StringEquals: { 'kms:EncryptionContext:project': 'other' } }, false],
  [
    'all the keys of the context',
    { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['project', 'year'] } },
    true,
  ],
  [
    'fewer keys of the context',
    { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'year' } },
    false,
  ],
  ['the own account', { StringEquals: { 'kms:CallerAccount': HOME } }, true],
  ['a service that calls', { StringLike: { 'kms:ViaService': '*' } }, false],
]

test.each(CONDITIONS)('a condition on %s is judged', async (_, Condition, allowed) => {
  const outcome = await decryptWith(user({ ...may, Condition }))
  expect(outcome).toMatch(allowed ? /^succeeded$/ : /^AccessDeniedException: /)
})

test('tags and aliases of the key are conditions too', async () => {
  await kms('TagResource', { KeyId: arn, Tags: [{ TagKey: 'team', TagValue: 'finance' }] })
  await kms('CreateAlias', { AliasName: 'alias/tagged', TargetKeyId: arn })
  const tagged = (value: string) => ({ StringEquals: { 'aws:ResourceTag/team': value } })
  const named = (value: string) => ({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': value } })
  expect(await decryptWith(user({ ...may, Condition: tagged('finance') }))).toBe('succeeded')
  expect(await decryptWith(user({ ...may, Condition: tagged('other') }))).toMatch(/^AccessDenied/)
  expect(await decryptWith(user({ ...may, Condition: named('alias/tagged') }))).toBe('succeeded')
  expect(await decryptWith(user({ ...may, Condition: named('alias/other') }))).toMatch(/^AccessDenied/)
})

test('another account uses the key when its policy says so, and never administers it', async () => {
  const stranger = kmsOf(cloud, cloud.admin(OTHER))
  const encrypt = () => stranger('Encrypt', { KeyId: arn, Plaintext: base64('x') })
  expect(await failure(encrypt())).toMatch(/^AccessDeniedException: /)
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: OTHER },
    Action: ['kms:Encrypt', 'kms:PutKeyPolicy'],
    Resource: '*',
  }
  await kms('PutKeyPolicy', { KeyId: arn, Policy: keyPolicy(HOME, statement) })
  expect(await failure(encrypt())).toBe('succeeded')
  const put = stranger('PutKeyPolicy', { KeyId: arn, Policy: keyPolicy(OTHER) })
  expect(await failure(put)).toMatch(/^AccessDeniedException: /)
})

const ACTIONS: [string, Record<string, unknown>][] = [
  ['DescribeKey', {}],
  ['GetKeyPolicy', {}],
  ['PutKeyPolicy', { Policy: keyPolicy(HOME) }],
  ['ListKeyPolicies', {}],
  ['EnableKey', {}],
  ['DisableKey', {}],
  ['ScheduleKeyDeletion', {}],
  ['CancelKeyDeletion', {}],
  ['TagResource', { Tags: [] }],
  ['UntagResource', { TagKeys: [] }],
  ['ListResourceTags', {}],
  ['Encrypt', { Plaintext: base64('x') }],
  ['GenerateDataKey', { KeySpec: 'AES_128' }],
  ['GenerateDataKeyWithoutPlaintext', { KeySpec: 'AES_128' }],
]

test.each(ACTIONS)('%s needs its own action', async (operation, members) => {
  const credentials = user(
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: `kms:${operation}`, Resource: '*' },
  )
  expect(await failure(kmsOf(cloud, credentials)(operation, { KeyId: arn, ...members }))).toMatch(
    new RegExp(
      `^AccessDeniedException: .*perform: kms:${operation} .*explicit deny in an identity-based policy$`,
    ),
  )
})
