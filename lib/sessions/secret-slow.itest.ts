import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import type { FaultKind } from '@/sandbox/aws/faults'
import { createSecretStore } from '../clouds/aws/secret-store'
import { relinquishGrant } from '../grants/index'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { secretOf } from '../testing/secret'
import { deliverSecretAgain } from './index'

// AWS keeps a call waiting, before or after it did what was asked, and the worker lives on.

const domain = useDomain()
const { hold, reader, read, stages } = secretOf(domain)
/** How often one call is sent. */
const ATTEMPTS = 3
type Held = Extract<FaultKind, 'timeout' | 'hold-after'>

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

async function grantOfAlice() {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla], { durationMinutes: 120, deliveries: ['secret'] })
  return { alice, grantId }
}

/** Does the jobs that are due, as a worker whose patience is short, yet enough for calls that are answered. */
function workImpatiently(): Promise<void> {
  const { endpoint } = domain.cloud
  const addresses = { stsEndpoint: endpoint, secretsEndpoint: endpoint }
  const secretStore = createSecretStore({ ...addresses, requestTimeoutMs: 1500 })
  return domain.work({ ...domain.delivery, secretStore })
}

/** Has AWS hold all attempts of a call: the one after so many others of its operation. */
function holdCall(operation: string, kind: Held, after = 0): void {
  let seen = 0
  const { faults } = domain.cloud.cloud.sandbox
  const take = vi.spyOn(faults, 'take').mockImplementation((called) => {
    if (called !== operation) return null
    seen += 1
    return seen > after && seen <= after + ATTEMPTS ? kind : null
  })
  onTestFinished(() => {
    take.mockRestore()
  })
}

function sessions(grantId: string) {
  return domain.database.session.findMany({ where: { grantId }, orderBy: { intendedAt: 'asc' } })
}

async function expectFilledWhenAskedAgain({ alice, grantId }: Awaited<ReturnType<typeof grantOfAlice>>) {
  await domain.moveClock(601)
  await call(deliverSecretAgain, alice, { grantId, sessionId: newId() })
  await domain.work()
  const latest = (await sessions(grantId)).at(-1)
  expect(await hold(grantId)).toMatchObject({ status: 'delivered', failureCode: null, sessionId: latest?.id })
  expect((await read(await reader())).sessionId).toBe(latest?.accessKeyId)
  expect(await stages()).toEqual(['AWSCURRENT'])
}

test.each<[string, Held]>([
  ['DescribeSecret', 'timeout'],
  ['CreateSecret', 'timeout'],
  ['PutResourcePolicy', 'hold-after'],
])(
  'no session is minted while %s is never answered (%s); the job ends all the same, and asked again it is filled',
  async (operation, kind) => {
    const granted = await grantOfAlice()
    holdCall(operation, kind)
    await workImpatiently()
    expect(await hold(granted.grantId)).toMatchObject({ status: 'failed', failureCode: 'ERR_SECRET_UNKNOWN' })
    expect(await sessions(granted.grantId)).toEqual([])
    expect(await domain.events('secret.failed')).toMatchObject([{ data: { code: 'ERR_SECRET_UNKNOWN' } }])
    await expectFilledWhenAskedAgain(granted)
  },
)

test('no session is minted while the writer role is not assumed in time', async () => {
  const granted = await grantOfAlice()
  domain.breakCloud('AssumeRole', 'timeout')
  await workImpatiently()
  const { status, failureCode, failureSentence } = await hold(granted.grantId)
  expect({ status, failureCode }).toEqual({ status: 'failed', failureCode: 'ERR_STS_UNKNOWN' })
  expect(failureSentence).toMatch(/^The role that writes secrets could not be assumed/)
  expect(await sessions(granted.grantId)).toEqual([])
  await expectFilledWhenAskedAgain(granted)
})

// Of DescribeSecret, one is sent before the secret is made and one before the put.
test.each<[string, Held, number, string]>([
  ['PutSecretValue', 'timeout', 0, 'nothing'],
  ['PutSecretValue', 'hold-after', 0, 'ended'],
  ['DescribeSecret', 'timeout', 2, 'ended'],
])(
  'when %s is never answered at the put (%s), its session stays in sight, and what landed is taken out',
  async (operation, kind, after, found) => {
    const granted = await grantOfAlice()
    holdCall(operation, kind, after)
    await workImpatiently()
    const [session, ...more] = await sessions(granted.grantId)
    expect(more).toEqual([])
    expect(session).toMatchObject({
      status: 'issued',
      failureCode: 'ERR_SECRET_UNKNOWN',
      handedOverAt: expect.any(Date) as Date,
    })
    expect(await hold(granted.grantId)).toMatchObject({ status: 'failed', failureCode: 'ERR_SECRET_UNKNOWN' })
    const value = await read(await reader()).catch(() => ({ status: 'nothing' }))
    expect(value.status).toBe(found)
    expect(JSON.stringify(value)).not.toContain(session?.accessKeyId)
    expect(await domain.events('secret.delivered')).toEqual([])
    await expectFilledWhenAskedAgain(granted)
  },
)

test('emptying that is never answered is tried again, and the page says so meanwhile (invariant 2)', async () => {
  const { alice, grantId } = await grantOfAlice()
  await domain.work()
  await call(relinquishGrant, alice, { grantId })
  holdCall('PutSecretValue', 'timeout')
  await workImpatiently()
  expect(await hold(grantId)).toMatchObject({ status: 'delivered', failureCode: 'ERR_SECRET_UNKNOWN' })
  expect(await domain.events('secret.not-emptied')).toHaveLength(1)
  await domain.hurryJobs()
  await domain.work()
  expect(await hold(grantId)).toMatchObject({ status: 'emptied', failureCode: null })
  expect(await read(await reader())).toMatchObject({ status: 'ended' })
  expect(await stages()).toEqual(['AWSCURRENT'])
})
