import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, OTHER, TestCloud, trusting } from '../../testing'
import { addKey } from '../kms/keys'
import { Secrets } from './testing'

let cloud: TestCloud
let admin: Secrets

beforeAll(async () => {
  cloud = await TestCloud.start()
  admin = new Secrets(cloud, cloud.admin())
})
afterAll(() => cloud.close())

const DENIED = /^AccessDeniedException: User: .* is not authorized to perform: secretsmanager:/
const ANY_SECRET = `arn:aws:secretsmanager:*:${HOME}:secret`

function userMay(name: string, statement: object): Secrets {
  return new Secrets(
    cloud,
    cloud.addUser(name, { Statement: [{ Effect: 'Allow', Resource: '*', ...statement }] }),
  )
}

test('an identity policy lets in to the secrets that it names, existing or not', async () => {
  await admin.create('daypass/mine')
  await admin.create('payments/key')
  const user = userMay('reader', { Action: 'secretsmanager:*', Resource: `${ANY_SECRET}:daypass/*` })
  expect(await user.read('daypass/mine')).toBe('first')
  expect(await user.read('daypass/none')).toMatch(/^ResourceNotFoundException: /)
  expect(await user.read('payments/key')).toMatch(DENIED)
  expect(await user.read('payments/none')).toMatch(DENIED)
  expect(await failure(user.create('payments/new'))).toMatch(DENIED)
  expect(await failure(user.create('daypass/new'))).toBe('succeeded')
})

test('a session reads only what its session policy leaves of the role', async () => {
  const arn = cloud.addRole(HOME, 'Reader', trusting(adminArn()), allow('secretsmanager:*'))
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    ...allow('secretsmanager:GetSecretValue', `${ANY_SECRET}:session/a-*`),
  })
  const session = new Secrets(cloud, await cloud.assume(cloud.admin(), arn, { Policy }))
  await admin.create('session/a')
  await admin.create('session/b')
  expect(await session.read('session/a')).toBe('first')
  expect(await session.read('session/b')).toMatch(DENIED)
  expect(await failure(session.put('session/a', 'x'))).toMatch(DENIED)
})

test('a resource policy lets exactly one reader in, and its deny keeps even an administrator out', async () => {
  const reader = cloud.addRole(HOME, 'OnlyReader', trusting(adminArn()))
  await admin.create('daypass/only')
  await admin.setPolicy(
    'daypass/only',
    [
      { Effect: 'Allow', Principal: { AWS: reader }, Action: 'secretsmanager:GetSecretValue', Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalArn': reader } },
      },
    ],
    true,
  )
  const session = new Secrets(cloud, await cloud.assume(cloud.admin(), reader))
  expect(await session.read('daypass/only')).toBe('first')
  expect(await admin.read('daypass/only')).toMatch(/with an explicit deny in a resource-based policy$/)
  expect(await failure(session.put('daypass/only', 'x'))).toMatch(DENIED)
})

const CONDITIONS: [
  string,
  object,
  (user: Secrets) => Promise<unknown>,
  (user: Secrets) => Promise<unknown>,
][] = [
  [
    'secretsmanager:Name',
    { StringLike: { 'secretsmanager:Name': 'cond/*' } },
    (user) => user.create('cond/name'),
    (user) => user.create('other/name'),
  ],
  [
    'aws:RequestTag',
    { StringEquals: { 'aws:RequestTag/owner': 'daypass' } },
    (user) => user.create('cond/tag', { Tags: [{ Key: 'owner', Value: 'daypass' }] }),
    (user) => user.create('cond/tag-2', { Tags: [{ Key: 'owner', Value: 'other' }] }),
  ],
  [
    'aws:TagKeys',
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['owner'] } },
    (user) => user.create('cond/keys', { Tags: [{ Key: 'owner', Value: '' }] }),
    (user) => user.create('cond/keys-2', { Tags: [{ Key: 'evil', Value: '' }] }),
  ],
  [
    'secretsmanager:ResourceTag',
    { StringEquals: { 'secretsmanager:ResourceTag/team': 'a' } },
    (user) => user.get('tagged/a'),
    (user) => user.get('tagged/b'),
  ],
  [
    'aws:ResourceTag',
    { StringEquals: { 'aws:ResourceTag/team': 'a' } },
    (user) => user.put('tagged/a', 'x'),
    (user) => user.put('tagged/b', 'x'),
  ],
  [
    'secretsmanager:VersionStage',
    { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } },
    (user) => user.get('tagged/a'),
    (user) => user.get('tagged/a', { VersionStage: 'AWSPREVIOUS' }),
  ],
  [
    'secretsmanager:BlockPublicPolicy',
    { Bool: { 'secretsmanager:BlockPublicPolicy': 'true' } },
    (user) => user.setPolicy('tagged/a', NOBODY, true),
    (user) => user.setPolicy('tagged/a', NOBODY),
  ],
  [
    'secretsmanager:ForceDeleteWithoutRecovery',
    { Bool: { 'secretsmanager:ForceDeleteWithoutRecovery': 'false' } },
    (user) => user.delete('tagged/c'),
    (user) => user.delete('tagged/b', { ForceDeleteWithoutRecovery: true }),
  ],
]
const NOBODY = [
  { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:CancelRotateSecret', Resource: '*' },
]

test.each(CONDITIONS)('the condition key %s tells requests apart', async (key, Condition, right, wrong) => {
  for (const team of ['a', 'b', 'c']) {
    await failure(admin.create(`tagged/${team}`, { Tags: [{ Key: 'team', Value: team }] }))
  }
  const user = userMay(`by-${key.replace(':', '-')}`, { Action: 'secretsmanager:*', Condition })
  expect(await failure(right(user))).toBe('succeeded')
  expect(await failure(wrong(user))).toMatch(DENIED)
})

const open = (more: object = {}) => [
  { Effect: 'Allow', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*', ...more },
]

test.each<[string, object]>([
  ['everybody', open()],
  ['everybody, spelt as AWS', open({ Principal: { AWS: '*' } })],
  [
    'everybody, where a key is absent',
    open({ Condition: { StringEqualsIfExists: { 'aws:PrincipalArn': 'x' } } }),
  ],
  [
    'everybody with any ARN',
    open({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } } }),
  ],
  [
    'everybody before a date',
    open({ Condition: { DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } } }),
  ],
  ['all but one', open({ Condition: { StringNotEquals: { 'aws:PrincipalAccount': OTHER } } })],
])('BlockPublicPolicy refuses a policy that lets in %s', async (_, statements) => {
  await failure(admin.create('daypass/public'))
  expect(await failure(admin.setPolicy('daypass/public', statements, true))).toMatch(
    /^PublicPolicyException: /,
  )
  expect([...cloud.state.secrets.values()].find(({ name }) => name === 'daypass/public')?.policy).toBeNull()
})

test.each<[string, object]>([
  ['one account', open({ Principal: { AWS: OTHER } })],
  ['one ARN', open({ Condition: { StringEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER}:role/x` } } })],
  ['one organisation', open({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } } })],
  ['nobody', NOBODY],
])('BlockPublicPolicy takes a policy that lets in %s', async (_, statements) => {
  await failure(admin.create('daypass/closed'))
  expect(await failure(admin.setPolicy('daypass/closed', statements, true))).toBe('succeeded')
})

test('without BlockPublicPolicy a public policy is taken, as at AWS; a broken one never', async () => {
  await failure(admin.create('daypass/loose'))
  expect(await failure(admin.setPolicy('daypass/loose', open()))).toBe('succeeded')
  const broken = /^MalformedPolicyDocumentException: /
  expect(await failure(admin.setPolicy('daypass/loose', [{ Effect: 'Maybe' }]))).toMatch(broken)
  const ghost = open({ Principal: { AWS: `arn:aws:iam::${HOME}:role/ghost` } })
  expect(await failure(admin.setPolicy('daypass/loose', ghost))).toMatch(broken)
})

/** A key of HOME that lets the principals of these accounts in. */
function customerKey(...accounts: string[]): string {
  const statement = (id: string) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${id}:root` },
    Action: 'kms:*',
    Resource: '*',
  })
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [HOME, ...accounts].map(statement) })
  const fields = { accountId: HOME, region: 'eu-central-1', createdAt: '2026-01-01T00:00:00Z', policy }
  return addKey(cloud.state, fields).arn
}

test('another account reads by resource policy and its own policy and a customer key, all three', async () => {
  const reader = cloud.addRole(
    OTHER,
    'Abroad',
    trusting(adminArn(OTHER)),
    allow(['secretsmanager:*', 'kms:Decrypt']),
  )
  const session = new Secrets(cloud, await cloud.assume(cloud.admin(OTHER), reader))
  const letIn = open({ Principal: { AWS: reader } })
  const { ARN: plain = '' } = await admin.create('abroad/default-key')
  expect(await session.read(plain)).toMatch(DENIED)
  await admin.setPolicy(plain, letIn)
  expect(await session.read(plain)).toMatch(/^InvalidRequestException: .* default KMS service key/)
  const { ARN: closed = '' } = await admin.create('abroad/closed-key', { KmsKeyId: customerKey() })
  await admin.setPolicy(closed, letIn)
  expect(await session.read(closed)).toBe('AccessDeniedException: Access to KMS is not allowed')
  const { ARN: shared = '' } = await admin.create('abroad/shared-key', { KmsKeyId: customerKey(OTHER) })
  await admin.setPolicy(shared, letIn)
  expect(await session.read(shared)).toBe('first')
  expect(await session.read('abroad/shared-key')).toMatch(/^ResourceNotFoundException: /)
  const bare = cloud.addRole(OTHER, 'NoPolicy', trusting(adminArn(OTHER)))
  await admin.setPolicy(shared, open({ Principal: { AWS: OTHER } }))
  const without = new Secrets(cloud, await cloud.assume(cloud.admin(OTHER), bare))
  expect(await without.read(shared)).toMatch(DENIED)
})

test('with a customer key a writer and a reader need the key too, through Secrets Manager alone', async () => {
  const KmsKeyId = customerKey()
  const Condition = { StringEquals: { 'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com' } }
  const user = (name: string, ...more: object[]) =>
    new Secrets(
      cloud,
      cloud.addUser(name, {
        Statement: [{ Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' }, ...more],
      }),
    )
  const none = user('no-key')
  const both = user('key', {
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition,
  })
  const noKms = 'AccessDeniedException: Access to KMS is not allowed'
  expect(await failure(none.create('customer/key', { KmsKeyId }))).toBe(noKms)
  expect(await failure(both.create('customer/key', { KmsKeyId }))).toBe('succeeded')
  expect(await none.read('customer/key')).toBe(noKms)
  expect(await failure(none.put('customer/key', 'x'))).toBe(noKms)
  expect(await both.read('customer/key')).toBe('first')
})
