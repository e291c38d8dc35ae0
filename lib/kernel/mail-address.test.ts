import { expect, test } from 'vitest'
import { isPlainAddress, splitSender } from './mail-address'

test.each([
  'alice@example.com',
  'alice.b+label@mail.example.com',
  "o'hara@example.com",
  'x@xn--bcher-kva.example',
  `${'a'.repeat(64)}@example.com`,
])('%s is an address', (text) => {
  expect(isPlainAddress(text)).toBe(true)
})

test.each([
  '',
  '@',
  'alice',
  'alice@',
  '@example.com',
  'alice@example',
  'alice@@example.com',
  'alice@example.com, eve@example.com',
  'alice@example.com,eve',
  'alice@example.com\r\nBcc: eve@example.com',
  'alice@example.com\n',
  ' alice@example.com',
  'ali ce@example.com',
  '<alice@example.com>',
  'Alice <alice@example.com>',
  '"alice"@example.com',
  'alice(comment)@example.com',
  'group: alice@example.com;',
  '.alice@example.com',
  'alice.@example.com',
  'al..ice@example.com',
  'alice@.example.com',
  'alice@example..com',
  'alice@-example.com',
  'alice@[127.0.0.1]',
  'zoë@example.com',
  'alice@bücher.example',
  'alice\u0000@example.com',
  `${'a'.repeat(65)}@example.com`,
  `a@${'a.'.repeat(130)}com`,
])('%j is none', (text) => {
  expect(isPlainAddress(text)).toBe(false)
})

test('a sender has a name or none', () => {
  expect(splitSender('Daypass at work <daypass@example.com>')).toEqual({
    name: 'Daypass at work',
    address: 'daypass@example.com',
  })
  expect(splitSender('daypass@example.com')).toEqual({ name: '', address: 'daypass@example.com' })
  for (const text of ['a <b@c.de> <e@f.gh>', 'Daypass <', 'x\n<a@b.cd>\n'])
    expect(isPlainAddress(splitSender(text).address)).toBe(false)
})
