import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { afterEach, expect, test } from 'vitest'
import { failure } from '@/sandbox/testing'
import { useDomain } from '../testing/domain'
import { mint } from '../testing/mint'

const domain = useDomain()

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

const REPORTS = 'finance-reports'
const ALLOWED = new GetObjectCommand({ Bucket: REPORTS, Key: '2026/q1.csv' })

test('the credentials read what was approved and nothing beside it, though the bucket’s own policy would let them', async () => {
  const client = domain.cloud.s3(await mint(domain))
  const answer = await client.send(ALLOWED)
  expect(await answer.Body?.transformToString()).toBe('q1')
  expect(await failure(client.send(new ListObjectsV2Command({ Bucket: REPORTS, Prefix: '2026/' })))).toBe(
    'succeeded',
  )
  const refused = [
    () => client.send(new GetObjectCommand({ Bucket: REPORTS, Key: '2025/q4.csv' })),
    () => client.send(new GetObjectCommand({ Bucket: REPORTS, Key: 'board/minutes.txt' })),
    () => client.send(new GetObjectCommand({ Bucket: 'finance-ledger', Key: 'file.txt' })),
    () => client.send(new ListObjectsV2Command({ Bucket: REPORTS })),
    () => client.send(new ListObjectsV2Command({ Bucket: REPORTS, Prefix: 'board/' })),
    () => client.send(new ListBucketsCommand({})),
    () => client.send(new PutObjectCommand({ Bucket: REPORTS, Key: '2026/new.csv', Body: 'x' })),
    () => client.send(new DeleteObjectCommand({ Bucket: REPORTS, Key: '2026/q1.csv' })),
  ]
  for (const send of refused) expect(await failure(send())).toMatch(/^AccessDenied: /)
})

test('read-write writes, and deletes nothing without its own tick', async () => {
  const scope = { kind: 's3', bucket: REPORTS, prefix: '2026/', level: 'read-write', delete: false }
  const client = domain.cloud.s3(await mint(domain, { scope }))
  expect(
    await failure(client.send(new PutObjectCommand({ Bucket: REPORTS, Key: '2026/new.csv', Body: 'x' }))),
  ).toBe('succeeded')
  expect(
    await failure(client.send(new DeleteObjectCommand({ Bucket: REPORTS, Key: '2026/new.csv' }))),
  ).toMatch(/^AccessDenied: /)
})

test('from the second of the grant’s end they are refused, though they would live longer (invariant 2)', async () => {
  const credentials = await mint(domain, { durationMinutes: 60 }, 50 * 60)
  const client = domain.cloud.s3(credentials)
  const [session] = [...domain.cloud.state.sessions.values()]
  const { endsAt } = await domain.database.grant.findFirstOrThrow()
  expect(new Date(session?.expiresAt ?? '').getTime()).toBeGreaterThan(endsAt.getTime())
  await domain.moveClock(60 * 60 - 120)
  expect(await failure(client.send(ALLOWED))).toBe('succeeded')
  await domain.moveClock(60 * 60)
  expect(await failure(client.send(ALLOWED))).toMatch(/^AccessDenied: /)
  await domain.moveClock(66 * 60)
  expect(await failure(client.send(ALLOWED))).toMatch(/^ExpiredToken: /)
})

test('a whole role’s session does what the role may, but leaves nothing behind (invariant 2)', async () => {
  const credentials = await mint(domain, { entitlementId: 'operator' })
  const s3 = domain.cloud.s3(credentials)
  expect(await failure(s3.send(new GetObjectCommand({ Bucket: 'finance-ledger', Key: 'file.txt' })))).toBe(
    'succeeded',
  )
  const again = new AssumeRoleCommand({
    RoleArn: 'arn:aws:iam::222222222222:role/daypass/Operator',
    RoleSessionName: 'escape',
  })
  expect(await failure(domain.cloud.sts(credentials).send(again))).toMatch(/^AccessDenied: /)
  await domain.moveClock(2 * 3600)
  expect(await failure(s3.send(new GetObjectCommand({ Bucket: 'finance-ledger', Key: 'file.txt' })))).toMatch(
    /^(AccessDenied|ExpiredToken): /,
  )
})

test('the watch for secrets at rest sees one that is there', async () => {
  const { secretAccessKey } = await mint(domain)
  await domain.asOwner(`update sessions set failure_sentence = $1`, [`found: ${secretAccessKey}`])
  expect(await domain.tablesWithSecrets()).toEqual(['public.sessions'])
  await domain.asOwner(`update sessions set failure_sentence = null`)
})
