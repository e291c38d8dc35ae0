import {
  DeleteSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Secret } from '../../kernel/secret'
import { DENIED, describe, refuses } from './case'
import type { ContractCase } from './case'
import { makeRole } from './resources'
import { done, look, put, readBy, ready, refusesForeign, targetFor } from './secrets'

const WRITING = { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' }

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
