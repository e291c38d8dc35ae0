import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainLine, plainOneLine, plainText, visibleLine } from './plain'

describe('what a person typed, in a mail (invariant 11)', () => {
  test('controls that turn text around are spelt out, so that a reader sees them', () => {
    expect(plainText('to \u202Egro.live\u202C')).toBe('to [U+202E]gro.\u2060live[U+202C]')
    expect(plainText('bell\u0007, zero\u200Bwidth, \uFEFF')).toBe('bell[U+0007], zero[U+200B]width, [U+FEFF]')
  })

  test.each([
    ...[
      '\u00AD',
      '\u034F',
      '\u061C',
      '\u115F',
      '\u1160',
      '\u17B4',
      '\u180E',
      '\u200B',
      '\u2060',
      '\u2061',
      '\u2800',
    ],
    ...['\u3164', '\uFE0F', '\uFFA0', '\uFFF9', '\u{1D173}', '\u{E0001}', '\u{E0041}', '\u{E0100}'],
    ...['\u200C', '\u200D'],
  ])('what has no shape of its own is spelt out between letters: %j', (mark) => {
    const code = mark.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    expect(plainText(`ad${mark}min`)).toBe(`ad[U+${code ?? ''}]min`)
    expect(plainLine(`ad${mark}min`, 80)).toBe(`ad[U+${code ?? ''}]min`)
  })

  test('an emoji keeps the marks that it is made of', () => {
    for (const emoji of ['❤\uFE0F', '👩\u200D👩\u200D👧', '👩🏽\u200D🚒', '🏳\uFE0F\u200D🌈'])
      expect(plainText(`so ${emoji} it`)).toBe(`so ${emoji} it`)
  })

  test('where one line is shown, a line break is spelt out and blanks stay as they are', () => {
    expect(plainOneLine('OPS-1\r\nScope: all\u2028\tof  it')).toBe(
      'OPS-1[U+000A]Scope: all[U+2028][U+0009]of  it',
    )
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
    'evil。example/a',
    'eve＠evil．example',
    '💩.example',
    'evil.💩',
  ])('is nothing that a mail program makes a link of: %s', (typed) => {
    const shown = plainText(typed)
    expect(shown).not.toMatch(/\S[.@。．＠][\p{L}\p{N}\p{So}]|:\/\//u)
    expect(shown.replaceAll('\u2060', '')).toBe(typed)
    expect(plainLine(typed, 80)).toBe(shown)
  })

  test('an S3 address is no link and stays as it is', () => {
    expect(plainText('s3://finance-reports/2026/')).toBe('s3://finance-reports/2026/')
  })

  test('is the same when it is made plain twice', () => {
    const marks = [
      '\u2060',
      '\u200C',
      '\u200D',
      '\uFE0F',
      '\u3164',
      '.',
      '@',
      ':',
      '/',
      'a',
      'م',
      '❤',
      ' ',
      '\n',
    ]
    const unit = fc.oneof(fc.constantFrom(...marks), fc.string({ unit: 'binary', maxLength: 1 }))
    for (const made of [plainText, plainOneLine])
      fc.assert(
        fc.property(fc.string({ unit }), (text) => {
          expect(made(made(text))).toBe(made(text))
        }),
        { numRuns: 2000 },
      )
  })

  test('is the same when what was cut is made plain again', () => {
    const unit = fc.constantFrom('a', '.', '@', 'م', '\u200C', '❤', '\uFE0F', '\u200D', '\u2060', ' ', '\n')
    fc.assert(
      fc.property(fc.string({ unit }), fc.integer({ min: 2, max: 12 }), (text, length) => {
        const line = plainLine(text, length)
        expect(plainOneLine(line)).toBe(line)
      }),
      { numRuns: 2000 },
    )
  })

  test('on a page keeps its dots as they are: no program makes links there', () => {
    expect(visibleLine('connect to 127.0.0.1:5432\u200B failed\n', 80)).toBe(
      'connect to 127.0.0.1:5432[U+200B] failed',
    )
  })

  test('in a header is one line of at most so many characters, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const line = plainLine(text, 120)
        expect(Array.from(line).length).toBeLessThanOrEqual(120)
        expect(line).not.toMatch(/[\r\n\p{Cc}\u202A-\u202E\u2066-\u2069\p{Zl}\p{Zp}]/u)
        expect(line.isWellFormed()).toBe(true)
      }),
    )
    expect(plainLine('a\r\nBcc: eve@evil.example', 80)).toBe('a Bcc: eve@\u2060evil.\u2060example')
  })
})
