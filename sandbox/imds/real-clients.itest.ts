import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../aws/store'
import { startCloud, type Cloud } from '../cloud'
import { CLIENT_TEST, needs, runWith } from '../testing-clients'
import { demoWorld } from '../world'
import { INSTANCES } from '../world-home'
import { startMetadataService, type MetadataService } from '.'

let cloud: Cloud
let worker: MetadataService
let program: MetadataService

beforeAll(async () => {
  const store = openStore()
  demoWorld(store.state)
  cloud = await startCloud(store)
  worker = await startMetadataService(cloud.sandbox, INSTANCES.worker)
  program = await startMetadataService(cloud.sandbox, INSTANCES.program)
})
afterAll(async () => {
  await Promise.all([worker.close(), program.close(), cloud.close()])
})

describe('AWS CLI', () => {
  beforeEach(needs('AWS CLI'))

  test('on an instance it has the role of the instance, without any key', CLIENT_TEST, async () => {
    const args = ['--endpoint-url', cloud.origins.aws, 'sts', 'get-caller-identity']
    const { text } = await runWith({ metadata: program.url }, 'aws', args)
    expect(JSON.parse(text)).toMatchObject({
      Arn: `arn:aws:sts::111122223333:assumed-role/EC2Normal/${INSTANCES.program.id}`,
    })
  })
})

/** The worker, through the finance account's writer role: a secret that one reader may read. */
const WRITE = `
import sys, json, boto3
endpoint, reader = sys.argv[1:]
assumed = boto3.client('sts', endpoint_url=endpoint).assume_role(
    RoleArn='arn:aws:iam::111122223333:role/daypass/SecretWriter', RoleSessionName='writer')['Credentials']
sm = boto3.client('secretsmanager', endpoint_url=endpoint, aws_access_key_id=assumed['AccessKeyId'],
    aws_secret_access_key=assumed['SecretAccessKey'], aws_session_token=assumed['SessionToken'])
arn = sm.create_secret(Name='SensitiveS3')['ARN']
only = {'Version': '2012-10-17', 'Statement': [
    {'Effect': 'Allow', 'Principal': {'AWS': reader}, 'Action': 'secretsmanager:GetSecretValue', 'Resource': '*'},
    {'Effect': 'Deny', 'Principal': '*', 'Action': 'secretsmanager:GetSecretValue', 'Resource': '*',
     'Condition': {'StringNotEquals': {'aws:PrincipalArn': reader}}}]}
sm.put_resource_policy(SecretId=arn, ResourcePolicy=json.dumps(only), BlockPublicPolicy=True)
sm.put_secret_value(SecretId=arn, SecretString=json.dumps({'sessionId': 'ASIA'}))
try:
    sm.get_secret_value(SecretId=arn)
except Exception as error:
    print(error.response['Error']['Code'])
`

const READ = `
import sys, boto3
print(boto3.client('secretsmanager', endpoint_url=sys.argv[1]).get_secret_value(SecretId='SensitiveS3')['SecretString'])
`

describe('boto3', () => {
  beforeEach(needs('boto3'))

  test(
    'the worker writes a secret that the program alone reads, each on its instance',
    CLIENT_TEST,
    async () => {
      const reader = 'arn:aws:iam::111122223333:role/EC2Normal'
      const written = await runWith({ metadata: worker.url }, 'python3', [
        '-c',
        WRITE,
        cloud.origins.aws,
        reader,
      ])
      expect(written).toEqual({ ok: true, text: 'AccessDeniedException\n' })
      const read = await runWith({ metadata: program.url }, 'python3', ['-c', READ, cloud.origins.aws])
      expect(read).toEqual({ ok: true, text: '{"sessionId": "ASIA"}\n' })
    },
  )
})
