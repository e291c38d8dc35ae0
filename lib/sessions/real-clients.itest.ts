import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Credentials } from '@/sandbox/testing'
import { CLIENT_TEST, needs, runWith } from '@/sandbox/testing-clients'
import { useDomain } from '../testing/domain'
import { mint } from '../testing/mint'

const BUCKET = 'finance-reports'
const domain = useDomain()

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daypass-clients-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** What a client printed, or the code of AWS's error. */
async function answerOf(credentials: Credentials, command: string, args: readonly string[]): Promise<string> {
  const { ok, text } = await runWith(credentials, command, args)
  if (ok) return text.trim()
  const code = /An error occurred \((\w+)\) when calling the \w+ operation/.exec(text)?.[1]
  if (code === undefined) throw new Error(`${command} failed: ${text}`)
  return code
}

interface Client {
  name: Parameters<typeof needs>[0]
  /** The object's content, or the code of the error. */
  read: (credentials: Credentials, key: string) => Promise<string>
  /** The keys under a prefix, or the code of the error. */
  list: (credentials: Credentials, prefix: string) => Promise<string>
}

const s3api = (credentials: Credentials, ...args: string[]) =>
  answerOf(credentials, 'aws', ['--endpoint-url', domain.cloud.endpoint, 's3api', ...args])

const cli: Client = {
  name: 'AWS CLI',
  read: async (credentials, key) => {
    const file = path.join(folder, 'object')
    rmSync(file, { force: true })
    const query = ['--query', 'ContentLength', '--output', 'text']
    const answer = await s3api(credentials, 'get-object', '--bucket', BUCKET, '--key', key, ...query, file)
    return /^\d+$/.test(answer) ? readFileSync(file, 'utf8') : answer
  },
  list: (credentials, prefix) => {
    const query = ['--query', 'Contents[].Key', '--output', 'text']
    return s3api(credentials, 'list-objects-v2', '--bucket', BUCKET, '--prefix', prefix, ...query)
  },
}

const PRELUDE = `
import sys, boto3
endpoint, bucket, name = sys.argv[1:]
s3 = boto3.client('s3', endpoint_url=endpoint)
`
const READ = `${PRELUDE}print(s3.get_object(Bucket=bucket, Key=name)['Body'].read().decode())`
const LIST = `${PRELUDE}print(*(o['Key'] for o in s3.list_objects_v2(Bucket=bucket, Prefix=name)['Contents']))`

const python = (credentials: Credentials, script: string, name: string) =>
  answerOf(credentials, 'python3', ['-c', script, domain.cloud.endpoint, BUCKET, name])

const boto3: Client = {
  name: 'boto3',
  read: (credentials, key) => python(credentials, READ, key),
  list: (credentials, prefix) => python(credentials, LIST, prefix),
}

describe.each([cli, boto3])('$name, with credentials that Daypass minted', ({ name, read, list }) => {
  beforeEach(needs(name))

  test('reads and lists what was approved and is refused another prefix', CLIENT_TEST, async () => {
    const credentials = await mint(domain)
    expect(await read(credentials, '2026/q1.csv')).toBe('q1')
    expect(await list(credentials, '2026/')).toBe('2026/q1.csv')
    expect(await read(credentials, '2025/q4.csv')).toBe('AccessDenied')
    expect(await list(credentials, 'board/')).toBe('AccessDenied')
  })

  test('is refused from the grant’s end, and told when the credentials expire', CLIENT_TEST, async () => {
    // Ten minutes are left: the credentials, which live fifteen at least, outlive the grant by five.
    const credentials = await mint(domain, { durationMinutes: 60 }, 50 * 60)
    await domain.moveClock(58 * 60)
    expect(await read(credentials, '2026/q1.csv')).toBe('q1')
    await domain.moveClock(60 * 60)
    expect(await read(credentials, '2026/q1.csv')).toBe('AccessDenied')
    expect(await list(credentials, '2026/')).toBe('AccessDenied')
    await domain.moveClock(66 * 60)
    expect(await read(credentials, '2026/q1.csv')).toBe('ExpiredToken')
    expect(await list(credentials, '2026/')).toBe('ExpiredToken')
  })
})
