import type { AccessKey, Account, State } from './aws/state'
import { bucketObjects } from './world-objects'
import { bucketPolicyFor, everything, readEverything, readOf, readWriteOf } from './world-policies'
import { account, bucket, role, user, type PolicyDocument } from './world-state'

const HOME_ACCOUNT = '999900001111'
const PORTAL_USER = 'daypass-portal'
export const DATA_LAKE_EXTERNAL_ID = 'daypass-data-lake'

const CREATED = '2026-01-05T09:00:00Z'
const TWELVE_HOURS = 43200
const ONE_HOUR = 3600

/** The portal's own identity may assume, tag and name; it has no other right anywhere. */
function home(state: State): void {
  const owner = account(state, HOME_ACCOUNT, 'daypass-home')
  const identity = {
    Statement: {
      Sid: 'AssumeDaypassRoles',
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
      Resource: 'arn:aws:iam::*:role/daypass/*',
    },
  }
  user(owner, PORTAL_USER, identity, CREATED)
}

function trust(externalId?: string): PolicyDocument {
  const statement = {
    Sid: 'DaypassPortal',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${HOME_ACCOUNT}:user/${PORTAL_USER}` },
  }
  return {
    Statement: {
      ...statement,
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
      ...(externalId !== undefined && { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
    },
  }
}

interface Access {
  name: string
  description: string
  identity?: PolicyDocument
  longestSeconds?: number
}

function addRoles(owner: Account, trustPolicy: PolicyDocument, roles: readonly Access[]): void {
  for (const { name, description, identity, longestSeconds = TWELVE_HOURS } of roles) {
    const maxSessionDurationSeconds = longestSeconds
    role(owner, { name, description, trust: trustPolicy, maxSessionDurationSeconds, identity }, CREATED)
  }
}

function addBucket(
  state: State,
  owner: Account,
  region: string,
  name: string,
  policy?: PolicyDocument,
): void {
  bucket(state, owner, { name, region, objects: bucketObjects(name), ...(policy && { policy }) }, CREATED)
}

function finance(state: State): void {
  const owner = account(state, '111122223333', 'finance-prod')
  const region = 'eu-central-1'
  addRoles(owner, trust(), [
    { name: 'SensitiveS3Access', description: 'Rights come from the policy of finance-reports' },
    { name: 'FinanceLedger', description: 'The general ledger', identity: readWriteOf('finance-ledger') },
    {
      name: 'PayrollRead',
      description: 'Rights come from the policy of payroll-archive',
      longestSeconds: ONE_HOUR,
    },
  ])
  addBucket(
    state,
    owner,
    region,
    'finance-reports',
    bucketPolicyFor(owner, 'SensitiveS3Access', 'finance-reports'),
  )
  addBucket(state, owner, region, 'finance-ledger')
  addBucket(state, owner, region, 'payroll-archive', bucketPolicyFor(owner, 'PayrollRead', 'payroll-archive'))
}

function dataLake(state: State): void {
  const owner = account(state, '444455556666', 'data-lake')
  addRoles(owner, trust(DATA_LAKE_EXTERNAL_ID), [
    {
      name: 'DataLakeRead',
      description: 'Read the lake',
      identity: readOf('datalake-raw', 'datalake-curated'),
    },
    {
      name: 'DataLakeWrite',
      description: 'Load the lake',
      identity: readWriteOf('datalake-raw', 'datalake-curated'),
    },
    {
      name: 'PartnerExchange',
      description: 'Exchange with partners',
      identity: readWriteOf('partner-exchange'),
    },
  ])
  for (const name of ['datalake-raw', 'datalake-curated', 'partner-exchange']) {
    addBucket(state, owner, 'eu-west-1', name)
  }
}

function platform(state: State): void {
  const owner = account(state, '777788889999', 'platform')
  addRoles(owner, trust(), [
    { name: 'PlatformOperator', description: 'Everything', identity: everything(), longestSeconds: ONE_HOUR },
    {
      name: 'SupportReadOnly',
      description: 'Read what support needs',
      identity: readOf('support-uploads', 'platform-artifacts'),
    },
    { name: 'ArtifactPublisher', description: 'Publish builds', identity: readWriteOf('platform-artifacts') },
    { name: 'IncidentResponder', description: 'Read everything in an incident', identity: readEverything() },
  ])
  for (const name of ['support-uploads', 'platform-artifacts']) addBucket(state, owner, 'us-east-1', name)
}

/** Builds the demo's accounts, roles and buckets into a state that has none. */
export function demoWorld(state: State): void {
  home(state)
  finance(state)
  dataLake(state)
  platform(state)
}

/** The portal's access key; absent in a state without the demo's world. */
export function portalKey(state: State): AccessKey | undefined {
  return state.accounts.get(HOME_ACCOUNT)?.users.get(PORTAL_USER)?.accessKeys[0]
}
