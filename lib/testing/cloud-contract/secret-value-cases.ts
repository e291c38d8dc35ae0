import {
  DeleteSecretCommand,
  UntagResourceCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe } from './case'
import type { ContractCase } from './case'
import { makeForeignSecret } from './resources'
import { done, empty, labels, look, put, readBy, ready, targetFor } from './secrets'

export const secretValueCases: readonly ContractCase[] = [
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
    name: 'a version counts as labelled while any label leads to it',
    run: async (world) => {
      const target = await ready(world)
      const [first, second] = [randomUUID(), randomUUID()]
      await put(world, target, 'first', first)
      await put(world, target, 'second', second)
      const expectLabelled = async (versionId: string, expected: boolean) => {
        const outcome = await done(world, () => world.secretStore.isLabelled(target, versionId))
        assert.ok(outcome.status === 'done' && outcome.labelled === expected, describe(outcome))
      }
      await expectLabelled(first, false)
      await expectLabelled(second, true)
      await expectLabelled(randomUUID(), false)
      const label = { SecretId: target.name, VersionStage: 'AWSPREVIOUS', MoveToVersionId: first }
      await world.admin.secrets.send(new UpdateSecretVersionStageCommand(label))
      await expectLabelled(first, true)
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
]
