import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestCloud } from '../../testing'
import { CLIENT_TEST, needs, runWith } from '../../testing-clients'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await TestCloud.start()
})
afterAll(() => cloud.close())

describe('AWS CLI', () => {
  beforeEach(needs('AWS CLI'))

  const aws = (...args: string[]) =>
    runWith(cloud.admin(), 'aws', ['--endpoint-url', cloud.endpoint, 'secretsmanager', ...args])

  test('it makes, reads, fills and removes a secret', CLIENT_TEST, async () => {
    const created = await aws('create-secret', '--name', 'cli', '--secret-string', '{"a":1}')
    expect(JSON.parse(created.text)).toMatchObject({ Name: 'cli' })
    const read = await aws('get-secret-value', '--secret-id', 'cli')
    expect(JSON.parse(read.text)).toMatchObject({ SecretString: '{"a":1}', VersionStages: ['AWSCURRENT'] })
    expect(await aws('put-secret-value', '--secret-id', 'cli', '--secret-string', 'b')).toMatchObject({
      ok: true,
    })
    const taken = await aws('create-secret', '--name', 'cli', '--secret-string', 'x')
    expect(taken.text).toContain('(ResourceExistsException)')
    expect(await aws('delete-secret', '--secret-id', 'cli')).toMatchObject({ ok: true })
    expect((await aws('get-secret-value', '--secret-id', 'cli')).text).toContain('(InvalidRequestException)')
  })
})

const SCRIPT = `
import sys, json, boto3
from botocore.exceptions import ClientError
sm = boto3.client('secretsmanager', endpoint_url=sys.argv[1])
def code(call):
    try:
        call()
        return 'ok'
    except ClientError as error:
        return error.response['Error']['Code']
arn = sm.create_secret(Name='boto', SecretString=json.dumps({'k': 'v'}), Tags=[{'Key': 'a', 'Value': 'b'}])['ARN']
sm.put_secret_value(SecretId=arn, SecretBinary=bytes([0, 255]))
print(sm.get_secret_value(SecretId='boto')['SecretBinary'] == bytes([0, 255]))
print(sm.get_secret_value(SecretId='boto', VersionStage='AWSPREVIOUS')['SecretString'])
described = sm.describe_secret(SecretId='boto')
print(described['Tags'], sorted(described['VersionIdsToStages'].values()), described['CreatedDate'].year >= 2026)
print([entry['Name'] for page in sm.get_paginator('list_secrets').paginate(MaxResults=1) for entry in page['SecretList'] if entry['Name'] == 'boto'])
public = {'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action': 'secretsmanager:GetSecretValue', 'Resource': '*'}}
print(code(lambda: sm.put_resource_policy(SecretId='boto', ResourcePolicy=json.dumps(public), BlockPublicPolicy=True)))
print(code(lambda: sm.tag_resource(SecretId='boto', Tags=[{'Key': 'c', 'Value': 'd'}])))
print(code(lambda: sm.get_secret_value(SecretId='none')))
print(code(lambda: sm.delete_secret(SecretId='boto', ForceDeleteWithoutRecovery=True)))
`

describe('boto3', () => {
  beforeEach(needs('boto3'))

  test('it works a secret from its making to its end', CLIENT_TEST, async () => {
    const { text } = await runWith(cloud.admin(), 'python3', ['-c', SCRIPT, cloud.endpoint])
    expect(text.trim().split('\n')).toEqual([
      'True',
      '{"k": "v"}',
      "[{'Key': 'a', 'Value': 'b'}] [['AWSCURRENT'], ['AWSPREVIOUS']] True",
      "['boto']",
      'PublicPolicyException',
      'ok',
      'ResourceNotFoundException',
      'ok',
    ])
  })
})
