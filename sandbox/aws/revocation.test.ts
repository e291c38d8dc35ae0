import { GetBucketLocationCommand } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, TestCloud, trusting, type Credentials } from '../testing'

let cloud: TestCloud
let alice: Required<Credentials>
let ben: Required<Credentials>

beforeEach(async () => {
  cloud = await TestCloud.start()
  const arn = cloud.addRole(HOME, 'Worker', trusting(adminArn()), allow('*'))
  const assume = (name: string) =>
    cloud.assume(cloud.admin(), arn, {
      RoleSessionName: name,
      SourceIdentity: name,
      Tags: [{ Key: 'grant', Value: `grant-of-${name}` }],
    })
  alice = await assume('alice')
  cloud.moveClock(60)
  ben = await assume('ben')
  cloud.state.buckets.set('bucket', {
    name: 'bucket',
    accountId: HOME,
    region: 'eu-central-1',
    createdAt: '2026-01-01T00:00:00.000Z',
    policy: null,
    encryption: { algorithm: 'AES256' },
    objects: new Map(),
  })
})
afterEach(() => cloud.close())

/** What the worker of a portal would put on the role to end sessions that are out already. */
function deny(condition: Record<string, unknown>): void {
  const statement = { Effect: 'Deny', Action: '*', Resource: '*', Condition: condition }
  const policies = cloud.state.accounts.get(HOME)?.roles.get('worker')?.policies
  policies?.set('revoked', JSON.stringify({ Version: '2012-10-17', Statement: statement }))
}

async function mayRead(credentials: Credentials): Promise<boolean> {
  const command = new GetBucketLocationCommand({ Bucket: 'bucket' })
  const answer = await failure(cloud.s3(credentials).send(command))
  expect(answer).toMatch(/^(succeeded$|AccessDenied: .* with an explicit deny in an identity-based policy$)/)
  return answer === 'succeeded'
}

function roleId(): string {
  return cloud.state.accounts.get(HOME)?.roles.get('worker')?.id ?? ''
}

function issuedAt(credentials: Credentials): string {
  return cloud.state.sessions.get(credentials.accessKeyId)?.issuedAt ?? ''
}

const CONDITIONS: [string, () => Record<string, unknown>][] = [
  ['its tag', () => ({ StringEquals: { 'aws:PrincipalTag/grant': 'grant-of-alice' } })],
  ['its source identity', () => ({ StringEquals: { 'aws:SourceIdentity': 'alice' } })],
  ['its user id', () => ({ StringEquals: { 'aws:userid': `${roleId()}:alice` } })],
  ['the time of its issue', () => ({ DateLessThan: { 'aws:TokenIssueTime': issuedAt(ben) } })],
]

test.each(CONDITIONS)('a deny by %s ends one session and no other', async (_, condition) => {
  expect([await mayRead(alice), await mayRead(ben)]).toEqual([true, true])
  deny(condition())
  expect([await mayRead(alice), await mayRead(ben)]).toEqual([false, true])
})

test('a deny by the role ends all its sessions, and none can be stopped from saying who it is', async () => {
  deny({ ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${HOME}:role/daypass/Worker` } })
  expect([await mayRead(alice), await mayRead(ben)]).toEqual([false, false])
  expect(await failure(cloud.sts(alice).send(new GetCallerIdentityCommand({})))).toBe('succeeded')
})

test('a deny from a time on counts from that very second', async () => {
  const until = new Date(Date.now() + 600_000).toISOString().replace(/\.\d+/, '')
  deny({ DateGreaterThanEquals: { 'aws:CurrentTime': until } })
  cloud.moveClock(590)
  expect(await mayRead(alice)).toBe(true)
  cloud.moveClock(600)
  expect(await mayRead(alice)).toBe(false)
})
