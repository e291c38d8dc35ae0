import { expect, test } from 'vitest'
import { DaypassError } from '@/lib/kernel/errors'
import { requireSameOrigin } from './same-origin'

const portal = 'https://daypass.example'

test.each([
  [{ origin: portal }],
  [{ origin: portal, 'sec-fetch-site': 'same-origin' }],
  [{ 'sec-fetch-site': 'same-origin' }],
])('a call with %o comes from the portal', (headers) => {
  expect(() => {
    requireSameOrigin(new Headers(headers), portal)
  }).not.toThrow()
})

test.each([
  [{}],
  [{ origin: 'null' }],
  [{ origin: 'null', 'sec-fetch-site': 'same-origin' }],
  [{ origin: 'https://evil.example' }],
  [{ origin: 'http://daypass.example' }],
  [{ origin: 'https://daypass.example.evil.example' }],
  [{ origin: portal, 'sec-fetch-site': 'same-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'none' }],
])('a call with %o is refused', (headers) => {
  const call = () => {
    requireSameOrigin(new Headers(headers), portal)
  }
  expect(call).toThrow(DaypassError)
  expect(call).toThrow(expect.objectContaining({ code: 'ERR_CROSS_ORIGIN' }))
})
