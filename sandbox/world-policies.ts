import type { Account } from './aws/state'
import type { PolicyDocument } from './world-state'

const BUCKET_ACTIONS = ['s3:ListBucket', 's3:GetBucketLocation']
const READ_ACTIONS = ['s3:GetObject', 's3:GetObjectTagging']
const WRITE_ACTIONS = [...READ_ACTIONS, 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload']

function onBuckets(names: readonly string[], objectActions: readonly string[]): PolicyDocument {
  const arns = names.map((name) => `arn:aws:s3:::${name}`)
  return {
    Statement: [
      { Sid: 'Buckets', Effect: 'Allow', Action: BUCKET_ACTIONS, Resource: arns },
      { Sid: 'Objects', Effect: 'Allow', Action: objectActions, Resource: arns.map((arn) => `${arn}/*`) },
    ],
  }
}

export function readOf(...names: string[]): PolicyDocument {
  return onBuckets(names, READ_ACTIONS)
}

export function readWriteOf(...names: string[]): PolicyDocument {
  return onBuckets(names, WRITE_ACTIONS)
}

export function everything(): PolicyDocument {
  return { Statement: { Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' } }
}

export function readEverything(): PolicyDocument {
  return {
    Statement: {
      Sid: 'ReadEverything',
      Effect: 'Allow',
      Action: ['s3:Get*', 's3:List*', 'iam:Get*', 'iam:List*'],
      Resource: '*',
    },
  }
}

/** The bucket opens itself to one role, which has no policy of its own. */
export function bucketPolicyFor(owner: Account, roleName: string, bucket: string): PolicyDocument {
  const principal = { AWS: `arn:aws:iam::${owner.id}:role/daypass/${roleName}` }
  const arn = `arn:aws:s3:::${bucket}`
  return {
    Statement: [
      { Sid: 'Bucket', Effect: 'Allow', Principal: principal, Action: BUCKET_ACTIONS, Resource: arn },
      { Sid: 'Objects', Effect: 'Allow', Principal: principal, Action: WRITE_ACTIONS, Resource: `${arn}/*` },
    ],
  }
}
