import { allow, allowTo, callers, type Case, deny, otherAccount } from './case'

const guide = 'Cross-account policy evaluation logic'
const caller = 'stranger'
const { arn: partnerSession, roleArn: partnerRole } = callers.stranger
const elsewhere = [allow({ Resource: 'arn:aws:s3:::other/*' })]

export const acrossAccounts: Case[] = [
  {
    guide,
    rule: 'the identity policy alone does not suffice',
    caller,
    identity: [allow()],
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'the resource policy alone does not suffice, even naming the role',
    caller,
    resource: [allowTo(partnerRole)],
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'the resource policy alone does not suffice, even naming the session',
    caller,
    resource: [allowTo(partnerSession)],
    decision: 'implicit-deny',
  },
  {
    guide: 'All principals',
    rule: 'principals in other accounts need identity permissions besides a wildcard',
    caller,
    resource: [allow({ Principal: '*' })],
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'both accounts allow: the resource policy names the role',
    caller,
    identity: [allow()],
    resource: [allowTo(partnerRole)],
    decision: 'allow',
  },
  {
    guide,
    rule: 'both accounts allow: the resource policy names the account',
    caller,
    identity: [allow()],
    resource: [allowTo(otherAccount)],
    decision: 'allow',
  },
  {
    guide,
    rule: 'both accounts allow: the resource policy names everyone',
    caller,
    identity: [allow()],
    resource: [allow({ Principal: '*' })],
    decision: 'allow',
  },
  {
    guide,
    rule: 'a session policy that does not allow limits the side of the caller',
    caller,
    identity: [allow()],
    session: elsewhere,
    resource: [allowTo(partnerSession)],
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'an explicit deny on either side is final',
    caller,
    identity: [allow(), deny()],
    resource: [allowTo(partnerRole)],
    decision: 'explicit-deny',
  },
]
