import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Secret } from '../../kernel/secret'
import type { SecretStore, SecretTarget } from '../../ports/secret-store'
import { describe } from './case'
import { makeForeignSecret, makeRole, secretName } from './resources'
import type { World } from './world'

const READING = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }

export async function targetFor(world: World, name = secretName(world)): Promise<SecretTarget> {
  const { arn: readerRoleArn } = await makeRole(world, READING)
  return {
    account: world.account,
    name,
    readerRoleArn,
    writerRoleArn: undefined,
    externalId: undefined,
    madeBy: { portalUrl: 'https://daypass.example', entitlementId: 'contract' },
    arn: undefined,
  }
}

/** That a call to the store succeeded. On AWS a role that was just made may not be known to the secret's policy yet. */
export async function done<Outcome extends { status: string }>(
  world: World,
  call: () => Promise<Outcome>,
): Promise<Outcome> {
  return world.settled(async () => {
    const outcome = await call()
    assert.ok(outcome.status === 'done' || outcome.status === 'ready', describe(outcome))
    return outcome
  })
}

export async function ready(world: World, name?: string): Promise<SecretTarget> {
  const target = await targetFor(world, name)
  await done(world, () => world.secretStore.prepare(target))
  return target
}

export const put = (world: World, target: SecretTarget, value: string, versionId: string) =>
  done(world, () => world.secretStore.put(target, new Secret(value), versionId))

export async function empty(world: World, target: SecretTarget): Promise<string> {
  const outcome = await done(world, () => world.secretStore.empty(target, 'ended', randomUUID()))
  return outcome.status === 'done' ? outcome.how : outcome.status
}

/** As the secret's reader. */
export async function readBy(
  world: World,
  { name, readerRoleArn }: SecretTarget,
): Promise<string | undefined> {
  const { Credentials } = await world.settled(() =>
    world.admin.sts.send(new AssumeRoleCommand({ RoleArn: readerRoleArn, RoleSessionName: 'reader' })),
  )
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
  const { SecretString } = await world.settled(() =>
    world.as(keys).secrets.send(new GetSecretValueCommand({ SecretId: name })),
  )
  return SecretString
}

export const look = ({ admin }: World, SecretId: string) =>
  admin.secrets.send(new DescribeSecretCommand({ SecretId }))

/** The labels of all versions, by version. */
export async function labels(world: World, { name }: SecretTarget) {
  return (await look(world, name)).VersionIdsToStages ?? {}
}

export async function refusesForeign(
  world: World,
  call: (store: SecretStore, target: SecretTarget) => Promise<object>,
) {
  const name = await makeForeignSecret(world)
  const outcome = await call(world.secretStore, await targetFor(world, name))
  assert.ok('code' in outcome && outcome.code === 'ERR_SECRET_FOREIGN', JSON.stringify(outcome))
  const { SecretString } = await world.admin.secrets.send(new GetSecretValueCommand({ SecretId: name }))
  assert.equal(SecretString, 'theirs')
  assert.deepEqual((await look(world, name)).Tags ?? [], [])
}
