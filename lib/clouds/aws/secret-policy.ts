import type { SecretTarget } from '../../ports/secret-store'

/**
 * Who may read a secret: its reader, and nobody else of its account either, for whom an Allow elsewhere would be enough
 * (Secrets Manager user guide, "Resource-based policies"). `aws:PrincipalArn` of a role's session is the role.
 */
export function readersPolicy({ readerRoleArn }: SecretTarget): string {
  const reading = { Action: 'secretsmanager:GetSecretValue', Resource: '*' }
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Reader', Effect: 'Allow', Principal: { AWS: readerRoleArn }, ...reading },
      {
        Sid: 'NobodyElse',
        Effect: 'Deny',
        Principal: '*',
        ...reading,
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': readerRoleArn } },
      },
    ],
  })
}

/** Nobody at all: where a value cannot be overwritten for now. */
export function nobodysPolicy(): string {
  const nobody = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' }
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'Nobody', ...nobody }] })
}

const WRITING = [
  'CreateSecret',
  'DescribeSecret',
  'PutResourcePolicy',
  'PutSecretValue',
  'RestoreSecret',
  'TagResource',
  'UpdateSecretVersionStage',
]

/** What the writer role's session may do: fill this one secret, and not read it. AWS adds six characters to its ARN. */
export function writersPolicy({ account, name }: SecretTarget): string {
  const arn = `arn:${account.partition}:secretsmanager:${account.region}:${account.accountId}:secret:${name}`
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: WRITING.map((operation) => `secretsmanager:${operation}`),
      Resource: [arn, `${arn}-??????`],
    },
  })
}
