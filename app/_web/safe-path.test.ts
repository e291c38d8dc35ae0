import { expect, test } from 'vitest'
import { safePath } from './safe-path'

test.each([
  ['/', '/'],
  ['/requests/1?tab=2', '/requests/1?tab=2'],
  ['/a/../requests', '/requests'],
])('%s leads within the portal', (given, path) => {
  expect(safePath(given)).toBe(path)
})

test.each([
  [undefined],
  [''],
  ['requests'],
  ['//evil.example'],
  ['///evil.example'],
  ['/\\evil.example'],
  ['/\t/evil.example'],
  ['/..//evil.example'],
  ['https://evil.example/'],
  ['javascript:alert(1)'],
  ['/sign-in'],
  ['/sign-in/'],
  ['/signed-out?x'],
  ['/api/auth/sign-out'],
  [`/${'x'.repeat(2001)}`],
])('%s leads nowhere but home', (given) => {
  expect(safePath(given)).toBe('/')
})
