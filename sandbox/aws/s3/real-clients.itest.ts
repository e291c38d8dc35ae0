import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adminArn, allow, HOME, TestCloud, trusting, type Credentials } from '../../testing'
import { CLIENT_TEST, needs, runWith } from '../../testing-clients'

let cloud: TestCloud
let session: Required<Credentials>
const [CLI_BUCKET, BOTO_BUCKET, PARTS_BUCKET] = ['cli-ledger', 'boto-ledger', 'in-parts']

beforeAll(async () => {
  cloud = await TestCloud.start()
  const client = cloud.s3(cloud.admin())
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' } as const
  for (const Bucket of [CLI_BUCKET, BOTO_BUCKET, PARTS_BUCKET]) {
    await client.send(new s3.CreateBucketCommand({ Bucket, CreateBucketConfiguration }))
  }
  const roleArn = cloud.addRole(HOME, 'Worker', trusting(adminArn()), allow(['s3:*', 'kms:*']))
  session = await cloud.assume(cloud.admin(), roleArn, { DurationSeconds: 900 })
})
afterAll(() => cloud.close())

/** Fetches an address that a client has signed. */
async function fetched(address: string): Promise<[number, string]> {
  const answer = await fetch(address.trim())
  return [answer.status, await answer.text()]
}

describe('AWS CLI', () => {
  beforeEach(needs('AWS CLI'))

  const aws = (...args: string[]) => runWith(session, 'aws', ['--endpoint-url', cloud.endpoint, ...args])

  test('it makes a key, encrypts a bucket with it, puts, and signs an address', CLIENT_TEST, async () => {
    const made = await aws('kms', 'create-key', '--query', 'KeyMetadata.Arn', '--output', 'text')
    const rule = {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: made.text.trim() },
    }
    const configuration = JSON.stringify({ Rules: [rule] })
    const told = ['--bucket', CLI_BUCKET, '--server-side-encryption-configuration', configuration]
    expect(await aws('s3api', 'put-bucket-encryption', ...told)).toMatchObject({ ok: true })
    const put = await aws(
      's3api',
      'put-object',
      '--bucket',
      CLI_BUCKET,
      '--key',
      'a b',
      '--body',
      import.meta.filename,
    )
    expect(JSON.parse(put.text)).toMatchObject({ SSEKMSKeyId: made.text.trim() })
    const address = await aws('s3', 'presign', `s3://${CLI_BUCKET}/a b`)
    expect(await fetched(address.text)).toEqual([200, expect.stringContaining("describe('AWS CLI'")])
    await aws('kms', 'disable-key', '--key-id', made.text.trim())
    expect(await fetched(address.text)).toEqual([400, expect.stringContaining('KMS.DisabledException')])
  })
})

describe('AWS CLI with a large file', () => {
  beforeEach(needs('AWS CLI'))

  test('it uploads in parts, and reads the whole back', CLIENT_TEST, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-parts-'))
    const [up, down] = [path.join(folder, 'up'), path.join(folder, 'down')]
    writeFileSync(up, randomBytes(17 * 1024 * 1024))
    const copy = (from: string, to: string) =>
      runWith(session, 'aws', ['--endpoint-url', cloud.endpoint, 's3', 'cp', '--quiet', from, to])
    expect(await copy(up, `s3://${PARTS_BUCKET}/large`)).toMatchObject({ ok: true })
    expect(cloud.state.buckets.get(PARTS_BUCKET)?.objects.get('large')?.etag).toMatch(/-3$/)
    expect(await copy(`s3://${PARTS_BUCKET}/large`, down)).toMatchObject({ ok: true })
    expect(readFileSync(down).equals(readFileSync(up))).toBe(true)
    rmSync(folder, { recursive: true })
  })
})

const SCRIPT = `
import sys, boto3
from botocore.config import Config
from botocore.exceptions import ClientError
endpoint, bucket = sys.argv[1:]
kms = boto3.client('kms', endpoint_url=endpoint)
s3 = boto3.client('s3', endpoint_url=endpoint, config=Config(signature_version='s3v4'))
def outcome(call):
    try:
        call()
        return 'ok'
    except ClientError as error:
        return error.response['Error']['Code']
key = kms.create_key(Description='boto')['KeyMetadata']['Arn']
kms.create_alias(AliasName='alias/boto', TargetKeyId=key)
sealed = kms.encrypt(KeyId='alias/boto', Plaintext=b'plan', EncryptionContext={'a': 'b'})['CiphertextBlob']
print(kms.decrypt(CiphertextBlob=sealed, EncryptionContext={'a': 'b'})['Plaintext'].decode())
print(outcome(lambda: kms.decrypt(CiphertextBlob=sealed)))
print([a['AliasName'] for page in kms.get_paginator('list_aliases').paginate(KeyId=key) for a in page['Aliases']])
print(len(kms.generate_data_key(KeyId=key, KeySpec='AES_256')['Plaintext']))
print(s3.put_object(Bucket=bucket, Key='boto', Body=b'from boto', ServerSideEncryption='aws:kms', SSEKMSKeyId='alias/boto')['SSEKMSKeyId'] == key)
kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
print(outcome(lambda: s3.get_object(Bucket=bucket, Key='boto')))
kms.cancel_key_deletion(KeyId=key)
kms.enable_key(KeyId=key)
print(s3.generate_presigned_url('get_object', Params={'Bucket': bucket, 'Key': 'boto'}, ExpiresIn=600))
print(s3.generate_presigned_url('put_object', Params={'Bucket': bucket, 'Key': 'put'}, ExpiresIn=600))
`

describe('boto3', () => {
  beforeEach(needs('boto3'))

  test('it works keys and signs addresses, and they end with its session', CLIENT_TEST, async () => {
    const { text } = await runWith(session, 'python3', ['-c', SCRIPT, cloud.endpoint, BOTO_BUCKET])
    const lines = text.trim().split('\n')
    const [read = '', write = ''] = lines.slice(-2)
    expect(lines.slice(0, -2)).toEqual([
      'plan',
      'InvalidCiphertextException',
      "['alias/boto']",
      '32',
      'True',
      'KMS.KMSInvalidStateException',
    ])
    expect(await fetched(read)).toEqual([200, 'from boto'])
    expect((await fetch(write, { method: 'PUT', body: 'put' })).status).toBe(200)
    expect(cloud.state.buckets.get(BOTO_BUCKET)?.objects.get('put')?.size).toBe(3)
    cloud.moveClock(901)
    expect(await fetched(read)).toEqual([400, expect.stringContaining('ExpiredToken')])
    cloud.moveClock(0)
  })
})
