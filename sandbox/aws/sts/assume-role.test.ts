import { randomBytes } from 'node:crypto'
import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminArn, allow, failure, OTHER, TestCloud, trusting, type Credentials } from '../../testing'

let cloud: TestCloud
let roleArn: string
let admin: Credentials

beforeAll(async () => {
  cloud = await TestCloud.start()
  admin = cloud.admin()
  roleArn = cloud.addRole(OTHER, 'Reader', trusting(adminArn()), allow('s3:GetObject'))
})
afterAll(() => cloud.close())

function assume(more: Partial<AssumeRoleCommandInput> = {}, caller = admin) {
  return cloud
    .sts(caller)
    .send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'alice', ...more }))
}

function policyOf(length: number): string {
  const text = JSON.stringify({ Version: '2012-10-17', ...allow('s3:GetObject', 'arn:aws:s3:::b/') })
  return text.replace('b/', `b/${'k'.repeat(length - text.length)}`)
}

const manyTags = (count: number, size: number) =>
  Array.from({ length: count }, (_, i) => ({ Key: `${i}`, Value: randomBytes(size / 2).toString('hex') }))

test('credentials, the session and its identity are answered, to the second', async () => {
  const before = Math.floor(Date.now() / 1000)
  const answer = await assume({
    DurationSeconds: 900,
    SourceIdentity: 'alice-1',
    Tags: [{ Key: 'grant', Value: 'g1' }],
    Policy: policyOf(300),
  })
  expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${OTHER}:assumed-role/Reader/alice`)
  expect(answer.AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z2-7]{17}:alice$/)
  expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
  expect(answer.SourceIdentity).toBe('alice-1')
  expect(answer).toMatchObject({ PackedPolicySize: expect.any(Number) as number })
  const after = Math.floor(Date.now() / 1000)
  const until = (answer.Credentials?.Expiration?.getTime() ?? 0) / 1000
  expect(until).toBeGreaterThanOrEqual(before + 900)
  expect(until).toBeLessThanOrEqual(after + 900)
})

test('without a duration a session lasts an hour, and has no packed size without policy and tags', async () => {
  const answer = await assume()
  expect(cloud.state.sessions.get(answer.Credentials?.AccessKeyId ?? '')).toMatchObject({ chained: false })
  expect(Math.round(((answer.Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 60_000)).toBe(60)
  expect(answer).not.toHaveProperty('PackedPolicySize')
})

const VALIDATION: [string, Partial<AssumeRoleCommandInput>, string][] = [
  [
    'a duration under 900 s',
    { DurationSeconds: 899 },
    "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
  ],
  [
    'a duration over 43200 s',
    { DurationSeconds: 43201 },
    'Member must have value less than or equal to 43200',
  ],
  ['a negative duration', { DurationSeconds: -1 }, 'Member must have value greater than or equal to 900'],
  [
    'a session name of one character',
    { RoleSessionName: 'a' },
    "Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
  ],
  [
    'a session name of 65 characters',
    { RoleSessionName: 'a'.repeat(65) },
    'Member must have length less than or equal to 64',
  ],
  [
    'a session name with a space',
    { RoleSessionName: 'a b' },
    'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
  ],
  [
    'a session name with an umlaut',
    { RoleSessionName: 'jörg' },
    'Member must satisfy regular expression pattern',
  ],
  [
    'no session name',
    { RoleSessionName: undefined },
    "Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null",
  ],
  ['a source identity of one character', { SourceIdentity: 'a' }, "at 'sourceIdentity'"],
  ['a source identity that begins with aws:', { SourceIdentity: 'aws:alice' }, "at 'sourceIdentity'"],
  ['an external id with a space', { ExternalId: 'a b' }, "at 'externalId'"],
  ['an external id of one character', { ExternalId: 'x' }, "at 'externalId'"],
  [
    'a session policy of 2049 characters',
    { Policy: policyOf(2049) },
    'Member must have length less than or equal to 2048',
  ],
  [
    'a session policy with a letter beyond Latin',
    { Policy: policyOf(300).replace('b/', 'ж/') },
    "at 'policy'",
  ],
  [
    'a tag key of 129 characters',
    { Tags: [{ Key: 'k'.repeat(129), Value: '' }] },
    'Member must have length less than or equal to 128',
  ],
  [
    'a tag value of 257 characters',
    { Tags: [{ Key: 'k', Value: 'v'.repeat(257) }] },
    'Member must have length less than or equal to 256',
  ],
  [
    'a tag value with an asterisk',
    { Tags: [{ Key: 'k', Value: '*' }] },
    'Member must satisfy regular expression pattern',
  ],
  [
    '51 tags',
    { Tags: manyTags(51, 2) },
    "at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
  ],
  ['what is no ARN', { RoleArn: 'not-an-arn-but-long-enough' }, 'not-an-arn-but-long-enough is invalid'],
]

test.each(VALIDATION)('%s is refused with ValidationError', async (_, input, message) => {
  const answer = await failure(assume(input))
  expect(answer).toMatch(/^ValidationError: /)
  expect(answer).toContain(message)
})

test('every broken constraint is named at once', async () => {
  const answer = await failure(assume({ RoleSessionName: 'a', DurationSeconds: 1 }))
  expect(answer).toMatch(
    /^ValidationError: 2 validation errors detected: .*roleSessionName.*; .*durationSeconds/,
  )
})

const REFUSED: [string, Partial<AssumeRoleCommandInput>, string][] = [
  ['a session policy that is not JSON', { Policy: '{' }, 'MalformedPolicyDocument'],
  [
    'a session policy with a Principal',
    {
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
      }),
    },
    'MalformedPolicyDocument',
  ],
  [
    'an unknown condition operator',
    {
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringMaybe: { a: 'b' } } },
      }),
    },
    'MalformedPolicyDocument',
  ],
  ['tags that do not fit the packed size', { Tags: manyTags(50, 256) }, 'PackedPolicyTooLarge'],
  [
    'tag keys that differ in case only',
    {
      Tags: [
        { Key: 'Grant', Value: '1' },
        { Key: 'grant', Value: '2' },
      ],
    },
    'InvalidParameterValue',
  ],
  ['a tag key of aws:', { Tags: [{ Key: 'aws:x', Value: '1' }] }, 'InvalidParameterValue'],
  [
    'a transitive key without its tag',
    { Tags: [{ Key: 'a', Value: '1' }], TransitiveTagKeys: ['b'] },
    'InvalidParameterValue',
  ],
  [
    'managed session policies, which the sandbox lacks',
    { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] },
    'NotImplemented',
  ],
  [
    'an MFA code, which the sandbox lacks',
    { SerialNumber: 'arn:aws:iam::111111111111:mfa/a', TokenCode: '123456' },
    'NotImplemented',
  ],
]

test.each(REFUSED)('%s is refused', async (_, input, code) => {
  expect(await failure(assume(input))).toMatch(new RegExp(`^${code}: `))
})

test('a session policy of exactly 2048 characters is accepted, unknown actions in it too', async () => {
  await expect(assume({ Policy: policyOf(2048) })).resolves.toHaveProperty('PackedPolicySize')
  await expect(
    assume({ Policy: JSON.stringify({ Version: '2012-10-17', ...allow('nosuch:Action') }) }),
  ).resolves.toHaveProperty('Credentials')
})

test('a duration over the maximum of the role is refused, not clamped', async () => {
  const short = cloud.addRole(OTHER, 'Short', trusting(adminArn()), undefined, 3600)
  expect(await failure(assume({ RoleArn: short, DurationSeconds: 3601 }))).toBe(
    'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  )
  await expect(assume({ RoleArn: short, DurationSeconds: 3600 })).resolves.toHaveProperty('Credentials')
})

test('a refused call issues nothing', async () => {
  const before = cloud.state.sessions.size
  await failure(assume({ RoleArn: `arn:aws:iam::${OTHER}:role/daypass/Ghost` }))
  await failure(assume({ DurationSeconds: 1 }))
  expect(cloud.state.sessions.size).toBe(before)
})
