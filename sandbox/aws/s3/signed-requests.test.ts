import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestCloud } from '../../testing'
import { parseQuery, type HttpRequest } from '../http'
import { canonicalRequest, credentialScope, sha256Hex, sign, signingKey, type Authorization } from '../sigv4'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await TestCloud.start()
  await send(signed('PUT', '/bucket'))
})
afterAll(() => cloud.close())

interface Signed {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

const now = () => `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** A request signed as an SDK signs it, to be tampered with afterwards. */
function signed(
  method: string,
  path: string,
  body = '',
  more: Record<string, string> = {},
  date?: string,
): Signed {
  const { accessKeyId, secretAccessKey } = cloud.admin()
  const timestamp = now()
  const headers: Record<string, string> = {
    host: new URL(cloud.endpoint).host,
    'x-amz-content-sha256': sha256Hex(body),
    'x-amz-date': timestamp,
    ...more,
  }
  const signedHeaders = Object.keys(headers).sort()
  const scope = { date: date ?? timestamp.slice(0, 8), region: 'eu-central-1', service: 's3' }
  const authorization: Authorization = { accessKeyId, ...scope, signedHeaders, signature: '' }
  const [rawPath = '', query = ''] = path.split('?')
  const request: HttpRequest = {
    method,
    rawPath,
    path: rawPath,
    query: parseQuery(query),
    headers: new Map(Object.entries(headers)),
    body: Buffer.from(body),
    remoteAddress: '127.0.0.1',
  }
  const canonical = canonicalRequest(request, authorization, headers['x-amz-content-sha256'] ?? '')
  const signature = sign(signingKey(secretAccessKey, authorization), authorization, timestamp, canonical)
  const credential = `Credential=${accessKeyId}/${credentialScope(authorization)}`
  const value = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
  return { method, path, headers: { ...headers, authorization: value }, body }
}

async function send({ method, path, headers, body }: Signed): Promise<{ status: number; text: string }> {
  const answer = await fetch(cloud.endpoint + path, { method, headers, ...(body !== '' && { body }) })
  return { status: answer.status, text: await answer.text() }
}

const holds = (key: string) => cloud.state.buckets.get('bucket')?.objects.has(key)

test('an untouched request is taken', async () => {
  expect(await send(signed('PUT', '/bucket/plain', 'text'))).toMatchObject({ status: 200 })
  expect(holds('plain')).toBe(true)
})

test('a body other than the signed one is refused and not stored', async () => {
  const { status, text } = await send({ ...signed('PUT', '/bucket/changed', 'text'), body: 'evil' })
  expect(status).toBe(400)
  expect(text).toContain('<Code>XAmzContentSHA256Mismatch</Code>')
  expect(holds('changed')).toBe(false)
})

test('another path, query or method than the signed one is refused', async () => {
  const request = signed('GET', '/bucket?list-type=2&prefix=a')
  for (const change of [{ path: '/bucket?list-type=2&prefix=b' }, { path: '/other' }, { method: 'DELETE' }]) {
    expect((await send({ ...request, ...change })).text).toContain('<Code>SignatureDoesNotMatch</Code>')
  }
})

test('an x-amz header that is not signed is refused', async () => {
  const request = signed('PUT', '/bucket/extra', 'text')
  const { status, text } = await send({ ...request, headers: { ...request.headers, 'x-amz-meta-a': 'b' } })
  expect(status).toBe(403)
  expect(text).toContain('headers present in the request which were not signed')
})

test('a scope of another day than the request is refused', async () => {
  const { text } = await send(signed('GET', '/bucket', '', {}, '20200101'))
  expect(text).toContain('<Code>AuthorizationHeaderMalformed</Code>')
})

test('a payload that is expressly unsigned is taken, one of an unknown kind is not', async () => {
  const unsigned = signed('PUT', '/bucket/unsigned', 'text', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' })
  expect((await send(unsigned)).status).toBe(200)
  const unknown = signed('PUT', '/bucket/unknown', 'text', { 'x-amz-content-sha256': 'STREAMING-ODD' })
  expect((await send(unknown)).text).toContain('<Code>NotImplemented</Code>')
  expect(holds('unknown')).toBe(false)
})

function trailing(key: string, checksum: string): Signed {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(checksum))
  const body = `4\r\ntext\r\n0\r\nx-amz-checksum-crc32:${bytes.toString('base64')}\r\n\r\n`
  return signed('PUT', `/bucket/${key}`, body, {
    'content-encoding': 'aws-chunked',
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': '4',
    'x-amz-trailer': 'x-amz-checksum-crc32',
  })
}

test('an upload in chunks is stored without its framing, if its trailing checksum is right', async () => {
  expect((await send(trailing('streamed', 'text'))).status).toBe(200)
  const object = cloud.state.buckets.get('bucket')?.objects.get('streamed')
  expect(Buffer.from(object?.bodyBase64 ?? '', 'base64').toString()).toBe('text')
  expect(object?.headers.has('content-encoding')).toBe(false)
  expect((await send(trailing('corrupt', 'other'))).text).toContain('<Code>BadDigest</Code>')
  expect(holds('corrupt')).toBe(false)
})

test('an object that has not changed is not sent again', async () => {
  await send(signed('PUT', '/bucket/cached', 'text'))
  const etag = cloud.state.buckets.get('bucket')?.objects.get('cached')?.etag ?? ''
  const again = await send(signed('GET', '/bucket/cached', '', { 'if-none-match': `"${etag}"` }))
  expect(again).toEqual({ status: 304, text: '' })
  expect((await send(signed('GET', '/bucket/cached', '', { 'if-none-match': '"other"' }))).text).toBe('text')
})

test('an address that is not percent-encoded UTF-8, or a method that S3 lacks, is an error', async () => {
  expect((await fetch(`${cloud.endpoint}/bucket/%ff`)).status).toBe(400)
  expect((await send(signed('PATCH', '/bucket/plain'))).text).toContain('<Code>MethodNotAllowed</Code>')
})
