import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, OTHER, TestCloud, trusting } from '../../testing'

let cloud: TestCloud
let client: s3.S3Client
let other: s3.S3Client

beforeAll(async () => {
  cloud = await TestCloud.start()
  client = cloud.s3(cloud.admin())
  other = cloud.s3(cloud.admin(OTHER))
})
afterAll(() => cloud.close())

function create(Bucket: string, region?: string, by = client) {
  const LocationConstraint = region as s3.BucketLocationConstraint | undefined
  const input = { Bucket, ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }) }
  return by.send(new s3.CreateBucketCommand(input))
}

function putPolicy(Bucket: string, statement: object, by = client) {
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statement })
  return by.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }))
}

async function bucketWithObject(Bucket: string, Key = 'k') {
  await create(Bucket)
  await client.send(new s3.PutObjectCommand({ Bucket, Key, Body: 'text' }))
}

const read = (by: s3.S3Client, Bucket: string, Key = 'k') =>
  failure(by.send(new s3.GetObjectCommand({ Bucket, Key })))

test('a bucket says its region, us-east-1 as nothing', async () => {
  await create('in-frankfurt', 'eu-central-1')
  await create('in-virginia', undefined, cloud.s3(cloud.admin(), 'us-east-1'))
  const location = async (Bucket: string) =>
    (await client.send(new s3.GetBucketLocationCommand({ Bucket }))).LocationConstraint
  expect(await location('in-frankfurt')).toBe('eu-central-1')
  expect(await location('in-virginia')).toBeFalsy()
  const head = await client.send(new s3.HeadBucketCommand({ Bucket: 'in-frankfurt' }))
  expect(head.BucketRegion).toBe('eu-central-1')
})

test('only the own buckets of an account are listed', async () => {
  await create('mine-alone')
  const names = async (by: s3.S3Client) =>
    (await by.send(new s3.ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name) ?? []
  expect(await names(client)).toContain('mine-alone')
  expect(await names(other)).not.toContain('mine-alone')
})

test('a name belongs to one account in the world', async () => {
  await create('taken-name')
  expect(await failure(create('taken-name'))).toMatch(/^BucketAlreadyOwnedByYou: /)
  expect(await failure(create('taken-name', undefined, other))).toMatch(/^BucketAlreadyExists: /)
})

test.each(['ab', 'Upper', 'under_score', 'a..b', '192.168.0.1', '-dash', 'xn--x', 'a'.repeat(64)])(
  'the bucket name %s is invalid',
  async (name) => {
    const answer = await fetch(`${cloud.endpoint}/${name}`, { method: 'PUT' })
    expect(await answer.text()).toContain('<Code>InvalidBucketName</Code>')
    expect(cloud.state.buckets.has(name)).toBe(false)
  },
)

test('a directory bucket and an unknown region are refused', async () => {
  expect(await failure(create('fast--euw1-az1--x-s3'))).not.toBe('succeeded')
  expect(await failure(create('on-the-moon', 'moon'))).toMatch(/^InvalidLocationConstraint: /)
})

test('a bucket that holds something is not deleted', async () => {
  await bucketWithObject('not-empty')
  const remove = () => failure(client.send(new s3.DeleteBucketCommand({ Bucket: 'not-empty' })))
  expect(await remove()).toMatch(/^BucketNotEmpty: /)
  await client.send(new s3.DeleteObjectCommand({ Bucket: 'not-empty', Key: 'k' }))
  expect(await remove()).toBe('succeeded')
  expect(cloud.state.buckets.has('not-empty')).toBe(false)
})

test('a policy is put, read and deleted; without one there is none', async () => {
  await create('with-policy')
  const get = () => client.send(new s3.GetBucketPolicyCommand({ Bucket: 'with-policy' }))
  expect(await failure(get())).toMatch(/^NoSuchBucketPolicy: /)
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::with-policy/*',
  }
  await putPolicy('with-policy', statement)
  expect(JSON.parse((await get()).Policy ?? '')).toMatchObject({ Statement: statement })
  await client.send(new s3.DeleteBucketPolicyCommand({ Bucket: 'with-policy' }))
  expect(await failure(get())).toMatch(/^NoSuchBucketPolicy: /)
})

const own = 'arn:aws:s3:::strict-policies/*'
const MALFORMED: [string, object][] = [
  ['another bucket as resource', { Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::elsewhere/*' }],
  ['every resource', { Principal: '*', Action: 's3:*', Resource: '*' }],
  ['no principal', { Action: 's3:*', Resource: own }],
  [
    'a principal that is not there',
    { Principal: { AWS: `arn:aws:iam::${HOME}:role/ghost` }, Action: 's3:*', Resource: own },
  ],
  ['an unknown operator', { Principal: '*', Action: 's3:*', Resource: own, Condition: { Odd: { a: 'b' } } }],
  ['an unknown element', { Principal: '*', Action: 's3:*', Resource: own, Extra: 1 }],
]

test.each(MALFORMED)('a bucket policy with %s is refused and not stored', async (_, statement) => {
  await failure(create('strict-policies'))
  expect(await failure(putPolicy('strict-policies', { Effect: 'Allow', ...statement }))).toMatch(
    /^MalformedPolicy: /,
  )
  expect(cloud.state.buckets.get('strict-policies')?.policy).toBeNull()
})

test("another account's caller needs the bucket's policy and its own", async () => {
  await bucketWithObject('shared')
  expect(await read(other, 'shared')).toBe('AccessDenied: Access Denied')
  const principal = { AWS: adminArn(OTHER) }
  await putPolicy('shared', {
    Effect: 'Allow',
    Principal: principal,
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::shared/*',
  })
  expect(await read(other, 'shared')).toBe('succeeded')
  await putPolicy('shared', {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::shared/*',
  })
  expect(await read(other, 'shared')).toBe('AccessDenied: Access Denied')
})

test("no policy lets another account change a bucket's policy", async () => {
  await create('guarded')
  const all = {
    Effect: 'Allow',
    Principal: { AWS: adminArn(OTHER) },
    Action: 's3:*',
    Resource: 'arn:aws:s3:::guarded',
  }
  await putPolicy('guarded', all)
  expect(await failure(putPolicy('guarded', all, other))).toMatch(/^MethodNotAllowed: /)
})

test('everyone may read what a policy opens to everyone, unsigned too, and nothing else', async () => {
  await bucketWithObject('open', 'public/k')
  await client.send(new s3.PutObjectCommand({ Bucket: 'open', Key: 'private', Body: 'secret' }))
  await putPolicy('open', {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::open/public/*',
  })
  const status = async (key: string) => (await fetch(`${cloud.endpoint}/open/${key}`)).status
  expect(await status('public/k')).toBe(200)
  expect(await status('private')).toBe(403)
  expect((await fetch(`${cloud.endpoint}/open/public/k`, { method: 'DELETE' })).status).toBe(403)
})

const SESSION = `arn:aws:sts::${HOME}:assumed-role/Narrow/session`
const ROLE = `arn:aws:iam::${HOME}:role/daypass/Narrow`
const FORMS: [string, unknown, string][] = [
  ['the role', { AWS: ROLE }, 'AccessDenied'],
  ['the session', { AWS: SESSION }, 'succeeded'],
  ['everyone', '*', 'succeeded'],
  ['the account', { AWS: HOME }, 'AccessDenied'],
]

test.each(FORMS)(
  "a bucket policy naming %s meets the session's own policy",
  async (form, principal, outcome) => {
    const name = `opened-${form.split(' ').at(-1) ?? ''}`
    await bucketWithObject(name)
    if (!cloud.state.accounts.get(HOME)?.roles.has('narrow'))
      cloud.addRole(HOME, 'Narrow', trusting(adminArn()))
    await putPolicy(name, {
      Effect: 'Allow',
      Principal: principal,
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${name}/*`,
    })
    const whole = await cloud.assume(cloud.admin(), ROLE)
    expect((await read(cloud.s3(whole), name)).split(':')[0]).toBe(
      form === 'the account' ? 'AccessDenied' : 'succeeded',
    )
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      ...allow('s3:GetObject', `arn:aws:s3:::${name}/other/*`),
    })
    const narrowed = await cloud.assume(cloud.admin(), ROLE, { Policy })
    expect((await read(cloud.s3(narrowed), name)).split(':')[0]).toBe(outcome)
  },
)
