import { afterEach, expect, test, vi } from 'vitest'
import { relinquishGrant } from '../grants/index'
import type { Context } from '../identity/index'
import { newId } from '../kernel/ids'
import type { Cloud } from '../ports/cloud'
import { call, useDomain } from '../testing/domain'
import { openConsole } from './index'

const domain = useDomain()

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

async function grantOfAlice() {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  return { alice, grantId: await domain.grant(alice, [carla]) }
}

/** The call after AssumeRole is given up sooner than it would be. */
function giveUpSignInSoon(): void {
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  vi.spyOn(AbortSignal, 'timeout')
    .mockImplementationOnce(timeout)
    .mockImplementation(() => timeout(500))
}

/** A click that is refused after AWS has issued: the session is written down, and that nothing of it was handed over. */
async function clickIsWithheld(ctx: Context, grantId: string, aws: Cloud, code: string): Promise<void> {
  const sessionId = newId()
  const click = call(openConsole, { ...ctx, clouds: { aws } }, { sessionId, grantId })
  const refusal: unknown = await click.catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code })
  expect(await domain.database.session.findUniqueOrThrow({ where: { id: sessionId } })).toMatchObject({
    status: 'issued',
    accessKeyId: expect.any(String) as string,
    handedOverAt: null,
    failureCode: code,
    failureSentence: (refusal as Error).message,
  })
  const events = (await domain.events()).filter((event) => event.about.sessionId === sessionId)
  expect(events.map((event) => event.type)).toEqual([
    'session.intended',
    'session.issued',
    'session.withheld',
  ])
  expect(events.at(-1)?.data).toEqual({ code })
}

test('a grant that ended while AWS was asked hands nothing over (invariants 1, 3)', async () => {
  const { alice, grantId } = await grantOfAlice()
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    await call(relinquishGrant, alice, { grantId })
    return domain.aws.assumeRole(input)
  }
  await clickIsWithheld(alice, grantId, { ...domain.aws, assumeRole }, 'ERR_GRANT_NOT_LIVE')
  expect(domain.calls('getSigninToken')).toEqual([])
})

test('a grant that ended while the sign-in endpoint was asked hands nothing over (invariant 1)', async () => {
  const { alice, grantId } = await grantOfAlice()
  const consoleSignIn: Cloud['consoleSignIn'] = async (input) => {
    const outcome = await domain.aws.consoleSignIn(input)
    await call(relinquishGrant, alice, { grantId })
    return outcome
  }
  await clickIsWithheld(alice, grantId, { ...domain.aws, consoleSignIn }, 'ERR_GRANT_NOT_LIVE')
})

test.each([
  [
    'has signed out',
    'ERR_SIGN_IN_REQUIRED',
    (alice: Context) => domain.asOwner(`delete from sign_ins where id = '${alice.actor.signInId}'`),
  ],
  ['has lost the group', 'ERR_NOT_ELIGIBLE', () => domain.signIn('alice', { groups: ['guests'] })],
])('who %s while AWS was asked is handed nothing (invariant 10)', async (_, code, meanwhile) => {
  const { alice, grantId } = await grantOfAlice()
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    await meanwhile(alice)
    return domain.aws.assumeRole(input)
  }
  await clickIsWithheld(alice, grantId, { ...domain.aws, assumeRole }, code)
  expect(domain.calls('getSigninToken')).toEqual([])
})

test('a grant whose end came while AWS was asked hands nothing over (invariant 2)', async () => {
  const { alice, grantId } = await grantOfAlice()
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    const outcome = await domain.aws.assumeRole(input)
    await domain.moveClock(7200)
    return outcome
  }
  await clickIsWithheld(alice, grantId, { ...domain.aws, assumeRole }, 'ERR_GRANT_NOT_LIVE')
})

test('an entitlement that was withdrawn while AWS was asked hands nothing over (invariant 10)', async () => {
  const { alice, grantId } = await grantOfAlice()
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    const outcome = await domain.aws.assumeRole(input)
    await domain.offer({ reports: null })
    return outcome
  }
  await clickIsWithheld(alice, grantId, { ...domain.aws, assumeRole }, 'ERR_ENTITLEMENT_WITHDRAWN')
})

test.each(['throttle', 'error-500', 'timeout', 'rubbish', 'drop-after'] as const)(
  'when the sign-in endpoint answers with %s after AWS has issued, that is written down and said',
  async (fault) => {
    const { alice, grantId } = await grantOfAlice()
    domain.breakCloud('getSigninToken', fault)
    if (fault === 'timeout') giveUpSignInSoon()
    await clickIsWithheld(alice, grantId, domain.aws, 'ERR_SIGN_IN_ENDPOINT')
    vi.restoreAllMocks()
    const [session] = await domain.database.session.findMany()
    expect(session?.failureSentence).toContain('nobody holds its credentials')
    await call(openConsole, alice, { sessionId: newId(), grantId })
    expect(await domain.events('session.handed-over')).toHaveLength(1)
  },
)

test('who ends the grant while a session is made never ends with both: an address in hand and an end before it', async () => {
  const { alice } = await grantOfAlice()
  const carla = await domain.signIn('carla')
  for (let round = 0; round < 8; round++) {
    const grantId = await domain.grant(alice, [carla])
    const sessionId = newId()
    await Promise.allSettled([
      call(openConsole, alice, { sessionId, grantId }),
      call(relinquishGrant, alice, { grantId }),
    ])
    const grant = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
    const session = await domain.database.session.findUnique({ where: { id: sessionId } })
    expect(grant.status).toBe('ended')
    if (session !== null && session.handedOverAt !== null)
      expect(session.handedOverAt.getTime()).toBeLessThanOrEqual(grant.endedAt?.getTime() ?? 0)
  }
})
