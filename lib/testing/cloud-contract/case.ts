import assert from 'node:assert/strict'
import type { AssumeRoleInput, AssumeRoleOutcome } from '../../ports/cloud'
import type { Keys } from './clients'
import type { World } from './world'

/** One guarantee of the adapters, whatever stands behind them. `run` throws where it is not kept. */
export type ContractCase = { name: string; run: (world: World) => Promise<void> }

export const DENIED = /^AccessDenied/

type Issued = Extract<AssumeRoleOutcome, { status: 'issued' }>

/** What an adapter is asked with: a whole role for a quarter of an hour, if not told otherwise. */
export async function asking(
  world: World,
  roleArn: string,
  told: Partial<AssumeRoleInput> = {},
): Promise<AssumeRoleInput> {
  const { account, cloud, target } = world
  const askedAt = await target.now()
  return {
    account,
    roleArn,
    approvedPolicy: cloud.compileScope({ kind: 'whole-role' }, account, { canOutlive: false }),
    endsAt: new Date(askedAt.getTime() + 3_600_000),
    durationSeconds: 900,
    askedAt,
    sourceIdentity: 'contract-person',
    roleSessionName: world.name('s').slice(-40),
    tags: [{ key: 'daypass:grant', value: 'one', transitive: true }],
    ...told,
  }
}

/** Asks, and answers what was issued; anything else is a broken promise, told with the provider's own code. */
export async function issued(
  world: World,
  roleArn: string,
  told: Partial<AssumeRoleInput> = {},
): Promise<Issued> {
  return world.settled(async () => {
    const outcome = await world.cloud.assumeRole(await asking(world, roleArn, told))
    assert.equal(outcome.status, 'issued', describe(outcome))
    return outcome
  })
}

/** The keys of a new session. */
export async function keysOf(
  world: World,
  roleArn: string,
  told: Partial<AssumeRoleInput> = {},
): Promise<Keys> {
  return (await issued(world, roleArn, told)).credentials.reveal()
}

/** In words, without anything secret. */
export function describe(outcome: { status: string; sentence?: string; providerCode?: string }): string {
  return [outcome.status, outcome.providerCode, outcome.sentence].filter(Boolean).join(': ')
}

/** That AWS refuses, by one of these codes. */
export async function refuses(call: Promise<unknown>, codes: RegExp): Promise<void> {
  const name = await call.then(
    () => 'it was allowed',
    (error: unknown) => (error instanceof Error ? error.name : 'Unknown'),
  )
  assert.match(name, codes)
}
