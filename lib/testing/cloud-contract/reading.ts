import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Keys } from './clients'
import { makeBucket, makeRole } from './resources'
import type { World } from './world'

export const IN = '2026/in.txt'
export const OUT = '2025/out.txt'
/** From the question to the grant's end: long enough to look before it, on a slow day too. */
export const UNTIL_END_SECONDS = 60

export const onS3 = { Effect: 'Allow', Action: 's3:*', Resource: '*' }

/** A bucket, a role that may do everything in S3, and what is approved: to read under `2026/`. */
export async function reading(world: World) {
  const bucket = await makeBucket(world, [IN, OUT])
  const role = await makeRole(world, onS3)
  const scope = { kind: 's3', bucket, prefix: '2026/', level: 'read', delete: false } as const
  const approvedPolicy = world.cloud.compileScope(scope, world.account, { canOutlive: false })
  return { bucket, role, approvedPolicy }
}

export function reader(world: World, bucket: string, keys: Keys) {
  const { s3 } = world.as(keys)
  return {
    read: (Key: string) => s3.send(new GetObjectCommand({ Bucket: bucket, Key })),
    list: (Prefix?: string) => s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix })),
    write: (Key: string) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x' })),
  }
}
