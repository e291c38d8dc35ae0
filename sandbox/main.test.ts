import { GetUserCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'

type Child = ChildProcessByStdio<Writable, Readable, null>

interface Ready {
  aws: string
  console: string
  idp: string
  portalMetadata: string
  workerMetadata: string
  programMetadata: string
  idpClientSecret: string
  clockOffsetSeconds: number
}

const OTHER_PORTS = [
  'console',
  'mailbox',
  'smtp',
  'portal-metadata',
  'worker-metadata',
  'program-metadata',
  'idp',
].flatMap((part) => [`--${part}-port`, '0'])

let folder: string
const children: Child[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sandbox-main-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

function start(...more: string[]): Child {
  return run('main.ts', '--json', ...more)
}

function run(program: string, ...more: string[]): Child {
  const args = ['--import', 'tsx', path.join(import.meta.dirname, program), ...more]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  children.push(child)
  return child
}

function demo(): Child {
  const state = path.join(folder, 'state.json')
  return start(
    '--demo',
    '--state',
    state,
    '--portal-url',
    'http://127.0.0.1:3000',
    '--port',
    '0',
    ...OTHER_PORTS,
  )
}

/** What it says when it is ready. */
async function said(child: Child): Promise<string> {
  let text = ''
  for await (const part of child.stdout) {
    text += String(part)
    if (text.includes('\n')) break
  }
  return text
}

async function ready(child: Child): Promise<Ready> {
  return JSON.parse(await said(child)) as Ready
}

function exited(child: Child): Promise<number | null> {
  return new Promise((resolve) => {
    child.on('exit', resolve)
  })
}

async function moveClock({ aws }: Ready, offsetSeconds: number): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${aws}/_sandbox/clock`, { method: 'POST', headers, body: JSON.stringify({ offsetSeconds }) })
}

/** The role that a metadata service hands out. */
async function roleOf(metadata: string): Promise<string> {
  const ttl = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' }
  const token = await (await fetch(`${metadata}/latest/api/token`, { method: 'PUT', headers: ttl })).text()
  const headers = { 'x-aws-ec2-metadata-token': token }
  return (await fetch(`${metadata}/latest/meta-data/iam/security-credentials/`, { headers })).text()
}

test(
  'all parts are up at the ready line, and the state outlives a SIGTERM',
  { timeout: 30_000 },
  async () => {
    const first = demo()
    const before = await ready(first)
    expect((await fetch(`${before.aws}/_sandbox/health`)).status).toBe(200)
    expect((await fetch(`${before.console}/signed-out`)).status).toBe(200)
    expect((await fetch(`${before.idp}/.well-known/openid-configuration`)).status).toBe(200)
    expect(await roleOf(before.portalMetadata)).toBe('portal')
    expect(await roleOf(before.workerMetadata)).toBe('worker')
    expect(await roleOf(before.programMetadata)).toBe('EC2Normal')
    await moveClock(before, 777)
    const gone = exited(first)
    first.kill('SIGTERM')
    expect(await gone).toBe(0)
    const after = await ready(demo())
    expect(after).toMatchObject({ idpClientSecret: before.idpClientSecret, clockOffsetSeconds: 777 })
    expect(await roleOf(after.portalMetadata)).toBe('portal')
  },
)

test(
  'it ends when the pipe of its supervisor closes, and a taken port gives the next',
  { timeout: 30_000 },
  async () => {
    const first = demo()
    const { aws } = await ready(first)
    const port = Number(new URL(aws).port)
    const second = start('--port', `${port}`, ...OTHER_PORTS)
    expect(Number(new URL((await ready(second)).aws).port)).toBeGreaterThan(port)
    const gone = [exited(first), exited(second)]
    first.stdin.end()
    second.stdin.end()
    expect(await Promise.all(gone)).toEqual([0, 0])
  },
)

test('a bad flag is an error', { timeout: 30_000 }, async () => {
  expect(await exited(start('--port', 'x'))).toBe(1)
  expect(await exited(start('--nonsense'))).toBe(1)
})

test(
  'alone, it is an empty account whose administrator any tool can be; it stays when its input closes',
  { timeout: 30_000 },
  async () => {
    const child = run('alone.ts', '--json')
    const line = JSON.parse(await said(child)) as Record<string, string>
    expect(Object.keys(line)).toEqual(['endpoint', 'signin', 'accountId', 'accessKeyId', 'secretAccessKey'])
    const { endpoint = '', accountId = '', accessKeyId = '', secretAccessKey = '' } = line
    const config = { endpoint, region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey } }
    child.stdin.end()
    const iam = new IAMClient(config)
    expect((await iam.send(new ListRolesCommand({}))).Roles).toEqual([])
    const { User } = await iam.send(new GetUserCommand({}))
    expect(User?.Arn).toBe(`arn:aws:iam::${accountId}:user/admin`)
    iam.destroy()
    const gone = exited(child)
    child.kill('SIGINT')
    expect(await gone).toBe(0)
  },
)

test('alone and without --json, it says how to point a tool at it', { timeout: 30_000 }, async () => {
  expect(await said(run('alone.ts'))).toContain('not AWS')
})
