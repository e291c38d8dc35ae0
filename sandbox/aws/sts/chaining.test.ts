import { AssumeRoleCommand, GetCallerIdentityCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, OTHER, TestCloud, trusting } from '../../testing'

const FIRST = `arn:aws:iam::${HOME}:role/daypass/First`
let cloud: TestCloud
let second: string

beforeAll(async () => {
  cloud = await TestCloud.start()
  cloud.addRole(HOME, 'First', trusting(adminArn()), allow('sts:*'))
  second = cloud.addRole(OTHER, 'Second', trusting(FIRST))
})
afterAll(() => cloud.close())

async function chain(first: Partial<AssumeRoleCommandInput>, then: Partial<AssumeRoleCommandInput>) {
  const credentials = await cloud.assume(cloud.admin(), FIRST, first)
  const command = new AssumeRoleCommand({ RoleArn: second, RoleSessionName: 'chained', ...then })
  return cloud.sts(credentials).send(command)
}

function issued(answer: Awaited<ReturnType<typeof chain>>) {
  return cloud.state.sessions.get(answer.Credentials?.AccessKeyId ?? '')
}

test('a chained session of more than an hour is refused, not clamped', async () => {
  expect(await failure(chain({}, { DurationSeconds: 3601 }))).toBe(
    'ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
  )
  expect(issued(await chain({}, { DurationSeconds: 3600 }))).toMatchObject({ chained: true })
})

test('transitive tags go along the chain, others do not', async () => {
  const tags = [
    { Key: 'Grant', Value: 'g1' },
    { Key: 'request', Value: 'r1' },
  ]
  const answer = await chain(
    { Tags: tags, TransitiveTagKeys: ['grant'] },
    { Tags: [{ Key: 'own', Value: 'o' }] },
  )
  expect(Object.fromEntries(issued(answer)?.tags ?? [])).toEqual({ Grant: 'g1', own: 'o' })
  expect(issued(answer)?.transitiveTagKeys).toEqual(['grant'])
})

test('an inherited transitive tag cannot be set again', async () => {
  const tagged = { Tags: [{ Key: 'grant', Value: 'g1' }], TransitiveTagKeys: ['grant'] }
  expect(await failure(chain(tagged, { Tags: [{ Key: 'GRANT', Value: 'g2' }] }))).toMatch(
    /^InvalidParameterValue: /,
  )
})

test('a source identity stays for the whole chain and cannot be changed', async () => {
  const answer = await chain({ SourceIdentity: 'alice' }, {})
  expect(answer.SourceIdentity).toBe('alice')
  expect(await failure(chain({ SourceIdentity: 'alice' }, { SourceIdentity: 'mallory' }))).toMatch(
    /^AccessDenied: /,
  )
})

test('inherited tags and source identity need their own permissions in the next trust policy', async () => {
  const trust = { Statement: { Effect: 'Allow', Principal: { AWS: FIRST }, Action: 'sts:AssumeRole' } }
  const plain = cloud.addRole(OTHER, 'Plain', trust)
  const tagged = { Tags: [{ Key: 'grant', Value: 'g1' }], TransitiveTagKeys: ['grant'] }
  expect(await failure(chain(tagged, { RoleArn: plain }))).toContain('sts:TagSession')
  expect(await failure(chain({ SourceIdentity: 'alice' }, { RoleArn: plain }))).toContain(
    'sts:SetSourceIdentity',
  )
  await expect(chain({}, { RoleArn: plain })).resolves.toHaveProperty('Credentials')
})

test('a session whose own policy denies everything still learns who it is', async () => {
  const deny = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: '*', Resource: '*' } }
  const credentials = await cloud.assume(cloud.admin(), FIRST, { Policy: JSON.stringify(deny) })
  const identity = await cloud.sts(credentials).send(new GetCallerIdentityCommand({}))
  expect(identity.Arn).toBe(`arn:aws:sts::${HOME}:assumed-role/First/session`)
  expect(identity.UserId).toMatch(/^AROA.*:session$/)
  expect(identity.Account).toBe(HOME)
})

test('a session policy narrows what the session may assume', async () => {
  const none = JSON.stringify({ Version: '2012-10-17', ...allow('s3:*') })
  expect(await failure(chain({ Policy: none }, {}))).toMatch(/^AccessDenied: /)
})
