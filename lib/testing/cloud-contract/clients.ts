import { IAMClient } from '@aws-sdk/client-iam'
import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESClient } from '@aws-sdk/client-ses'
import { STSClient } from '@aws-sdk/client-sts'
import type { Target } from './target'

export type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken: string }

/** Clients of the SDK that speak to a target: with these keys, or with what the SDK finds by itself. */
export function clientsOf(target: Target, credentials?: Keys) {
  const config = {
    region: target.region,
    ...(target.standIn === undefined ? {} : { endpoint: target.standIn.endpoint, maxAttempts: 1 }),
    ...(credentials === undefined ? {} : { credentials }),
  }
  return {
    iam: new IAMClient(config),
    s3: new S3Client({ ...config, forcePathStyle: target.standIn !== undefined }),
    secrets: new SecretsManagerClient(config),
    ses: new SESClient(config),
    sts: new STSClient(config),
  }
}

export type Clients = ReturnType<typeof clientsOf>
