import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminArn, allow, HOME, TestCloud, trusting, type Credentials } from '../testing'

const run = promisify(execFile)

function isInstalled(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

const hasCli = isInstalled('aws', '--version')
const hasBoto3 = isInstalled('python3', '-c', 'import boto3')

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
    objects: new Map(),
  })
  session = await cloud.assume(cloud.admin(), roleArn, { Policy: SCOPE, DurationSeconds: 900 })
})
afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true })
})

interface Output {
  ok: boolean
  text: string
}

/** Runs a program with these credentials and nothing of the machine's own AWS configuration. */
async function runWith(credentials: Credentials, command: string, args: readonly string[]): Promise<Output> {
  const env: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    AWS_CONFIG_FILE: path.join(folder, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
  }
  try {
    const { stdout } = await run(command, args, { env: { ...env, NODE_ENV: 'test' } })
    return { ok: true, text: stdout }
  } catch (error) {
    return { ok: false, text: String((error as { stderr?: string }).stderr) }
  }
}

describe.skipIf(!hasCli)(hasCli ? 'AWS CLI' : 'AWS CLI (skipped: the program `aws` is not installed)', () => {
  const aws = (credentials: Credentials, ...args: string[]) =>
    runWith(credentials, 'aws', ['--endpoint-url', cloud.endpoint, ...args])

  test('it says who it is, with its own key and with a session', { timeout: 120_000 }, async () => {
    const own = await aws(cloud.admin(), 'sts', 'get-caller-identity')
    expect(JSON.parse(own.text)).toMatchObject({ Account: HOME, Arn: adminArn() })
    const assumed = await aws(session, 'sts', 'get-caller-identity')
    expect(JSON.parse(assumed.text)).toMatchObject({
      Arn: `arn:aws:sts::${HOME}:assumed-role/Worker/session`,
    })
  })

  test(
    'it puts, lists and reads within the scope, and is refused outside',
    { timeout: 120_000 },
    async () => {
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
    },
  )

  test('it works IAM', { timeout: 120_000 }, async () => {
    const list = await aws(cloud.admin(), 'iam', 'list-roles')
    expect(list.text).toContain(`arn:aws:iam::${HOME}:role/daypass/Worker`)
  })

  test('it is told that its session has ended', { timeout: 120_000 }, async () => {
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

describe.skipIf(!hasBoto3)(hasBoto3 ? 'boto3' : 'boto3 (skipped: python3 has no module boto3)', () => {
  const boto = async () => {
    const { text } = await runWith(session, 'python3', ['-c', SCRIPT, cloud.endpoint])
    return text.trim().split('\n')
  }

  test('it has the rights of its session, and none after its end', { timeout: 120_000 }, async () => {
    expect(await boto()).toEqual(['ok', 'AccessDenied', 'AccessDenied', 'ok', 'AccessDenied', 'ok'])
    expect(cloud.state.buckets.get('reports')?.objects.get('2026/boto.txt')?.size).toBe(9)
    cloud.moveClock(901)
    expect(new Set(await boto())).toEqual(new Set(['ExpiredToken']))
    cloud.moveClock(0)
  })
})
