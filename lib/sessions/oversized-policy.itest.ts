import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { adminArn, allow, HOME, trusting } from '@/sandbox/testing'
import { newId } from '../kernel/ids'
import { ACCOUNT_ID } from '../testing/catalog'
import { call, useDomain } from '../testing/domain'
import { secretOf } from '../testing/secret'
import { issueTerminalCredentials } from './index'

// AWS packs a session's policy together with its tags, those that Daypass's own identity hands on included. Only AWS can
// say what that comes to, so it is at the issue that a policy of a fair length proves too large.

const domain = useDomain()
const { hold, stages } = secretOf(domain)
const REFUSED = { code: 'ERR_STS_REFUSED', message: expect.stringContaining('too large together') as string }

beforeEach(async () => {
  const { cloud } = domain
  const own = cloud.addRole(HOME, 'Own', trusting(adminArn()), allow('sts:*'))
  for (const name of ['reports', 'secretwriter']) {
    const role = cloud.state.accounts.get(ACCOUNT_ID)?.roles.get(name)
    if (role === undefined) throw new Error(`the role ${name} is missing`)
    role.trustPolicy = JSON.stringify({ Version: '2012-10-17', ...trusting(own) })
  }
  const Tags = Array.from({ length: 6 }, (_, index) => ({ Key: `team-${index}`, Value: noise(index) }))
  const more = { Tags, TransitiveTagKeys: Tags.map(({ Key }) => Key) }
  const identity = await cloud.assume(cloud.admin(), own, more)
  vi.stubEnv('AWS_ACCESS_KEY_ID', identity.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', identity.secretAccessKey)
  vi.stubEnv('AWS_SESSION_TOKEN', identity.sessionToken)
})
afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

/** 256 characters that do not pack well. */
function noise(seed: number): string {
  const digest = (text: string) => createHash('sha512').update(text).digest('hex')
  return digest(`${seed}`) + digest(`x${seed}`)
}

async function grantOfAlice(delivery: 'secret' | 'terminal') {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  return {
    alice,
    grantId: await domain.grant(alice, [carla], { durationMinutes: 60, deliveries: [delivery] }),
  }
}

async function expectOneFailedSession(grantId: string): Promise<void> {
  const rows = await domain.database.session.findMany({ where: { grantId } })
  expect(rows).toMatchObject([
    { status: 'failed', failureCode: REFUSED.code, failureSentence: REFUSED.message, accessKeyId: null },
  ])
  expect(await domain.events('session.failed')).toMatchObject([
    { about: { grantId }, data: { code: REFUSED.code, providerCode: 'PackedPolicyTooLargeException' } },
  ])
  expect([...domain.cloud.state.sessions.values()].filter(({ roleName }) => roleName === 'Reports')).toEqual(
    [],
  )
}

test('a policy that AWS finds too large is refused in words at a terminal, and no session exists', async () => {
  const { alice, grantId } = await grantOfAlice('terminal')
  const asked = call(issueTerminalCredentials, alice, { grantId, sessionId: newId() })
  await expect(asked).rejects.toMatchObject(REFUSED)
  await expectOneFailedSession(grantId)
})

test('a policy that AWS finds too large leaves the secret without a value, and its page says why', async () => {
  const { grantId } = await grantOfAlice('secret')
  await domain.work()
  expect(await hold(grantId)).toMatchObject({
    status: 'failed',
    failureCode: REFUSED.code,
    failureSentence: REFUSED.message,
    sessionId: null,
  })
  await expectOneFailedSession(grantId)
  expect(await stages()).toEqual([])
})
