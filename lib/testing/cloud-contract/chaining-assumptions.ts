import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import assert from 'node:assert/strict'
import { Secret } from '../../kernel/secret'
import { issued, refuses } from './case'
import type { ContractCase } from './case'
import { signsIn } from './console-cases'
import type { Clients, Keys } from './clients'
import { EVERYTHING, makeRole } from './resources'
import { NotProvable } from './target'
import type { World } from './world'

const TWO_HOURS = 7200

async function assumeBy({ sts }: Clients, RoleArn: string, DurationSeconds: number): Promise<Keys> {
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'contract', DurationSeconds })
  const {
    AccessKeyId = '',
    SecretAccessKey = '',
    SessionToken = '',
  } = (await sts.send(command)).Credentials ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

/** Clients of a role that may assume others. */
async function roleCaller(world: World): Promise<Clients> {
  const { arn } = await makeRole(world, EVERYTHING)
  return world.as(await world.settled(() => assumeBy(world.admin, arn, 900)))
}

export const EC2_DOES_NOT_CHAIN: ContractCase = {
  name: 'the role of an EC2 instance does not count as chaining: its sessions may pass an hour',
  run: async (world) => {
    if (!/:assumed-role\/[^/]+\/i-[\da-f]+$/.test(world.callerArn))
      throw new NotProvable('run it on an EC2 instance whose role administers the account')
    const { arn } = await makeRole(world, EVERYTHING, { maxSessionSeconds: TWO_HOURS })
    await issued(world, arn, { durationSeconds: TWO_HOURS })
  },
}

export const chainingAssumptions: readonly ContractCase[] = [
  EC2_DOES_NOT_CHAIN,
  {
    name: 'a session that a role’s session asks for may not pass an hour: it is refused, not cut',
    run: async (world) => {
      const { arn } = await makeRole(world, EVERYTHING, { maxSessionSeconds: TWO_HOURS })
      const caller = await roleCaller(world)
      await world.settled(() => assumeBy(caller, arn, 3600))
      await refuses(assumeBy(caller, arn, 3601), /^ValidationError/)
    },
  },
  {
    name: 'a role’s session that asked with DurationSeconds gets credentials that sign in to the console',
    run: async (world) => {
      const { arn } = await makeRole(world, EVERYTHING)
      const caller = await roleCaller(world)
      const keys = await world.settled(() => assumeBy(caller, arn, 900))
      assert.notEqual(keys.sessionToken, '')
      await signsIn(world, new Secret(keys))
    },
  },
]
