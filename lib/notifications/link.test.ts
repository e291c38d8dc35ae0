import { expect, test } from 'vitest'
import { linkOf } from './link'

test('a ticket that is a web address is a link to it', () => {
  expect(linkOf('https://tickets.example.com/browse/FIN-1042')).toEqual({
    href: 'https://tickets.example.com/browse/FIN-1042',
  })
})

test('what is shown is the host that is followed, whatever it looks like', () => {
  expect(linkOf('https://аpple.example/login')).toEqual({ href: 'https://xn--pple-43d.example/login' })
  expect(linkOf('HTTPS://tickets.example\u2060.com/\u202Ea b"><x')).toEqual({
    href: 'https://tickets.example.com/%E2%80%AEa%20b%22%3E%3Cx',
  })
})

test.each([
  ['FIN-1042'],
  ['javascript:alert(1)'],
  ['data:text/html,x'],
  ['see https://tickets.example.com'],
  ['https://daypass.example.com@evil.example/'],
  ['https://:x@evil.example/'],
  ['https://'],
  [`https://evil.example/${'x'.repeat(500)}`],
])('%s is no link', (text) => {
  expect(linkOf(text)).toEqual({})
})
