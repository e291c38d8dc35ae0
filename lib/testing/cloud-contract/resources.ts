import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager'
import type { World } from './world'

type Statement = Readonly<Record<string, unknown>>

export const EVERYTHING: Statement = { Effect: 'Allow', Action: '*', Resource: '*' }

function policyOf(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

/** Lets whoever in the account may assume do so, tag and name. */
export function trustOf({ account }: World, condition?: Statement): Statement {
  return {
    Effect: 'Allow',
    Principal: { AWS: `arn:${account.partition}:iam::${account.accountId}:root` },
    Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    ...(condition && { Condition: condition }),
  }
}

export type MadeRole = { name: string; arn: string }

/** A role under `/daypass-prove/` with these rights; removed with the world. */
export async function makeRole(
  world: World,
  rights: Statement,
  told: { trust?: Statement; maxSessionSeconds?: number } = {},
): Promise<MadeRole> {
  const { iam } = world.admin
  const name = world.name('role')
  world.willMake(`role ${name}`, () => removeRole(world, name))
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      Path: '/daypass-prove/',
      AssumeRolePolicyDocument: policyOf(told.trust ?? trustOf(world)),
      MaxSessionDuration: told.maxSessionSeconds ?? 3600,
    }),
  )
  await putRights(world, name, 'rights', rights)
  return { name, arn: Role?.Arn ?? '' }
}

/** Adds an inline policy to a role. */
export async function putRights({ admin }: World, role: string, name: string, rights: Statement) {
  const PolicyDocument = policyOf(rights)
  await admin.iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument }))
}

async function removeRole({ admin: { iam } }: World, RoleName: string): Promise<void> {
  await bearing('NoSuchEntity', async () => {
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }))
    for (const PolicyName of PolicyNames)
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }))
    await iam.send(new DeleteRoleCommand({ RoleName }))
  })
}

/** A bucket with these objects, each holding its own key; removed with the world. */
export async function makeBucket(world: World, keys: readonly string[]): Promise<string> {
  const { region } = world.account
  const Bucket = world.name('bucket')
  world.willMake(`bucket ${Bucket}`, () => removeBucket(world, Bucket))
  await world.admin.s3.send(
    new CreateBucketCommand({
      Bucket,
      ...(region === 'us-east-1'
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
    }),
  )
  for (const Key of keys) await world.admin.s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
  return Bucket
}

export async function setBucketPolicy({ admin }: World, Bucket: string, ...statements: Statement[]) {
  await admin.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policyOf(...statements) }))
}

async function removeBucket({ admin: { s3 } }: World, Bucket: string): Promise<void> {
  await bearing('NoSuchBucket', async () => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }))
    for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }))
    await s3.send(new DeleteBucketCommand({ Bucket }))
  })
}

/** A name for a secret, which is removed with the world whoever makes it. */
export function secretName(world: World): string {
  const name = world.name('secret')
  world.willMake(`secret ${name}`, () =>
    bearing('ResourceNotFoundException', () =>
      world.admin.secrets.send(new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true })),
    ),
  )
  return name
}

/** A secret that somebody else made. */
export async function makeForeignSecret(world: World): Promise<string> {
  const Name = secretName(world)
  await world.admin.secrets.send(new CreateSecretCommand({ Name, SecretString: 'theirs' }))
  return Name
}

async function bearing(code: string, remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove()
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith(code)) throw error
  }
}
