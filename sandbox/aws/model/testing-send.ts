import * as iam from '@aws-sdk/client-iam'
import * as s3 from '@aws-sdk/client-s3'
import * as ses from '@aws-sdk/client-ses'
import * as sts from '@aws-sdk/client-sts'
import { failure, type TestCloud } from '../../testing'
import { canonicalRequest, credentialScope, sha256Hex, sign, signingKey } from '../sigv4'
import { inputOf, type ModelService } from './shapes'
import type { Input } from './testing-inputs'

const REGION = 'eu-central-1'
const TARGETS = { kms: 'TrentService', secretsmanager: 'secretsmanager' } as const
type JsonServiceName = keyof typeof TARGETS

function signedHeaders(cloud: TestCloud, service: string, body: string, target: string) {
  const { accessKeyId, secretAccessKey } = cloud.admin()
  const timestamp = `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    host: new URL(cloud.endpoint).host,
    'x-amz-date': timestamp,
    'x-amz-target': target,
  }
  const scope = { accessKeyId, date: timestamp.slice(0, 8), region: REGION, service }
  const authorization = { ...scope, signedHeaders: Object.keys(headers), signature: '' }
  const wire = { method: 'POST', rawPath: '/', path: '/', query: [], remoteAddress: '127.0.0.1' }
  const request = { ...wire, headers: new Map(Object.entries(headers)), body: Buffer.from(body) }
  const canonical = canonicalRequest(request, authorization, sha256Hex(body))
  const signature = sign(signingKey(secretAccessKey, authorization), authorization, timestamp, canonical)
  const credential = `Credential=${accessKeyId}/${credentialScope(authorization)}`
  const names = authorization.signedHeaders.join(';')
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

function base64Blobs(_key: string, value: unknown): unknown {
  const bytes = value as { type?: unknown; data?: unknown } | null
  return typeof bytes === 'object' && bytes?.type === 'Buffer' && Array.isArray(bytes.data)
    ? Buffer.from(bytes.data as number[]).toString('base64')
    : value
}

async function sendJson(
  cloud: TestCloud,
  service: JsonServiceName,
  operation: string,
  input: Input,
): Promise<string> {
  const body = JSON.stringify(input, base64Blobs)
  const headers = signedHeaders(cloud, service, body, `${TARGETS[service]}.${operation}`)
  const answer = await fetch(cloud.endpoint, { method: 'POST', headers, body })
  const { __type = '', message = '' } = (await answer.json()) as { __type?: string; message?: string }
  return answer.ok ? 'succeeded' : `${__type}: ${message}`
}

/** A client of an SDK, seen without its types: what it sends comes from the model. */
interface Sender {
  send: (command: never) => Promise<unknown>
}
type CommandClass = new (input: Input) => never

function sendBySdk(client: Sender, sdk: object, operation: string, input: Input): Promise<string> {
  const Command = Reflect.get(sdk, `${operation}Command`) as CommandClass
  return failure(client.send(new Command(input)))
}

/** The SDK computes the checksum that is asked for, and fails by itself where there is none of that name. */
function sendToS3(cloud: TestCloud, operation: string, input: Input): Promise<string> {
  const { ChecksumAlgorithm, ...rest } = input
  const header = inputOf('s3', operation).members['ChecksumAlgorithm']?.locationName ?? ''
  const client = cloud.s3(cloud.admin())
  client.middlewareStack.add(
    (next) => (given) => {
      const { headers } = given.request as { headers: Record<string, string> }
      if (typeof ChecksumAlgorithm === 'string') headers[header] = ChecksumAlgorithm
      return next(given)
    },
    { step: 'build', priority: 'low' },
  )
  return sendBySdk(client, s3, operation, operation === 'PutObject' ? { Body: 'text', ...rest } : rest)
}

async function sendToSes(cloud: TestCloud, operation: string, input: Input): Promise<string> {
  const credentials = cloud.admin()
  const client = new ses.SESClient({ endpoint: cloud.endpoint, region: REGION, credentials, maxAttempts: 1 })
  const answer = await sendBySdk(client, ses, operation, input)
  client.destroy()
  return answer
}

/** Sends one signed call of the account's administrator; `succeeded`, or the error as `Code: message`. */
export function call(
  cloud: TestCloud,
  service: ModelService,
  operation: string,
  input: Input,
): Promise<string> {
  if (service === 'sts') return sendBySdk(cloud.sts(cloud.admin()), sts, operation, input)
  if (service === 'iam') return sendBySdk(cloud.iam(cloud.admin()), iam, operation, input)
  if (service === 's3') return sendToS3(cloud, operation, input)
  return service === 'ses' ? sendToSes(cloud, operation, input) : sendJson(cloud, service, operation, input)
}

/** All that the sandbox keeps, as text. */
export function stateText({ state }: TestCloud): string {
  return JSON.stringify(state, (_key, value: unknown) => (value instanceof Map ? [...value] : value))
}
