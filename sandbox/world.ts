import type { Account, State } from './aws/state'
import { bucketObjects } from './world-objects'
import { financeKey, ledgerAccess, programRole } from './world-finance-access'
import { home, secretWriter, trustOf } from './world-home'
import { bucketPolicyFor, everything, readEverything, readOf, readWriteOf } from './world-policies'
import { account, bucket, role, type BucketFields, type PolicyDocument } from './world-state'

export const DATA_LAKE_EXTERNAL_ID = 'daypass-data-lake'

const CREATED = '2026-01-05T09:00:00Z'
const TWELVE_HOURS = 43200
const ONE_HOUR = 3600

interface Access {
  name: string
  description: string
  identity?: PolicyDocument
  longestSeconds?: number
}

/** The roles that people get, and the one by which the worker writes the account's secrets. */
function addRoles(owner: Account, roles: readonly Access[], externalId?: string): void {
  const trust = trustOf('people', externalId)
  for (const { name, description, identity, longestSeconds = TWELVE_HOURS } of roles) {
    role(owner, { name, description, trust, maxSessionDurationSeconds: longestSeconds, identity }, CREATED)
  }
  const writer = { ...secretWriter(owner.id, externalId), maxSessionDurationSeconds: ONE_HOUR }
  role(owner, writer, CREATED)
}

function addBucket(
  state: State,
  owner: Account,
  region: string,
  name: string,
  more: Pick<BucketFields, 'policy' | 'encryption'> = {},
): void {
  bucket(state, owner, { name, region, objects: bucketObjects(name), ...more }, CREATED)
}

function finance(state: State): void {
  const owner = account(state, '111122223333', 'finance-prod')
  const region = 'eu-central-1'
  addRoles(owner, [
    { name: 'SensitiveS3Access', description: 'Rights come from the policy of finance-reports' },
    {
      name: 'FinanceLedger',
      description: 'The general ledger',
      identity: ledgerAccess('finance-ledger', owner, region),
    },
    {
      name: 'PayrollRead',
      description: 'Rights come from the policy of payroll-archive',
      longestSeconds: ONE_HOUR,
    },
    {
      name: 'PayrollCorrections',
      description: 'Corrections of payroll runs',
      identity: readWriteOf('payroll-corrections'),
    },
  ])
  programRole(owner, 'EC2Normal', CREATED)
  addBucket(state, owner, region, 'finance-reports', {
    policy: bucketPolicyFor(owner, 'SensitiveS3Access', 'finance-reports'),
  })
  addBucket(state, owner, region, 'finance-ledger', {
    encryption: financeKey(state, owner, region, CREATED),
  })
  addBucket(state, owner, region, 'payroll-archive', {
    policy: bucketPolicyFor(owner, 'PayrollRead', 'payroll-archive'),
  })
  addBucket(state, owner, region, 'payroll-corrections')
}

function dataLake(state: State): void {
  const owner = account(state, '444455556666', 'data-lake')
  const roles = [
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
  ]
  addRoles(owner, roles, DATA_LAKE_EXTERNAL_ID)
  programRole(owner, 'BackfillJob', CREATED)
  for (const name of ['datalake-raw', 'datalake-curated', 'partner-exchange']) {
    addBucket(state, owner, 'eu-west-1', name)
  }
}

function platform(state: State): void {
  const owner = account(state, '777788889999', 'platform')
  addRoles(owner, [
    { name: 'PlatformOperator', description: 'Everything', identity: everything(), longestSeconds: ONE_HOUR },
    {
      name: 'SupportReadOnly',
      description: 'Read what support needs',
      identity: readOf('support-uploads', 'platform-artifacts'),
    },
    { name: 'ArtifactPublisher', description: 'Publish builds', identity: readWriteOf('platform-artifacts') },
    { name: 'IncidentResponder', description: 'Read everything in an incident', identity: readEverything() },
    {
      name: 'IncidentResponse',
      description: 'Repair buckets in an incident',
      identity: readWriteOf('support-uploads', 'platform-artifacts'),
    },
  ])
  for (const name of ['support-uploads', 'platform-artifacts']) addBucket(state, owner, 'us-east-1', name)
}

/** Builds the demo's accounts, roles and buckets into a state that has none. */
export function demoWorld(state: State): void {
  home(state, CREATED)
  finance(state)
  dataLake(state)
  platform(state)
}
