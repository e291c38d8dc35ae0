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
  accessKeyId: string
  secretAccessKey: string
  idpClientSecret: string
  clockOffsetSeconds: number
}

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
  const args = ['--import', 'tsx', path.join(import.meta.dirname, 'main.ts'), '--json', ...more]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  children.push(child)
  return child
}

function demo(): Child {
  const state = path.join(folder, 'state.json')
  const ports = ['--port', '0', '--console-port', '0', '--idp-port', '0']
  return start('--demo', '--state', state, '--portal-url', 'http://127.0.0.1:3000', ...ports)
}

async function ready(child: Child): Promise<Ready> {
  let text = ''
  for await (const part of child.stdout) {
    text += String(part)
    if (text.includes('\n')) break
  }
  return JSON.parse(text) as Ready
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

test(
  'all parts are up at the ready line, and the state outlives a SIGTERM',
  { timeout: 30_000 },
  async () => {
    const first = demo()
    const before = await ready(first)
    expect((await fetch(`${before.aws}/_sandbox/health`)).status).toBe(200)
    expect((await fetch(`${before.console}/signed-out`)).status).toBe(200)
    expect((await fetch(`${before.idp}/.well-known/openid-configuration`)).status).toBe(200)
    await moveClock(before, 777)
    const gone = exited(first)
    first.kill('SIGTERM')
    expect(await gone).toBe(0)
    const after = await ready(demo())
    const { accessKeyId, secretAccessKey, idpClientSecret } = before
    expect(after).toMatchObject({ accessKeyId, secretAccessKey, idpClientSecret, clockOffsetSeconds: 777 })
  },
)

test(
  'it ends when the pipe of its supervisor closes, and a taken port gives the next',
  { timeout: 30_000 },
  async () => {
    const first = demo()
    const { aws } = await ready(first)
    const port = Number(new URL(aws).port)
    const second = start('--port', `${port}`, '--console-port', '0', '--idp-port', '0')
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
