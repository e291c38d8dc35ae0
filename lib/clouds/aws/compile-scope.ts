import type { ApprovedPolicy, CloudAccount, S3Scope, Scope } from '../../ports/cloud'
import { ESCAPING_ACTIONS } from './escapes'

const LIST_ACTIONS = ['s3:ListBucket', 's3:GetBucketLocation'] as const
const READ_ACTIONS = ['s3:GetObject', 's3:GetObjectTagging'] as const
const WRITE_ACTIONS = ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'] as const

/**
 * A neutral scope as an IAM session policy, without the grant's end. Compiled twice over: as Allow, and as Deny of all
 * else, for a bucket policy that names the session or `*` is not narrowed by what a session policy fails to allow, only
 * by what it denies (IAM user guide, "Session policies"). Pure.
 */
export function compileScope(
  scope: Scope,
  account: CloudAccount,
  options: { canOutlive: boolean },
): ApprovedPolicy {
  if (scope.kind === 's3') return compileS3(scope, account)
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' }
  const escapes = { Effect: 'Deny', Action: [...ESCAPING_ACTIONS], Resource: '*' }
  return { Version: '2012-10-17', Statement: options.canOutlive ? [everything] : [everything, escapes] }
}

function compileS3(scope: S3Scope, account: CloudAccount): ApprovedPolicy {
  const bucket = `arn:${account.partition}:s3:::${scope.bucket}`
  const objects = `${bucket}/${scope.prefix}*`
  const objectActions = objectActionsOf(scope)
  const key = keyOf(scope)
  // Amazon S3 user guide, "Bucket policy examples": s3:prefix is what the call asked to list. StringNotLike also holds
  // where the call named no prefix, so listing the whole bucket is denied.
  const elsewhere = {
    Effect: 'Deny',
    Action: 's3:ListBucket',
    Resource: '*',
    Condition: { StringNotLike: { 's3:prefix': `${scope.prefix}*` } },
  }
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: [...LIST_ACTIONS], Resource: bucket },
      ...(objectActions.length === 0 ? [] : [{ Effect: 'Allow', Action: objectActions, Resource: objects }]),
      ...(key === undefined
        ? []
        : [
            {
              Effect: 'Allow',
              Action: key.actions,
              Resource: key.arn,
              Condition: { StringEquals: key.throughS3 },
            },
          ]),
      {
        Effect: 'Deny',
        NotAction: [...LIST_ACTIONS, ...objectActions, ...(key?.actions ?? [])],
        Resource: '*',
      },
      {
        Effect: 'Deny',
        Action: '*',
        NotResource: [
          bucket,
          ...(objectActions.length === 0 ? [] : [objects]),
          ...(key === undefined ? [] : [key.arn]),
        ],
      },
      ...(scope.prefix === '' ? [] : [elsewhere]),
      ...(key === undefined
        ? []
        : [
            { Effect: 'Deny', Action: 'kms:*', Resource: '*', Condition: { StringNotEquals: key.throughS3 } },
          ]),
    ],
  }
}

// AWS KMS developer guide, "kms:ViaService": holds the service that called KMS for the caller, and is missing (so that
// StringNotEquals holds) where the caller called KMS itself.
function keyOf({ kmsKey, level }: S3Scope) {
  if (kmsKey === undefined || level === 'list') return undefined
  const [, partition = 'aws', , region = ''] = kmsKey.split(':')
  const service = `s3.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`
  return {
    arn: kmsKey,
    actions: level === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
    throughS3: { 'kms:ViaService': service },
  }
}

function objectActionsOf(scope: S3Scope): string[] {
  if (scope.level === 'list') return []
  if (scope.level === 'read') return [...READ_ACTIONS]
  return [...READ_ACTIONS, ...WRITE_ACTIONS, ...(scope.delete ? ['s3:DeleteObject'] : [])]
}
