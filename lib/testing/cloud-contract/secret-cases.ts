import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-secrets-manager'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Secret } from '../../kernel/secret'
import type { SecretStore, SecretTarget } from '../../ports/secret-store'
import { DENIED, describe, refuses } from './case'
import type { ContractCase } from './case'
import { makeForeignSecret, makeRole, secretName } from './resources'
import type { World } from './world'

const READING = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }
const WRITING = { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' }

async function targetFor(world: World, name = secretName(world)): Promise<SecretTarget> {
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
async function done<Outcome extends { status: string }>(
  world: World,
  call: () => Promise<Outcome>,
): Promise<Outcome> {
  return world.settled(async () => {
    const outcome = await call()
    assert.ok(outcome.status === 'done' || outcome.status === 'ready', describe(outcome))
    return outcome
  })
}

async function ready(world: World, name?: string): Promise<SecretTarget> {
  const target = await targetFor(world, name)
  await done(world, () => world.secretStore.prepare(target))
  return target
}

const put = (world: World, target: SecretTarget, value: string, versionId: string) =>
  done(world, () => world.secretStore.put(target, new Secret(value), versionId))

async function empty(world: World, target: SecretTarget): Promise<string> {
  const outcome = await done(world, () => world.secretStore.empty(target, 'ended', randomUUID()))
  return outcome.status === 'done' ? outcome.how : outcome.status
}

/** As the secret's reader. */
async function readBy(world: World, { name, readerRoleArn }: SecretTarget): Promise<string | undefined> {
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

const look = ({ admin }: World, SecretId: string) =>
  admin.secrets.send(new DescribeSecretCommand({ SecretId }))

/** The labels of all versions, by version. */
async function labels(world: World, { name }: SecretTarget) {
  return (await look(world, name)).VersionIdsToStages ?? {}
}

async function refusesForeign(
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

export const secretCases: readonly ContractCase[] = [
  {
    name: 'a secret that is missing is made, tagged, with its policy and without a value',
    run: async (world) => {
      const target = await ready(world)
      const { Tags, VersionIdsToStages = {} } = await look(world, target.name)
      assert.deepEqual(
        new Map((Tags ?? []).map(({ Key, Value }) => [Key, Value])),
        new Map([
          ['daypass:portal', 'https://daypass.example'],
          ['daypass:entitlement', 'contract'],
        ]),
      )
      assert.deepEqual(VersionIdsToStages, {})
      const policy = await world.admin.secrets.send(new GetResourcePolicyCommand({ SecretId: target.name }))
      assert.match(policy.ResourcePolicy ?? '', /"Deny"/)
    },
  },
  {
    name: 'the one reader reads a secret, and no administrator of its account does',
    run: async (world) => {
      const target = await ready(world)
      await put(world, target, 'value', randomUUID())
      assert.equal(await readBy(world, target), 'value')
      const asAdmin = world.admin.secrets.send(new GetSecretValueCommand({ SecretId: target.name }))
      await refuses(asAdmin, DENIED)
    },
  },
  {
    name: 'preparing again changes nothing',
    run: async (world) => {
      const target = await ready(world)
      const before = await look(world, target.name)
      await done(world, () => world.secretStore.prepare(target))
      const after = await look(world, target.name)
      assert.deepEqual([after.ARN, after.Tags], [before.ARN, before.Tags])
    },
  },
  {
    name: 'a secret that somebody else made is not prepared',
    run: (world) => refusesForeign(world, (store, target) => store.prepare(target)),
  },
  {
    name: 'a secret that somebody else made is not filled',
    run: (world) =>
      refusesForeign(world, (store, target) => store.put(target, new Secret('ours'), randomUUID())),
  },
  {
    name: 'a secret of Daypass’s that is to be deleted is restored',
    run: async (world) => {
      const target = await ready(world)
      const { name } = target
      await world.admin.secrets.send(new DeleteSecretCommand({ SecretId: name, RecoveryWindowInDays: 7 }))
      await done(world, () => world.secretStore.prepare(target))
      assert.equal((await look(world, name)).DeletedDate, undefined)
      await put(world, target, 'value', randomUUID())
    },
  },
  {
    name: 'the same version put twice is one version',
    run: async (world) => {
      const target = await ready(world)
      const versionId = randomUUID()
      await put(world, target, 'value', versionId)
      await put(world, target, 'value', versionId)
      assert.deepEqual(await labels(world, target), { [versionId]: ['AWSCURRENT'] })
    },
  },
  {
    name: 'after a put no label leads to an older value',
    run: async (world) => {
      const target = await ready(world)
      await put(world, target, 'first', randomUUID())
      const versionId = randomUUID()
      await put(world, target, 'second', versionId)
      const labelled = Object.entries(await labels(world, target)).filter(([, names]) => names.length > 0)
      assert.deepEqual(labelled, [[versionId, ['AWSCURRENT']]])
    },
  },
  {
    name: 'an emptied secret says that it is over',
    run: async (world) => {
      const target = await ready(world)
      await put(world, target, 'value', randomUUID())
      assert.equal(await empty(world, target), 'emptied')
      assert.equal(await readBy(world, target), 'ended')
      assert.deepEqual(Object.values(await labels(world, target)).flat(), ['AWSCURRENT'])
    },
  },
  {
    name: 'a secret that was filled is emptied by its ARN, also when somebody took its tags',
    run: async (world) => {
      const target = await ready(world)
      await put(world, target, 'value', randomUUID())
      const { ARN } = await look(world, target.name)
      const TagKeys = ['daypass:portal', 'daypass:entitlement']
      await world.admin.secrets.send(new UntagResourceCommand({ SecretId: target.name, TagKeys }))
      assert.equal(await empty(world, target), 'foreign')
      assert.equal(await empty(world, { ...target, arn: ARN }), 'emptied')
      assert.equal(await readBy(world, target), 'ended')
    },
  },
  {
    name: 'the version that was put last is the current one',
    run: async (world) => {
      const target = await ready(world)
      const [first, second] = [randomUUID(), randomUUID()]
      await put(world, target, 'first', first)
      await put(world, target, 'second', second)
      for (const [versionId, expected] of [
        [first, false],
        [second, true],
        [randomUUID(), false],
      ] as const) {
        const outcome = await done(world, () => world.secretStore.isCurrent(target, versionId))
        assert.ok(outcome.status === 'done' && outcome.current === expected, describe(outcome))
      }
    },
  },
  {
    name: 'emptying bears a secret that is missing, is to be deleted, or is somebody else’s',
    run: async (world) => {
      assert.equal(await empty(world, await targetFor(world)), 'missing')
      const ours = await ready(world)
      await world.admin.secrets.send(
        new DeleteSecretCommand({ SecretId: ours.name, RecoveryWindowInDays: 7 }),
      )
      assert.equal(await empty(world, ours), 'deleted')
      const theirs = await targetFor(world, await makeForeignSecret(world))
      assert.equal(await empty(world, theirs), 'foreign')
    },
  },
  {
    name: 'the writer role fills a secret; one that may not be assumed is a refusal',
    run: async (world) => {
      const target = await targetFor(world)
      const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }
      const { arn: closed } = await makeRole(world, WRITING, { trust })
      const outcome = await world.secretStore.prepare({ ...target, writerRoleArn: closed })
      assert.ok(outcome.status === 'failed' && outcome.code === 'ERR_STS_REFUSED', describe(outcome))
      const { arn: writerRoleArn } = await makeRole(world, WRITING)
      await done(world, () => world.secretStore.prepare({ ...target, writerRoleArn }))
      await put(world, { ...target, writerRoleArn }, 'value', randomUUID())
    },
  },
]
