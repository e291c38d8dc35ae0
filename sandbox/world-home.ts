import { verifiedDomain } from './aws/ses/account'
import type { State } from './aws/state'
import type { Instance } from './imds/instance'
import { account, role, type PolicyDocument } from './world-state'

/** Daypass's own account. */
const HOME_ACCOUNT = '999900001111'
const HOME_REGION = 'eu-central-1'
const MAIL_DOMAIN = 'example.com'
const PORTAL_ROLE = 'portal'
const WORKER_ROLE = 'worker'

/** What portal and worker run on, each with the role of its name; and what a program of the finance account runs on. */
export const INSTANCES = {
  portal: { id: 'i-0d1a2b3c4d5e6f701', accountId: HOME_ACCOUNT, roleName: PORTAL_ROLE, region: HOME_REGION },
  worker: { id: 'i-0d1a2b3c4d5e6f702', accountId: HOME_ACCOUNT, roleName: WORKER_ROLE, region: HOME_REGION },
  program: {
    id: 'i-0d1a2b3c4d5e6f703',
    accountId: '111122223333',
    roleName: 'EC2Normal',
    region: HOME_REGION,
  },
} satisfies Record<string, Instance>

const SECRET_WRITER = 'SecretWriter'
const ASSUME_ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']

/** Making, filling, labelling and removing secrets; never reading what is in one. */
const SECRET_ACTIONS = [
  'CreateSecret',
  'DeleteResourcePolicy',
  'DeleteSecret',
  'DescribeSecret',
  'GetResourcePolicy',
  'ListSecretVersionIds',
  'PutResourcePolicy',
  'PutSecretValue',
  'RestoreSecret',
  'TagResource',
  'UntagResource',
  'UpdateSecret',
  'UpdateSecretVersionStage',
].map((action) => `secretsmanager:${action}`)

function homeRoleArn(name: string): string {
  return `arn:aws:iam::${HOME_ACCOUNT}:role/daypass/${name}`
}

/** How the roles of an account let Daypass in: those that people get, or the one that writes secrets. */
export function trustOf(kind: 'people' | 'secrets', externalId?: string): PolicyDocument {
  const names = kind === 'people' ? [PORTAL_ROLE, WORKER_ROLE] : [WORKER_ROLE]
  return {
    Statement: {
      Sid: 'Daypass',
      Effect: 'Allow',
      Principal: { AWS: names.map(homeRoleArn) },
      Action: ASSUME_ACTIONS,
      ...(externalId !== undefined && { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
    },
  }
}

function writeSecretsStatement(accountId: string) {
  const names = ['daypass/*', 'SensitiveS3*']
  return {
    Sid: 'WriteSecrets',
    Effect: 'Allow',
    Action: SECRET_ACTIONS,
    Resource: names.map((name) => `arn:aws:secretsmanager:*:${accountId}:secret:${name}`),
  }
}

/** The role of another account by which the worker writes that account's secrets. */
export function secretWriter(accountId: string, externalId?: string) {
  return {
    name: SECRET_WRITER,
    description: 'Writes the secrets that Daypass delivers',
    trust: trustOf('secrets', externalId),
    identity: { Statement: writeSecretsStatement(accountId) },
  }
}

const ASSUME = {
  Sid: 'AssumeDaypassRoles',
  Effect: 'Allow',
  Action: ASSUME_ACTIONS,
  Resource: 'arn:aws:iam::*:role/daypass/*',
}
const NEVER_WRITE_SECRETS = {
  Sid: 'LeaveSecretsToTheWorker',
  Effect: 'Deny',
  Action: 'sts:*',
  Resource: `arn:aws:iam::*:role/daypass/${SECRET_WRITER}`,
}
const SEND_MAIL = [
  {
    Sid: 'SendMail',
    Effect: 'Allow',
    Action: ['ses:SendRawEmail', 'ses:SendEmail'],
    Resource: `arn:aws:ses:${HOME_REGION}:${HOME_ACCOUNT}:identity/${MAIL_DOMAIN}`,
  },
  { Sid: 'AskForTheMailQuota', Effect: 'Allow', Action: 'ses:GetSendQuota', Resource: '*' },
]

/** The account of Daypass itself: two instance roles, and no key of anybody. */
export function home(state: State, createdAt: string): void {
  const owner = account(state, HOME_ACCOUNT, 'daypass-home')
  const roles = [
    { name: PORTAL_ROLE, description: "The portal's instance", statements: [ASSUME, NEVER_WRITE_SECRETS] },
    {
      name: WORKER_ROLE,
      description: "The worker's instance",
      statements: [ASSUME, writeSecretsStatement(HOME_ACCOUNT), ...SEND_MAIL],
    },
  ]
  const trust = {
    Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  }
  for (const { name, description, statements } of roles) {
    const identity = { Statement: statements }
    role(owner, { name, description, trust, maxSessionDurationSeconds: 3600, identity }, createdAt)
  }
  verifiedDomain(state, HOME_ACCOUNT, HOME_REGION, MAIL_DOMAIN)
}
