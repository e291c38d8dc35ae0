import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainLine, plainText } from './plain'

describe('what a person typed, in a mail (invariant 11)', () => {
  test('controls that turn text around are spelt out, so that a reader sees them', () => {
    expect(plainText('to \u202Egro.live\u202C')).toBe('to [U+202E]gro.\u2060live[U+202C]')
    expect(plainText('bell\u0007, zero\u200Bwidth, \uFEFF')).toBe('bell[U+0007], zero[U+200B]width, [U+FEFF]')
  })

  test('keeps its lines, and the joiners that words of some languages need', () => {
    expect(plainText('one\r\ntwo\n\tthree')).toBe('one\ntwo\n\tthree')
    expect(plainText('می\u200Cخواهم')).toBe('می\u200Cخواهم')
  })

  test.each([
    'https://evil.example/a',
    'www.evil.example',
    'eve@evil.example',
    'ftp://évil.example',
    'HTTP://x.y',
  ])('is nothing that a mail program makes a link of: %s', (typed) => {
    const shown = plainText(typed)
    expect(shown).not.toMatch(/[\p{L}\p{N}][.@][\p{L}\p{N}]|:\/\//u)
    expect(shown.replaceAll('\u2060', '')).toBe(typed)
  })

  test('an S3 address is no link and stays as it is', () => {
    expect(plainText('s3://finance-reports/2026/')).toBe('s3://finance-reports/2026/')
  })

  test('is the same when it is made plain twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => plainText(plainText(text)) === plainText(text)),
    )
  })

  test('in a header is one line of at most so many characters, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const line = plainLine(text, 120)
        expect(Array.from(line).length).toBeLessThanOrEqual(120)
        expect(line).not.toMatch(/[\r\n\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
        expect(line.isWellFormed()).toBe(true)
      }),
    )
    expect(plainLine('a\r\nBcc: eve@evil.example', 80)).toBe('a Bcc: eve@evil.example')
  })
})
