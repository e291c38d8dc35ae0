import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from './secret'

const value = 'wJalrXUtnFEMI'
const secret = new Secret(value)
const nested = new Secret({ secretAccessKey: value })

test('only revealing it shows a secret’s value', () => {
  expect(secret.reveal()).toBe(value)
  expect(nested.reveal()).toEqual({ secretAccessKey: value })
})

test.each<[string, (shown: unknown) => string]>([
  ['inspect', (shown) => inspect(shown)],
  ['inspect of what is hidden', (shown) => inspect(shown, { showHidden: true, depth: 9 })],
  ['inspect without its own hook', (shown) => inspect(shown, { customInspect: false, showHidden: true })],
  ['inspect from within', (shown) => inspect({ a: [{ b: shown }] }, { depth: 9 })],
  ['console’s formats', (shown) => format('%s %o %O %j', shown, shown, shown, shown)],
  ['JSON', (shown) => JSON.stringify({ a: [shown] })],
  ['a template', (shown) => `${String(shown)} ${[shown].join()}`],
  ['an error’s cause', (shown) => inspect(new Error('no', { cause: { shown } }), { depth: 9 })],
  ['a structured clone', (shown) => inspect(structuredClone(shown), { showHidden: true })],
  ['a spread', (shown) => JSON.stringify({ ...(shown as object) })],
  [
    'its keys',
    (shown) =>
      Reflect.ownKeys(shown as object)
        .map(String)
        .join() + JSON.stringify(Object.entries(shown as object)),
  ],
])('invariant 8: %s does not show it', (_way, show) => {
  expect(show(secret)).not.toContain(value)
  expect(show(nested)).not.toContain(value)
})
