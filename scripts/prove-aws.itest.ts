import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from './project'

interface Ready {
  endpoint: string
  signin: string
  accountId: string
  accessKeyId: string
  secretAccessKey: string
}

const LONG = { timeout: 120_000 }
let sandbox: ChildProcess
let ready: Ready

function start(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: projectRoot,
    env: { NODE_ENV: 'test', PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function firstLine(output: Readable): Promise<string> {
  for await (const line of createInterface({ input: output })) return line
  throw new Error('the program ended without a word')
}

/** The program as an owner runs it, with the sandbox for AWS. */
function prove(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { endpoint, signin, accountId, accessKeyId, secretAccessKey } = ready
  const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  return start('scripts/prove-aws.ts', ['--endpoint', endpoint, '--signin', signin, ...args], {
    ...keys,
    AWS_REGION: 'eu-central-1',
    PROVE_AWS_ACCOUNT: accountId,
    ...env,
  })
}

async function outcome(program: ReturnType<typeof prove>) {
  let said = ''
  for (const output of [program.stdout, program.stderr])
    output.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = (await once(program, 'close')) as [number | null]
  return { code, said }
}

/** What is in the account: roles, buckets and secrets, those to be deleted included. */
async function inventory(): Promise<unknown[]> {
  const { endpoint, accessKeyId, secretAccessKey } = ready
  const config = { endpoint, region: 'eu-central-1', credentials: { accessKeyId, secretAccessKey } }
  const { Roles = [] } = await new IAMClient(config).send(new ListRolesCommand({}))
  const { Buckets = [] } = await new S3Client({ ...config, forcePathStyle: true }).send(
    new ListBucketsCommand({}),
  )
  const list = new ListSecretsCommand({ IncludePlannedDeletion: true })
  const { SecretList = [] } = await new SecretsManagerClient(config).send(list)
  return [...Roles, ...Buckets, ...SecretList]
}

beforeAll(async () => {
  sandbox = start('sandbox/alone.ts', ['--json'])
  if (sandbox.stdout === null) throw new Error('the sandbox has no output')
  ready = JSON.parse(await firstLine(sandbox.stdout)) as Ready
}, LONG.timeout)
afterAll(() => {
  sandbox.kill('SIGKILL')
})

test(
  'every assumption is told as held, not held or not provable, and nothing stays behind',
  LONG,
  async () => {
    const { code, said } = await outcome(prove(['--yes']))
    expect(said).toContain('This is a stand-in')
    expect(said).toMatch(/held {10}credentials are refused from the second of the grant’s end/)
    expect(said).toMatch(/held {10}a console session that somebody makes of the credentials themselves/)
    expect(said).toMatch(
      /not provable {2}the role of an EC2 instance does not count as chaining.*\n.*→ run it on/,
    )
    expect(said).toMatch(/\n\d+ held, 0 did not hold, 1 not provable\.\n$/)
    expect(code).toBe(0)
    expect(said).not.toContain(ready.secretAccessKey)
    // A forced deletion is not over at once.
    await expect.poll(inventory, { timeout: 10_000 }).toEqual([])
  },
)

test('what does not hold is told, and so is the exit code', LONG, async () => {
  const fault = { operation: 'GetSendQuota', kind: 'error-500', times: 1 }
  const headers = { 'content-type': 'application/json' }
  await fetch(`${ready.endpoint}/_sandbox/faults`, { method: 'POST', headers, body: JSON.stringify(fault) })
  const { code, said } = await outcome(prove(['--yes']))
  expect(said).toMatch(/did not hold {2}SES says what may be sent\n +→ it did not say\n/)
  expect(said).toMatch(/held, 1 did not hold/)
  expect(code).toBe(1)
})

test('interrupted, it removes what it has made', LONG, async () => {
  const program = prove(['--yes'])
  const ended = outcome(program)
  program.stdout.on('data', (text: string) => {
    if (text.includes('credentials are refused')) program.kill('SIGINT')
  })
  const { code, said } = await ended
  expect(said).toContain('Interrupted; what was made is removed.')
  expect(said).not.toContain('a mail from a sender who is not verified')
  expect(code).toBe(130)
  await expect.poll(inventory, { timeout: 10_000 }).toEqual([])
})

describe('it begins nothing', () => {
  test.each([
    ['where no account is named', ['--yes'], { PROVE_AWS_ACCOUNT: '' }, /names no account/],
    [
      'where another account is named',
      ['--yes'],
      { PROVE_AWS_ACCOUNT: '000000000000' },
      /are of the account/,
    ],
    ['without a yes', [], {}, /Say --yes/],
    [
      'where the environment leads elsewhere',
      ['--yes'],
      { AWS_ENDPOINT_URL_S3: 'http://x' },
      /AWS_ENDPOINT_URL_S3/,
    ],
    ['with a flag that it does not know', ['--yes', '--force'], {}, /--force/],
  ])('%s', LONG, async (_when, args, env, why) => {
    const { code, said } = await outcome(prove(args, env))
    expect(said).toMatch(why)
    expect(code).toBe(2)
    expect(await inventory()).toEqual([])
  })
})
