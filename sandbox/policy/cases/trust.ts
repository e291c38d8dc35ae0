import type { ContextValues, TrustRequest } from '../index'
import { account, callers, otherAccount, type StatementText, userArn } from './case'

/** A hand-written decision on assuming `roleArn`. What is left out: the user asks, without any policy of its own. */
export interface TrustCase {
  guide: string
  rule: string
  allowed: boolean
  action?: TrustRequest['action']
  caller?: keyof typeof callers
  trust: StatementText[]
  identity?: StatementText[]
  session?: StatementText[]
  keys?: ContextValues
}

const guide = 'IAM role trust policies'
const three = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']
const role = (owner: string) => `arn:aws:iam::${owner}:role/daypass/Target`

function trusts(principal: string, changes: StatementText = {}): StatementText {
  return { Effect: 'Allow', Principal: { AWS: principal }, Action: three, ...changes }
}

function may(action: string | string[], owner = account): StatementText {
  return { Effect: 'Allow', Action: action, Resource: role(owner) }
}

const external = { Condition: { StringEquals: { 'sts:ExternalId': 'daypass' } } }

const tagKeys = (keys: string[]): TrustCase => ({
  guide: 'Pass session tags in AWS STS',
  rule: `only the tag keys that the trust policy lists may be set: ${keys.join(', ')}`,
  action: 'sts:TagSession',
  trust: [
    trusts(userArn, { Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['grant', 'env'] } } }),
  ],
  identity: [may('sts:TagSession')],
  keys: { 'aws:TagKeys': keys },
  allowed: !keys.includes('other'),
})
const tags = [tagKeys(['grant', 'env']), tagKeys(['grant', 'other'])]

const within: TrustCase[] = [
  {
    guide,
    rule: 'within the account a trust policy that names the user suffices',
    trust: [trusts(userArn)],
    allowed: true,
  },
  {
    guide,
    rule: 'a trust policy must allow explicitly: an identity policy alone does not suffice',
    trust: [trusts(callers.session.roleArn)],
    identity: [may(three)],
    allowed: false,
  },
  {
    guide,
    rule: 'naming the account leaves it to the identity policies, and there is none',
    trust: [trusts(account)],
    allowed: false,
  },
  {
    guide,
    rule: 'naming the account leaves it to the identity policies, and one allows',
    trust: [trusts(`arn:aws:iam::${account}:root`)],
    identity: [may('sts:AssumeRole')],
    allowed: true,
  },
  {
    guide,
    rule: 'an explicit deny in the identity policy is final',
    trust: [trusts(userArn)],
    identity: [{ ...may('sts:*'), Effect: 'Deny' }],
    allowed: false,
  },
  {
    guide,
    rule: 'an explicit deny in the trust policy is final',
    trust: [trusts(userArn), trusts('*', { Effect: 'Deny' })],
    identity: [may(three)],
    allowed: false,
  },
  {
    guide,
    rule: 'a trust policy that names a role is limited by the session policy of the caller',
    caller: 'session',
    trust: [trusts(callers.session.roleArn)],
    session: [may('s3:*')],
    allowed: false,
  },
  {
    guide,
    rule: 'the root user cannot assume a role',
    caller: 'root',
    trust: [trusts(account)],
    identity: [may(three)],
    allowed: false,
  },
  {
    guide,
    rule: 'an anonymous caller cannot assume a role that trusts everyone',
    caller: 'anonymous',
    trust: [trusts('*')],
    allowed: false,
  },
]

const across: TrustCase[] = [
  {
    guide,
    rule: 'across accounts the trust policy alone does not suffice',
    caller: 'stranger',
    trust: [trusts(callers.stranger.roleArn)],
    allowed: false,
  },
  {
    guide,
    rule: 'across accounts both sides allow',
    caller: 'stranger',
    trust: [trusts(callers.stranger.roleArn)],
    identity: [may(three)],
    allowed: true,
  },
  {
    guide,
    rule: 'across accounts the trust policy may name the account',
    caller: 'stranger',
    trust: [trusts(otherAccount)],
    identity: [may(three)],
    allowed: true,
  },
  {
    guide,
    rule: 'across accounts the session policy of the caller narrows it',
    caller: 'stranger',
    trust: [trusts(otherAccount)],
    identity: [may(three)],
    session: [may('s3:*')],
    allowed: false,
  },
  {
    guide,
    rule: 'permission for one role is none for another',
    trust: [trusts(account)],
    identity: [may(three, otherAccount)],
    allowed: false,
  },
]

const permissionOnly: TrustCase[] = [
  {
    guide: 'Permissions required to add session tags',
    rule: 'both sides allow sts:TagSession',
    action: 'sts:TagSession',
    trust: [trusts(userArn)],
    identity: [may(three)],
    allowed: true,
  },
  {
    guide: 'Permissions required to add session tags',
    rule: 'sts:TagSession is missing in the trust policy',
    action: 'sts:TagSession',
    trust: [trusts(userArn, { Action: 'sts:AssumeRole' })],
    identity: [may(three)],
    allowed: false,
  },
  {
    guide: 'Permissions required to add session tags',
    rule: 'sts:TagSession is missing in the policy of the caller',
    action: 'sts:TagSession',
    trust: [trusts(userArn)],
    identity: [may('sts:AssumeRole')],
    allowed: false,
  },
  {
    guide: 'Permissions required to set source identity',
    rule: 'both sides allow sts:SetSourceIdentity',
    action: 'sts:SetSourceIdentity',
    trust: [trusts(userArn)],
    identity: [may(three)],
    allowed: true,
  },
  {
    guide: 'Permissions required to set source identity',
    rule: 'sts:SetSourceIdentity is missing in the trust policy',
    action: 'sts:SetSourceIdentity',
    trust: [trusts(userArn, { Action: three.slice(0, 2) })],
    identity: [may(three)],
    allowed: false,
  },
  {
    guide: 'Permissions required to set source identity',
    rule: 'sts:SetSourceIdentity is missing in the policy of the caller',
    action: 'sts:SetSourceIdentity',
    trust: [trusts(userArn)],
    identity: [may(three.slice(0, 2))],
    allowed: false,
  },
]

const keys: TrustCase[] = [
  {
    guide: 'How to use an external ID',
    rule: 'the external id that is demanded is given',
    trust: [trusts(userArn, external)],
    keys: { 'sts:ExternalId': 'daypass' },
    allowed: true,
  },
  {
    guide: 'How to use an external ID',
    rule: 'another external id is given',
    trust: [trusts(userArn, external)],
    keys: { 'sts:ExternalId': 'Daypass' },
    allowed: false,
  },
  {
    guide: 'How to use an external ID',
    rule: 'no external id is given',
    trust: [trusts(userArn, external)],
    allowed: false,
  },
  {
    guide: 'sts:RoleSessionName',
    rule: 'the name of the session can be demanded',
    trust: [trusts(userArn, { Condition: { StringLike: { 'sts:RoleSessionName': '${aws:username}-*' } } })],
    keys: { 'sts:RoleSessionName': 'ada-7' },
    allowed: true,
  },
  {
    guide: 'sts:SourceIdentity',
    rule: 'the source identity can be demanded',
    trust: [trusts(userArn, { Condition: { StringEquals: { 'sts:SourceIdentity': 'ada' } } })],
    keys: { 'sts:SourceIdentity': 'bob' },
    allowed: false,
  },
  {
    guide: 'aws:RequestTag',
    rule: 'a session tag can be demanded',
    trust: [trusts(userArn, { Condition: { StringLike: { 'aws:RequestTag/grant': '?*' } } })],
    keys: { 'aws:RequestTag/Grant': 'g1' },
    allowed: true,
  },
]

export const trustCases: TrustCase[] = [...within, ...across, ...permissionOnly, ...keys, ...tags]
