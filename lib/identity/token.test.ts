import { expect, test } from 'vitest'
import { newSignInToken, signInCookie, tokenHash } from './token'

test('over https only the portal’s own host can set the cookie, and no script reads it', () => {
  expect(signInCookie('https://daypass.example')).toEqual({
    name: '__Host-daypass-sign-in',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
  })
})

test('on loopback the cookie has no prefix, which browsers would refuse there', () => {
  expect(signInCookie('http://127.0.0.1:3000')).toMatchObject({
    name: 'daypass-sign-in',
    options: { secure: false },
  })
})

test('a token has 256 random bits, does not show when printed, and is stored as another text', () => {
  const [one, other] = [newSignInToken(), newSignInToken()]
  expect(Buffer.from(one.reveal(), 'base64url')).toHaveLength(32)
  expect(one.reveal()).not.toBe(other.reveal())
  expect(JSON.stringify({ one })).not.toContain(one.reveal())
  expect(tokenHash(one)).toMatch(/^[0-9a-f]{64}$/)
})
