import type { ContextValues } from '../index'
import { account, callers, type Case, otherAccount, roleArn, type StatementText, userArn } from './case'

/** A hand-written decision on `kms:Decrypt` with the account's key. What is left out: the session calls, without policies. */
export interface KeyCase {
  guide: string
  rule: string
  allowed: boolean
  caller?: Case['caller']
  key: StatementText[]
  identity?: StatementText[]
  session?: StatementText[]
  keys?: ContextValues
}

const guide = 'Key policies in AWS KMS'
const may: StatementText = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }
const to = (principal: string, changes: StatementText = {}): StatementText => ({
  ...may,
  Principal: { AWS: principal },
  ...changes,
})
const delegated = to(`arn:aws:iam::${account}:root`)
const viaS3 = { Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } } }

export const keyCases: KeyCase[] = [
  {
    guide,
    rule: 'identity policies count for nothing when the key policy does not name the account',
    key: [to(userArn)],
    identity: [may],
    allowed: false,
  },
  {
    guide,
    rule: 'a key policy that names the account leaves it to the identity policies',
    key: [delegated],
    identity: [may],
    allowed: true,
  },
  {
    guide,
    rule: 'naming the account gives nothing to who has no identity policy',
    key: [delegated],
    allowed: false,
  },
  {
    guide,
    rule: 'a key policy that names the user suffices',
    caller: 'user',
    key: [to(userArn)],
    allowed: true,
  },
  {
    guide,
    rule: 'a key policy that names the role suffices',
    key: [to(roleArn)],
    allowed: true,
  },
  {
    guide,
    rule: 'what the role gets from the key policy is narrowed by the session policy',
    key: [to(roleArn)],
    session: [{ ...may, Action: 'kms:Encrypt' }],
    allowed: false,
  },
  {
    guide,
    rule: 'what the account gets from the key policy is narrowed by the session policy',
    key: [delegated],
    identity: [may],
    session: [{ ...may, Action: 'kms:Encrypt' }],
    allowed: false,
  },
  {
    guide,
    rule: 'an explicit deny in the session policy is final',
    key: [to('*')],
    session: [may, { ...may, Effect: 'Deny' }],
    allowed: false,
  },
  {
    guide,
    rule: 'not even the root user has a right that the key policy does not give',
    caller: 'root',
    key: [to(userArn)],
    allowed: false,
  },
  {
    guide,
    rule: 'the root user has the rights that the key policy gives to the account',
    caller: 'root',
    key: [delegated],
    allowed: true,
  },
  {
    guide,
    rule: 'a condition of an identity policy on the service that calls holds',
    key: [delegated],
    identity: [{ ...may, ...viaS3 }],
    keys: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
    allowed: true,
  },
  {
    guide,
    rule: "a condition on the service that calls does not hold for a call of one's own",
    key: [delegated],
    identity: [{ ...may, ...viaS3 }],
    allowed: false,
  },
  {
    guide: 'Allowing users in other accounts to use a KMS key',
    rule: 'across accounts the key policy alone does not suffice',
    caller: 'stranger',
    key: [to(otherAccount)],
    allowed: false,
  },
  {
    guide: 'Allowing users in other accounts to use a KMS key',
    rule: 'across accounts not even naming the caller suffices',
    caller: 'stranger',
    key: [to(callers.stranger.arn), to(callers.stranger.roleArn), to('*')],
    allowed: false,
  },
  {
    guide: 'Allowing users in other accounts to use a KMS key',
    rule: 'across accounts key policy and identity policy together allow',
    caller: 'stranger',
    key: [to(otherAccount)],
    identity: [may],
    allowed: true,
  },
  {
    guide,
    rule: 'nobody anonymous uses a key, whatever its policy says',
    caller: 'anonymous',
    key: [to('*')],
    allowed: false,
  },
]
