import { account, allow, allowTo, type Case, deny, roleArn, sessionArn, userArn } from './case'

const guide = 'Determining whether a request is allowed or denied within an account'
const everyone = { Principal: '*' }
const elsewhere = [allow({ Resource: 'arn:aws:s3:::other/*' })]

const denials: Case[] = [
  { guide, rule: 'by default all requests are implicitly denied', decision: 'implicit-deny' },
  { guide, rule: 'the root user has full access', caller: 'root', decision: 'allow' },
  {
    guide,
    rule: 'an explicit deny in the resource policy holds for the root user too',
    caller: 'root',
    resource: [deny(everyone)],
    decision: 'explicit-deny',
  },
  {
    guide,
    rule: 'an allow in an identity policy overrides the default',
    identity: [allow()],
    decision: 'allow',
  },
  {
    guide,
    rule: 'an explicit deny overrides an allow in the same policy',
    identity: [allow(), deny()],
    decision: 'explicit-deny',
  },
  {
    guide,
    rule: 'an explicit deny comes first whatever the order of statements',
    identity: [deny(), allow()],
    decision: 'explicit-deny',
  },
  {
    guide,
    rule: 'an explicit deny in the session policy overrides an allow of the resource policy',
    session: [allow(), deny()],
    resource: [allowTo(sessionArn)],
    decision: 'explicit-deny',
  },
  {
    guide,
    rule: 'an explicit deny in the resource policy overrides an allow of the identity policy',
    identity: [allow()],
    resource: [deny({ Principal: { AWS: roleArn } })],
    decision: 'explicit-deny',
  },
  {
    guide,
    rule: 'a deny that names the account denies its role sessions',
    identity: [allow()],
    resource: [deny({ Principal: { AWS: account } })],
    decision: 'explicit-deny',
  },
  {
    guide,
    rule: 'a deny that names another principal denies nothing to this one',
    identity: [allow()],
    resource: [deny({ Principal: { AWS: userArn } })],
    decision: 'allow',
  },
]

const sessions: Case[] = [
  {
    guide: 'Session policies',
    rule: 'what both the identity and the session policy allow is allowed',
    identity: [allow()],
    session: [allow()],
    decision: 'allow',
  },
  {
    guide: 'Session policies',
    rule: 'a session policy cannot grant what the identity policy does not',
    session: [allow()],
    decision: 'implicit-deny',
  },
  {
    guide: 'Session policies',
    rule: 'a session policy that does not allow narrows the identity policy',
    identity: [allow()],
    session: elsewhere,
    decision: 'implicit-deny',
  },
]

const resourcePolicies: Case[] = [
  {
    guide,
    rule: 'a resource policy that names the role ARN suffices without an identity policy',
    resource: [allowTo(roleArn)],
    decision: 'allow',
  },
  {
    guide,
    rule: 'a resource policy that names the role ARN is limited by an implicit deny in the session policy',
    session: elsewhere,
    resource: [allowTo(roleArn)],
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'a resource policy that names the role ARN and the session policy together allow',
    session: [allow()],
    resource: [allowTo(roleArn)],
    decision: 'allow',
  },
  {
    guide,
    rule: 'a resource policy that names the session ARN is not limited by the session policy',
    session: elsewhere,
    resource: [allowTo(sessionArn)],
    decision: 'allow',
  },
  {
    guide,
    rule: 'of several principals in a statement the one that grants most counts',
    session: elsewhere,
    resource: [allow({ Principal: { AWS: [sessionArn, roleArn, account] } })],
    decision: 'allow',
  },
  {
    guide,
    rule: 'a resource policy that names another session of the role grants nothing',
    resource: [allowTo(`${sessionArn}0`)],
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: "a resource policy that names a user ARN is not limited by the user's identity policies",
    caller: 'user',
    identity: elsewhere,
    resource: [allowTo(userArn)],
    decision: 'allow',
  },
  {
    guide: 'AWS account principals',
    rule: 'naming the account delegates to it, which is no grant to a role session',
    resource: [allowTo(`arn:aws:iam::${account}:root`)],
    decision: 'implicit-deny',
  },
  {
    guide: 'AWS account principals',
    rule: 'the twelve digits behave as the ARN of the account',
    caller: 'user',
    resource: [allowTo(account)],
    decision: 'implicit-deny',
  },
  {
    guide: 'AWS account principals',
    rule: 'the account that was named may allow by an identity policy',
    identity: [allow()],
    resource: [allowTo(account)],
    decision: 'allow',
  },
  {
    guide: 'AWS service principals',
    rule: 'a service that is named is not the caller',
    resource: [allow({ Principal: { Service: 'cloudtrail.amazonaws.com' } })],
    decision: 'implicit-deny',
  },
]

const allPrincipals: Case[] = [
  {
    guide: 'All principals',
    rule: 'for role principals within the account a wildcard needs no other permissions',
    resource: [allow(everyone)],
    decision: 'allow',
  },
  {
    guide: 'All principals',
    rule: 'a wildcard grant is not limited by the session policy',
    session: elsewhere,
    resource: [allow(everyone)],
    decision: 'allow',
  },
  {
    guide: 'All principals',
    rule: '"*" and {"AWS": "*"} are equivalent for anonymous users',
    caller: 'anonymous',
    resource: [allowTo('*')],
    decision: 'allow',
  },
  {
    guide: 'All principals',
    rule: 'anonymous users are denied what no resource policy allows to all',
    caller: 'anonymous',
    identity: [allow()],
    resource: [allowTo(account)],
    decision: 'implicit-deny',
  },
  {
    guide: 'IAM role principals',
    rule: 'a wildcard limited by aws:PrincipalArn grants to the role that was assumed',
    session: elsewhere,
    resource: [allow({ ...everyone, Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn } } })],
    decision: 'allow',
  },
  {
    guide: 'IAM role principals',
    rule: 'aws:PrincipalArn is the ARN of the role, not of the session',
    resource: [allow({ ...everyone, Condition: { ArnEquals: { 'aws:PrincipalArn': sessionArn } } })],
    decision: 'implicit-deny',
  },
  {
    guide: 'All principals',
    rule: 'a deny to all principals but one, by aws:PrincipalArn, denies the others',
    identity: [allow()],
    resource: [deny({ ...everyone, Condition: { ArnNotEquals: { 'aws:PrincipalArn': userArn } } })],
    decision: 'explicit-deny',
  },
]

export const withinAccount: Case[] = [...denials, ...sessions, ...resourcePolicies, ...allPrincipals]
