import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import assert from 'node:assert/strict'
import type { AssumeRoleInput } from '../../ports/cloud'
import { asking, DENIED, describe, issued, keysOf, refuses } from './case'
import type { ContractCase } from './case'
import { IN, onS3, OUT, reader, reading } from './reading'
import { EVERYTHING, makeBucket, makeRole, setBucketPolicy, trustOf } from './resources'
import type { World } from './world'

/** How far a clock here and the target's may be apart. */
const TOLERANCE_MS = 60_000

async function refusedOutcome(world: World, roleArn: string, told: Partial<AssumeRoleInput> = {}) {
  const outcome = await world.cloud.assumeRole(await asking(world, roleArn, told))
  assert.equal(outcome.status, 'failed', describe(outcome))
  assert.equal(outcome.code, 'ERR_STS_REFUSED', describe(outcome))
}

export const assumeRoleCases: readonly ContractCase[] = [
  {
    name: 'a session bears its name and ends when it was asked to',
    run: async (world) => {
      const { arn } = await makeRole(world, EVERYTHING)
      const roleSessionName = 'contract-session'
      const outcome = await issued(world, arn, { roleSessionName })
      const askedFor = (await world.target.now()).getTime() + 900_000
      assert.ok(Math.abs(outcome.expiresAt.getTime() - askedFor) < TOLERANCE_MS, 'it ends at another time')
      const { Arn = '' } = await world.settled(() =>
        world.as(outcome.credentials.reveal()).sts.send(new GetCallerIdentityCommand({})),
      )
      assert.ok(Arn.endsWith(`/${roleSessionName}`), Arn)
      assert.ok(outcome.assumedRoleId.endsWith(`:${roleSessionName}`), outcome.assumedRoleId)
    },
  },
  {
    name: 'a session reads what was approved and nothing else, whatever its role may do',
    run: async (world) => {
      const { bucket, role, approvedPolicy } = await reading(world)
      const { read, list, write } = reader(world, bucket, await keysOf(world, role.arn, { approvedPolicy }))
      await world.settled(() => read(IN))
      const { Contents = [] } = await list('2026/')
      assert.deepEqual(
        Contents.map(({ Key }) => Key),
        [IN],
      )
      await refuses(read(OUT), DENIED)
      await refuses(list(), DENIED)
      await refuses(list('2025/'), DENIED)
      await refuses(write(IN), DENIED)
    },
  },
  {
    name: 'a bucket policy that names everybody on condition of the role does not widen a session',
    run: async (world) => {
      const { bucket, role, approvedPolicy } = await reading(world)
      await setBucketPolicy(world, bucket, {
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `arn:${world.account.partition}:s3:::${bucket}/*`,
        Condition: { ArnEquals: { 'aws:PrincipalArn': role.arn } },
      })
      const { read } = reader(world, bucket, await keysOf(world, role.arn, { approvedPolicy }))
      await world.settled(() => read(IN))
      await refuses(read(OUT), DENIED)
    },
  },
  {
    name: 'a session tag is a tag of the principal in policies',
    run: async (world) => {
      const bucket = await makeBucket(world, [IN])
      const tagged = { StringEquals: { 'aws:PrincipalTag/daypass:grant': 'right' } }
      const { arn } = await makeRole(world, { ...onS3, Condition: tagged })
      const readWith = async (value: string) => {
        const tags = [{ key: 'daypass:grant', value, transitive: true }]
        return reader(world, bucket, await keysOf(world, arn, { tags })).read(IN)
      }
      await world.settled(() => readWith('right'))
      await refuses(readWith('wrong'), DENIED)
    },
  },
  {
    name: 'the source identity is set, and trust policies see it',
    run: async (world) => {
      const trust = trustOf(world, { StringEquals: { 'sts:SourceIdentity': 'contract-person' } })
      const { arn } = await makeRole(world, EVERYTHING, { trust })
      await issued(world, arn)
      await refusedOutcome(world, arn, { sourceIdentity: 'somebody-else' })
    },
  },
  {
    name: 'a role that asks for an external id is assumed with it alone',
    run: async (world) => {
      const trust = trustOf(world, { StringEquals: { 'sts:ExternalId': 'contract-id' } })
      const { arn } = await makeRole(world, EVERYTHING, { trust })
      await issued(world, arn, { externalId: 'contract-id' })
      await refusedOutcome(world, arn)
      await refusedOutcome(world, arn, { externalId: 'another-id' })
    },
  },
  {
    name: 'a role that does not trust Daypass is refused, and nothing is issued',
    run: async (world) => {
      const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }
      const { arn } = await makeRole(world, EVERYTHING, { trust })
      await refusedOutcome(world, arn)
    },
  },
  {
    name: 'a session longer than its role allows is refused, not cut',
    run: async (world) => {
      const { arn } = await makeRole(world, EVERYTHING, { maxSessionSeconds: 3600 })
      await issued(world, arn, { durationSeconds: 3600 })
      await refusedOutcome(world, arn, { durationSeconds: 3601 })
    },
  },
  {
    name: 'a session policy of more than 2,048 characters is refused',
    run: async (world) => {
      const { arn } = await makeRole(world, EVERYTHING)
      const Resource = Array.from({ length: 60 }, (_, index) => `arn:aws:s3:::contract-bucket-${index}/*`)
      const approvedPolicy = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource }],
      }
      assert.ok(world.cloud.policySize(approvedPolicy).characters > 2048)
      await refusedOutcome(world, arn, { approvedPolicy })
    },
  },
]
