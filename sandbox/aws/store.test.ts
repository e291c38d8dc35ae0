import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { demoWorld } from '../world'
import { openStore } from './store'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sandbox-state-'))
  file = path.join(folder, 'state.json')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

test('a state comes back exactly as it was, hostile object keys included', () => {
  const store = openStore(file)
  demoWorld(store.state)
  const objects = store.state.buckets.get('finance-reports')?.objects
  const object = objects?.get('README.txt')
  if (object)
    for (const key of ['__proto__', '$map', '<b>', 'a\u0000b']) objects?.set(key, { ...object, key })
  store.state.clockOffsetSeconds = 42
  store.changed()
  store.flush()
  expect(openStore(file).state).toEqual(store.state)
})

test('the file is for its owner alone, and nothing else is left beside it', () => {
  const store = openStore(file)
  store.changed()
  store.flush()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['state.json'])
})

test('a change is written by itself', async () => {
  const store = openStore(file)
  store.changed()
  await expect.poll(() => readdirSync(folder)).toEqual(['state.json'])
})

test('of a state in the earlier format only the clock and the client secret stay', () => {
  const state = { clockOffsetSeconds: 7, idpClientSecret: 'kept', accounts: { $map: [['1', {}]] } }
  writeFileSync(file, JSON.stringify({ format: 1, state }))
  const opened = openStore(file).state
  expect(opened).toMatchObject({ clockOffsetSeconds: 7, idpClientSecret: 'kept' })
  expect([opened.accounts.size, opened.secrets.size]).toEqual([0, 0])
})

test('a file that is not a state is refused, never overwritten', () => {
  writeFileSync(file, '{"format":99,"state":{}}')
  expect(() => openStore(file)).toThrow('has format 99')
  writeFileSync(file, 'not json')
  expect(() => openStore(file)).toThrow()
  expect(statSync(file).size).toBe(8)
})
