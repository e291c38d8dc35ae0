import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Document, LineCounter, parseDocument, Scalar } from 'yaml'
import { placeOf } from './places'

const read = (text: string) => {
  const counter = new LineCounter()
  return { document: parseDocument(text, { lineCounter: counter, prettyErrors: false }), counter, text }
}

/** The text with "»" at the place of a character of the entry `when`. */
function marked(text: string, character: string): string {
  const placed = read(text)
  const offset = String(placed.document.getIn(['rule', 'when'])).indexOf(character)
  const { line, column } = placeOf(placed, ['rule', 'when'], offset)
  const lines = text.split('\n')
  const there = lines[line - 1] ?? ''
  return lines.with(line - 1, `${there.slice(0, column - 1)}»${there.slice(column - 1)}`).join('\n')
}

test.each([
  ['plain', 'rule:\n  when: a == »b\n'],
  ['plain, after its key', 'rule:\n  when:\n    a == »b\n'],
  ['plain over lines', 'rule:\n  when: a ==\n    c &&\n\n    »b\n'],
  ['in a line of braces', 'rule: { when: "a == »b", then: x }\n'],
  ['in single quotes', "rule:\n  when: 'it''s == ''»b'''\n"],
  ['in single quotes over lines', "rule:\n  when: 'a ==\n\n     ''»b'''\n"],
  ['in double quotes', 'rule:\n  when: "a == »b"\n'],
  ['after escapes', 'rule:\n  when: "\\"a\\" \\u00e9\\U0001F600\\x41\\t\\\\ == »b"\n'],
  ['after an escaped end of line', 'rule:\n  when: "a == \\\n    »b"\n'],
  ['in double quotes over lines', 'rule:\n  when: "a\n    == »b"\n'],
  ['literal', 'rule:\n  when: |\n    a\n      && c\n    == »b\n  then: x\n'],
  ['literal with empty lines', 'rule:\n  when: |-\n\n    a ==\n\n    »b\n'],
  ['literal with indentation named', 'rule:\n  when: |2\n      a ==\n    »b\n'],
  ['literal with line ends of Windows', 'rule:\r\n  when: |\r\n    a ==\r\n    »b\r\n'],
  ['folded', 'rule:\n  when: >-\n    a ==\n    c\n\n    »b\n  then: x\n'],
  ['with an anchor and a tag', 'rule:\n  when: &x !!str "a == »b"\n'],
  ['after what takes two units', 'rule:\n  when: 😀 == »b\n'],
])('a character is found where it stands: %s', (_what, withMark) => {
  expect(marked(withMark.replace('»', ''), 'b')).toBe(withMark)
})

test('an entry is found at its key, one of a list where it begins, a missing one at what lacks it', () => {
  const placed = read('rules:\n  - when: a\n    then: b\n  -   c\n')
  expect(placeOf(placed, ['rules', 0, 'then'])).toEqual({ line: 3, column: 5 })
  expect(placeOf(placed, ['rules', 1])).toEqual({ line: 4, column: 7 })
  expect(placeOf(placed, ['rules', 0, 'else'])).toEqual({ line: 2, column: 5 })
  expect(placeOf(placed, ['rules', 0, 'else'], 3)).toEqual({ line: 2, column: 5 })
  expect(placeOf(placed, ['nothing'])).toEqual({ line: 1, column: 1 })
  expect(placeOf(placed, [], 5)).toEqual({ line: 1, column: 1 })
})

test('what stands behind an alias is placed at the alias', () => {
  const placed = read('a: &x "b"\nrule: { when: *x }\n')
  expect(placeOf(placed, ['rule', 'when'], 0)).toEqual({ line: 2, column: 9 })
})

const STYLES = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const

test('every letter is found again, in whatever way a text is written', () => {
  const pieces = fc.constantFrom(
    ...['ab', 'cde', ' ', '  ', '\n', '\n\n', '"', "'", '\\', 'é', '😀', '==', '#x', ': y', '\t'],
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), fc.constantFrom(...STYLES), (parts, style) => {
      const scalar = new Scalar(parts.join(''))
      scalar.type = style
      const text = new Document({ rule: { when: scalar } }).toString({ lineWidth: 30, minContentWidth: 0 })
      const placed = read(text)
      const value = String(placed.document.getIn(['rule', 'when']))
      for (const { index, 0: letter } of value.matchAll(/[a-z=]/g)) {
        const { line, column } = placeOf(placed, ['rule', 'when'], index)
        expect(text.split('\n')[line - 1]?.charAt(column - 1)).toBe(letter)
      }
    }),
    { numRuns: 1000 },
  )
})
