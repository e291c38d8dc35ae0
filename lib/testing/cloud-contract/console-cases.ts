import assert from 'node:assert/strict'
import { Secret } from '../../kernel/secret'
import type { RoleCredentials, Scope } from '../../ports/cloud'
import { issued } from './case'
import type { ContractCase } from './case'
import { makeRole } from './resources'
import type { World } from './world'

const VIEWER = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }

/** What the adapter answers for these credentials. */
export function consoleSignIn(
  { account, cloud }: World,
  credentials: RoleCredentials,
  scope: Scope = { kind: 'whole-role' },
) {
  return cloud.consoleSignIn({ account, scope, credentials, issuer: 'https://daypass.example' })
}

/** That the credentials become an address, and that it leads on to the console. */
export async function signsIn(world: World, credentials: RoleCredentials): Promise<void> {
  const { signInUrl } = await world.settled(async () => {
    const signIn = await consoleSignIn(world, credentials)
    assert.ok(signIn.status === 'ready', signIn.status === 'failed' ? signIn.sentence : '')
    return signIn
  })
  const login = await fetch(signInUrl.reveal(), { redirect: 'manual' })
  await login.body?.cancel()
  assert.equal(login.status, 302, 'the address does not lead on to the console')
}

export const consoleCases: readonly ContractCase[] = [
  {
    name: 'a session’s credentials become an address that signs a browser in to the console',
    run: async (world) => {
      const { arn } = await makeRole(world, VIEWER)
      await signsIn(world, (await issued(world, arn)).credentials)
    },
  },
  {
    name: 'credentials that are not genuine get no sign-in token',
    run: async (world) => {
      const { arn } = await makeRole(world, VIEWER)
      const { credentials } = await issued(world, arn)
      const forged = new Secret({ ...credentials.reveal(), secretAccessKey: 'x'.repeat(40) })
      const signIn = await consoleSignIn(world, forged)
      assert.ok(signIn.status === 'failed' && signIn.code === 'ERR_SIGN_IN_ENDPOINT', signIn.status)
    },
  },
]
