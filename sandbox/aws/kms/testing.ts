import type { Credentials, TestCloud } from '../../testing'
import { send, signed } from '../../testing-signer'

type Members = Record<string, unknown>
export type KmsCall = (operation: string, members?: Members) => Promise<Members>

/** An error of KMS, in the form that `failure` reads. */
class KmsFailure extends Error {
  constructor(
    readonly Code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Calls of KMS with these credentials, over the wire. */
export function kmsOf(cloud: TestCloud, credentials: Credentials): KmsCall {
  return async (operation, members = {}) => {
    const plain = {
      method: 'POST',
      path: '/',
      headers: {
        host: new URL(cloud.endpoint).host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `TrentService.${operation}`,
      },
      body: JSON.stringify(members),
    }
    const { status, text } = await send(cloud.endpoint, signed(plain, credentials, 'kms'))
    const answer = JSON.parse(text) as Members
    if (status === 200) return answer
    throw new KmsFailure(String(answer['__type']), String(answer['message'] ?? answer['Message']))
  }
}

/** Makes a key; its ARN. */
export async function createKey(kms: KmsCall, members: Members = {}): Promise<string> {
  const { KeyMetadata } = await kms('CreateKey', members)
  return (KeyMetadata as { Arn: string }).Arn
}

/** A key policy of these statements, beside the default one's, which names the account. */
export function keyPolicy(accountId: string, ...statements: Members[]): string {
  const own = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  }
  return JSON.stringify({ Version: '2012-10-17', Statement: [own, ...statements] })
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64')
