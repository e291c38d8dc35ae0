import fc from 'fast-check'

/** Any character that Unicode has room for, half surrogate pairs and NUL included; awkward ones more often. */
export const character = fc.oneof(
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0, max: 0x17f }).map((code) => String.fromCodePoint(code)),
  fc.constantFrom(
    '\0',
    '\r\n',
    ' ',
    '\u00a0',
    '\u200b',
    '\u202e',
    '\u0301',
    '\ud800',
    '\udc00',
    '😀',
    'é',
    '/',
    '*',
    '-',
  ),
)

/** Text made of them. */
export const anyText = (maxLength = 30) => fc.string({ unit: character, maxLength })
