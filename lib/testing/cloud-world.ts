import { adminArn, allow, HOME, TestCloud, trusting } from '@/sandbox/testing'
import type { Credentials } from '@/sandbox/testing'
import { bucketPolicyFor, everything, readOf, readWriteOf } from '@/sandbox/world-policies'
import { bucket } from '@/sandbox/world-state'
import { ACCOUNT_ID } from './catalog'

const CREATED = '2026-01-01T00:00:00Z'
const PORTAL_ARN = `arn:aws:iam::${HOME}:user/portal`
const TWELVE_HOURS = 43_200
const ONE_HOUR = 3_600

export type CloudWorld = { cloud: TestCloud; portal: Credentials }

/** A sandbox with what the test catalogue names, and the key of Daypass's own user, who may only assume. */
export async function startCloudWorld(): Promise<CloudWorld> {
  const cloud = await TestCloud.start()
  const assume = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']
  const portal = cloud.addUser('portal', allow(assume, 'arn:aws:iam::*:role/daypass/*'))
  const trust = trusting(PORTAL_ARN)
  // Rights of Reports come from the bucket's policy alone.
  cloud.addRole(ACCOUNT_ID, 'Reports', trust, readWriteOf('finance-ledger'), TWELVE_HOURS)
  cloud.addRole(ACCOUNT_ID, 'Payroll', trust, readOf('payroll'), ONE_HOUR)
  cloud.addRole(ACCOUNT_ID, 'Lake', withExternalId(trust, 'daypass-lake'), readOf('lake'), TWELVE_HOURS)
  cloud.addRole(ACCOUNT_ID, 'Operator', trust, everything(), TWELVE_HOURS)
  const writing = ['Create', 'Describe', 'Put', 'Restore', 'Update'].map((verb) => `secretsmanager:${verb}*`)
  cloud.addRole(ACCOUNT_ID, 'SecretWriter', trust, allow([...writing, 'secretsmanager:TagResource']))
  // A workload's: it may read any secret, as far as its own account's policies go.
  cloud.addRole(ACCOUNT_ID, 'Reader', trusting(adminArn(ACCOUNT_ID)), allow('secretsmanager:GetSecretValue'))
  addBuckets(cloud)
  return { cloud, portal }
}

function withExternalId(trust: ReturnType<typeof trusting>, externalId: string) {
  const Condition = { StringEquals: { 'sts:ExternalId': externalId } }
  return { Statement: { ...(trust.Statement as object), Condition } }
}

function addBuckets({ state }: TestCloud): void {
  const owner = state.accounts.get(ACCOUNT_ID)
  if (owner === undefined) throw new Error('the sandbox lacks the account')
  const region = 'eu-central-1'
  bucket(
    state,
    owner,
    {
      name: 'finance-reports',
      region,
      objects: { '2026/q1.csv': 'q1', '2025/q4.csv': 'q4', 'board/minutes.txt': 'secret' },
      policy: bucketPolicyFor(owner, 'Reports', 'finance-reports'),
    },
    CREATED,
  )
  for (const name of ['finance-ledger', 'payroll', 'lake'])
    bucket(state, owner, { name, region, objects: { 'file.txt': name } }, CREATED)
}
