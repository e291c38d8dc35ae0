import fc from 'fast-check'
import { evaluate, parsePolicy, principalContext } from '@/sandbox/policy'
import type { Principal, Verdict } from '@/sandbox/policy'
import { policyAsSent } from '../clouds/aws/policy-as-sent'
import type { ApprovedPolicy } from '../ports/cloud'
import { awsAccount } from './random-scopes'

/**
 * One call that a session makes. `prefix` is `s3:prefix`, null where the call names none; `via` the service that makes
 * it for the session, which only KMS knows of.
 */
export type Call = { action: string; resource: string; prefix: string | null; via?: string | undefined }

/** What speaks for a call besides the session policy. */
export type World = { identity: boolean; bucketPolicy: object | null; bucketAccount: string }

export const endsAt = new Date('2026-05-03T14:00:00Z')
const roleArn = `arn:aws:iam::${awsAccount.accountId}:role/daypass/Reports`
const session: Principal = {
  kind: 'assumed-role',
  arn: `arn:aws:sts::${awsAccount.accountId}:assumed-role/Reports/alice-abc`,
  roleArn,
  accountId: awsAccount.accountId,
  userId: 'AROAREPORTS:alice-abc',
  tags: { 'daypass:grant': 'a' },
}

/** Every way in which a bucket's policy can name a session's caller. */
export const PRINCIPALS = {
  role: { AWS: roleArn },
  session: { AWS: session.arn },
  everyone: '*',
  'every AWS principal': { AWS: '*' },
  'account root': { AWS: `arn:aws:iam::${awsAccount.accountId}:root` },
} as const

/** Conditions that hold for the session. */
export const CONDITIONS: Readonly<Record<string, object>> = {
  none: {},
  'principal is the role': { ArnEquals: { 'aws:PrincipalArn': roleArn } },
  'user id is the role’s': { StringLike: { 'aws:userid': 'AROAREPORTS:*' } },
  'tag is there': { Null: { 'aws:PrincipalTag/daypass:grant': 'false' } },
}

/** A bucket policy that opens everything to the principal. */
export function openTo(principal: unknown, condition: object = {}): object {
  return { Effect: 'Allow', Principal: principal, Action: '*', Resource: '*', Condition: condition }
}

/** Identity policy of everything or none, and a bucket policy of any form or none, here or in another account. */
export const worlds: fc.Arbitrary<World> = fc.record({
  identity: fc.boolean(),
  bucketPolicy: fc.option(
    fc
      .tuple(
        fc.constantFrom(...Object.values(PRINCIPALS)),
        fc.constantFrom(...Object.values(CONDITIONS), { StringLike: { 's3:prefix': '*' } }),
      )
      .map(([principal, condition]) => openTo(principal, condition)),
  ),
  bucketAccount: fc.constantFrom(awsAccount.accountId, awsAccount.accountId, '999999999999'),
})

/** The verdict on a call by a session that carries this policy as it is sent. */
export function verdictOn(
  policy: ApprovedPolicy,
  call: Call,
  world: World,
  at: Date = new Date(endsAt.getTime() - 1000),
): Verdict {
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const everything = document({ Effect: 'Allow', Action: '*', Resource: '*' })
  const { bucketPolicy } = world
  return evaluate({
    action: call.action,
    resource: call.resource,
    resourceAccount: world.bucketAccount,
    principal: session,
    context: principalContext(session, at, {
      ...(call.prefix === null ? {} : { 's3:prefix': call.prefix }),
      ...(call.via === undefined ? {} : { 'kms:ViaService': call.via }),
    }),
    policies: {
      identity: world.identity ? [parsePolicy(everything, 'identity')] : [],
      session: parsePolicy(policyAsSent(policy, endsAt), 'session'),
      ...(bucketPolicy === null ? {} : { resource: parsePolicy(document(bucketPolicy), 'resource') }),
    },
  })
}

/** The world in which only the session policy can say no. */
export const allOpen: World = {
  identity: true,
  bucketPolicy: openTo('*'),
  bucketAccount: awsAccount.accountId,
}
