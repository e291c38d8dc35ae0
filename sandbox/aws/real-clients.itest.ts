import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adminArn, allow, HOME, TestCloud, trusting, type Credentials } from '../testing'
import { CLIENT_TEST, needs, runWith } from '../testing-clients'

let cloud: TestCloud
let folder: string
let session: Required<Credentials>

const SCOPE = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: '*',
      Condition: { StringLike: { 's3:prefix': '2026/*' } },
    },
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::reports/2026/*' },
  ],
})

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sandbox-clients-'))
  cloud = await TestCloud.start()
  const roleArn = cloud.addRole(HOME, 'Worker', trusting(adminArn()), allow('s3:*'))
  cloud.state.buckets.set('reports', {
    name: 'reports',
    accountId: HOME,
    region: 'eu-central-1',
    createdAt: '2026-01-01T00:00:00.000Z',
    policy: null,
    encryption: { algorithm: 'AES256' },
    objects: new Map(),
  })
  session = await cloud.assume(cloud.admin(), roleArn, { Policy: SCOPE, DurationSeconds: 900 })
})
afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true })
})

describe('AWS CLI', () => {
  beforeEach(needs('AWS CLI'))

  const aws = (credentials: Credentials, ...args: string[]) =>
    runWith(credentials, 'aws', ['--endpoint-url', cloud.endpoint, ...args])

  test('it says who it is, with its own key and with a session', CLIENT_TEST, async () => {
    const own = await aws(cloud.admin(), 'sts', 'get-caller-identity')
    expect(JSON.parse(own.text)).toMatchObject({ Account: HOME, Arn: adminArn() })
    const assumed = await aws(session, 'sts', 'get-caller-identity')
    expect(JSON.parse(assumed.text)).toMatchObject({
      Arn: `arn:aws:sts::${HOME}:assumed-role/Worker/session`,
    })
  })

  test('it puts, lists and reads within the scope, and is refused outside', CLIENT_TEST, async () => {
    const file = path.join(folder, 'upload.txt')
    writeFileSync(file, 'from the command line\n')
    expect(await aws(session, 's3', 'cp', file, 's3://reports/2026/a b+c.txt')).toMatchObject({ ok: true })
    expect((await aws(session, 's3', 'ls', 's3://reports/2026/')).text).toContain('a b+c.txt')
    expect((await aws(session, 's3', 'cp', 's3://reports/2026/a b+c.txt', '-')).text).toBe(
      'from the command line\n',
    )
    const outside = ['--bucket', 'reports', '--key', 'board/x', path.join(folder, 'x')]
    expect((await aws(session, 's3api', 'get-object', ...outside)).text).toContain('(AccessDenied)')
    expect((await aws(session, 's3', 'ls', 's3://reports/board/')).text).toContain('(AccessDenied)')
  })

  test('it works IAM', CLIENT_TEST, async () => {
    const list = await aws(cloud.admin(), 'iam', 'list-roles')
    expect(list.text).toContain(`arn:aws:iam::${HOME}:role/daypass/Worker`)
  })

  test('it is told that its session has ended', CLIENT_TEST, async () => {
    cloud.moveClock(901)
    expect((await aws(session, 'sts', 'get-caller-identity')).text).toContain('(ExpiredToken)')
    expect((await aws(session, 's3', 'ls', 's3://reports/2026/')).text).toContain('(ExpiredToken)')
    cloud.moveClock(0)
  })
})

const SCRIPT = `
import sys, boto3
from botocore.config import Config
from botocore.exceptions import ClientError
s3 = boto3.client('s3', endpoint_url=sys.argv[1], config=Config(s3={'addressing_style': 'path'}))
def outcome(call):
    try:
        call()
        return 'ok'
    except ClientError as error:
        return error.response['Error']['Code']
print(outcome(lambda: s3.put_object(Bucket='reports', Key='2026/boto.txt', Body=b'from boto')))
print(outcome(lambda: s3.put_object(Bucket='reports', Key='board/boto.txt', Body=b'x')))
print(outcome(lambda: s3.get_object(Bucket='reports', Key='board/x')))
print(outcome(lambda: s3.list_objects_v2(Bucket='reports', Prefix='2026/')))
print(outcome(lambda: s3.list_objects_v2(Bucket='reports', Prefix='')))
print(outcome(lambda: boto3.client('sts', endpoint_url=sys.argv[1]).get_caller_identity()))
`

describe('boto3', () => {
  beforeEach(needs('boto3'))

  const boto = async () => {
    const { text } = await runWith(session, 'python3', ['-c', SCRIPT, cloud.endpoint])
    return text.trim().split('\n')
  }

  test('it has the rights of its session, and none after its end', CLIENT_TEST, async () => {
    expect(await boto()).toEqual(['ok', 'AccessDenied', 'AccessDenied', 'ok', 'AccessDenied', 'ok'])
    expect(cloud.state.buckets.get('reports')?.objects.get('2026/boto.txt')?.size).toBe(9)
    cloud.moveClock(901)
    expect(new Set(await boto())).toEqual(new Set(['ExpiredToken']))
    cloud.moveClock(0)
  })
})
