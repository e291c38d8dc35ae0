import type { Credentials } from '@/sandbox/testing'
import { newId } from '../kernel/ids'
import type { Cloud } from '../ports/cloud'
import { openConsole } from '../sessions/index'
import { call } from './domain'
import type { useDomain } from './domain'

type Domain = ReturnType<typeof useDomain>

/** The credentials that AWS issued for a click so many seconds into the grant, kept on their way. */
export async function mint(
  domain: Domain,
  told: Parameters<Domain['form']>[0] = {},
  secondsIn = 0,
): Promise<Credentials> {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla], told)
  await domain.moveClock(secondsIn)
  const kept: Credentials[] = []
  const assumeRole: Cloud['assumeRole'] = async (input) => {
    const outcome = await domain.aws.assumeRole(input)
    if (outcome.status === 'issued') kept.push(outcome.credentials.reveal())
    return outcome
  }
  const clouds = { aws: { ...domain.aws, assumeRole } }
  await call(openConsole, { ...alice, clouds }, { sessionId: newId(), grantId })
  const [credentials] = kept
  if (credentials === undefined) throw new Error('nothing was issued')
  return credentials
}
