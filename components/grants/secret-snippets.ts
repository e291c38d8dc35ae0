import type { SecretView } from '@/lib/sessions/schema'

type Place = Pick<SecretView, 'name' | 'region'>

// A string in double quotes of JSON means the same in Python and in JavaScript.
const quoted = (text: string) => JSON.stringify(text)

/** Python: a session of boto3 with the credentials that stand in the secret. */
export function pythonSnippet({ name, region }: Place): string {
  return `import json
import boto3

reader = boto3.client("secretsmanager", region_name=${quoted(region)})
secret = json.loads(reader.get_secret_value(SecretId=${quoted(name)})["SecretString"])
session = boto3.Session(
    aws_access_key_id=secret["sessionId"],
    aws_secret_access_key=secret["sessionKey"],
    aws_session_token=secret["sessionToken"],
    region_name=${quoted(region)},
)
s3 = session.client("s3")`
}

/** JavaScript: a provider of credentials, which the SDK calls again before they expire. */
export function javaScriptSnippet({ name, region }: Place): string {
  return `import { S3Client } from '@aws-sdk/client-s3'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

const region = ${quoted(region)}
const reader = new SecretsManagerClient({ region })

async function credentials() {
  const { SecretString } = await reader.send(new GetSecretValueCommand({ SecretId: ${quoted(name)} }))
  const { sessionId, sessionKey, sessionToken, Expiration } = JSON.parse(SecretString)
  return {
    accessKeyId: sessionId,
    secretAccessKey: sessionKey,
    sessionToken,
    expiration: new Date(Expiration),
  }
}

const s3 = new S3Client({ region, credentials })`
}

/**
 * A profile for `~/.aws/config`: the secret holds what a `credential_process` has to print. The command inside runs
 * without a profile, for with this one it would call itself.
 */
export function profileSnippet({ name, region }: Place, profile: string): string {
  const command = `aws secretsmanager get-secret-value --region ${region} --secret-id ${name} --query SecretString --output text`
  return `[profile ${profile}]
region = ${region}
credential_process = env -u AWS_PROFILE ${command}`
}
