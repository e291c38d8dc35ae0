import type { AssumeRoleCommand, AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts'
import { describe, expect, test } from 'vitest'
import type { AssumeRoleInput } from '../../ports/cloud'
import { awsAccount } from '../../testing/random-scopes'
import { assumeRole } from './assume-role'
import { compileScope } from './compile-scope'
import { policyAsSent } from './policy-as-sent'

const input: AssumeRoleInput = {
  account: awsAccount,
  roleArn: 'arn:aws:iam::111122223333:role/daypass/Reports',
  approvedPolicy: compileScope({ kind: 'whole-role' }, awsAccount, { canOutlive: false }),
  endsAt: new Date('2026-05-03T14:00:00Z'),
  durationSeconds: 3600,
  askedAt: new Date('2026-05-03T12:00:00Z'),
  sourceIdentity: 'alice-abcdefghij23',
  roleSessionName: 'alice-abcdefghij23-x',
  tags: [
    { key: 'daypass:grant', value: 'g', transitive: true },
    { key: 'daypass:request', value: 'r', transitive: false },
  ],
}
const credentials = {
  AccessKeyId: 'ASIAEXAMPLE',
  SecretAccessKey: 'wJalrXUtnFEMI',
  SessionToken: 'IQoJb3JpZ2luX2Vj',
  Expiration: new Date('2026-05-03T13:00:00Z'),
}
const answer = {
  Credentials: credentials,
  AssumedRoleUser: { AssumedRoleId: 'AROAEXAMPLE:alice-abcdefghij23-x', Arn: 'arn' },
  SourceIdentity: input.sourceIdentity,
  PackedPolicySize: 42,
}

/** Calls with an STS that answers so, and tells what it was asked. */
async function call(given: unknown, asked = input) {
  const sent: AssumeRoleCommandInput[] = []
  const client = {
    send: (command: AssumeRoleCommand) => {
      sent.push(command.input)
      return given instanceof Error ? Promise.reject(given) : Promise.resolve(given)
    },
  } as unknown as STSClient
  return { outcome: await assumeRole(client, asked), sent }
}

test('STS is asked once, for exactly what was approved (invariants 3 and 4)', async () => {
  const { sent, outcome } = await call(answer)
  expect(sent).toEqual([
    {
      RoleArn: input.roleArn,
      RoleSessionName: input.roleSessionName,
      SourceIdentity: input.sourceIdentity,
      DurationSeconds: 3600,
      Policy: policyAsSent(input.approvedPolicy, input.endsAt),
      Tags: [
        { Key: 'daypass:grant', Value: 'g' },
        { Key: 'daypass:request', Value: 'r' },
      ],
      TransitiveTagKeys: ['daypass:grant'],
    },
  ])
  expect(outcome).toMatchObject({
    status: 'issued',
    accessKeyId: 'ASIAEXAMPLE',
    assumedRoleId: 'AROAEXAMPLE:alice-abcdefghij23-x',
    expiresAt: credentials.Expiration,
    packedPolicyPercent: 42,
  })
})

test('an external id is sent where the account wants one', async () => {
  const { sent } = await call(answer, { ...input, externalId: 'daypass-lake' })
  expect(sent[0]?.ExternalId).toBe('daypass-lake')
})

test('the outcome shows no secret, however it is printed (invariant 8)', async () => {
  const { outcome } = await call(answer)
  expect(JSON.stringify(outcome)).not.toMatch(/wJalrXUtnFEMI|IQoJb3JpZ2luX2Vj/)
})

describe('an answer that is not what was asked for hands nothing over, and a session may exist (invariant 3)', () => {
  test.each<[string, object]>([
    ['no credentials', { Credentials: undefined }],
    ['no key id', { Credentials: { ...credentials, AccessKeyId: '' } }],
    ['no secret key', { Credentials: { ...credentials, SecretAccessKey: undefined } }],
    ['no token', { Credentials: { ...credentials, SessionToken: undefined } }],
    ['no expiry', { Credentials: { ...credentials, Expiration: undefined } }],
    ['an expiry that is no time', { Credentials: { ...credentials, Expiration: new Date('x') } }],
    [
      'an expiry later than asked for',
      { Credentials: { ...credentials, Expiration: new Date('2026-05-03T13:01:01Z') } },
    ],
    ['no name', { AssumedRoleUser: undefined }],
    ['another session’s name', { AssumedRoleUser: { AssumedRoleId: 'AROAEXAMPLE:bob', Arn: 'arn' } }],
    [
      'a name that only ends alike',
      { AssumedRoleUser: { AssumedRoleId: 'AROAEXAMPLE:malice-abcdefghij23-x', Arn: 'arn' } },
    ],
    ['no source identity', { SourceIdentity: undefined }],
    ['another source identity', { SourceIdentity: 'bob-abcdefghij23' }],
  ])('%s', async (_what, change) => {
    const { outcome } = await call({ ...answer, ...change })
    expect(outcome).toMatchObject({ status: 'unknown', code: 'ERR_STS_ANSWER' })
    expect(outcome).not.toHaveProperty('credentials')
  })
})

test('whatever goes wrong is an outcome, and it is not tried again', async () => {
  const { outcome, sent } = await call(Object.assign(new Error('slow'), { name: 'TimeoutError' }))
  expect(outcome).toMatchObject({ status: 'unknown', code: 'ERR_STS_UNKNOWN' })
  expect(sent).toHaveLength(1)
})
