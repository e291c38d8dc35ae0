import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsedCsv, withoutGuards } from '../testing/csv'
import { anyText } from '../testing/random-text'
import { csvRecord } from './csv'

/** What spreadsheets take for the start of a formula, whatever cannot be seen before it. */
const CALCULATES = /^["\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫]/u

const AWKWARD = [
  '=',
  '+',
  '-',
  '@',
  '＝',
  '＋',
  "'",
  '"',
  ';',
  ',',
  '\t',
  '\r',
  '\n',
  ' ',
  'a',
  '1',
  '\u200b',
  '\ufeff',
]

/** Texts in which everything that matters to a spreadsheet comes often. */
const awkward = fc.oneof(
  anyText(),
  fc.string({
    unit: fc.constantFrom(...AWKWARD),
    maxLength: 12,
  }),
)

describe('a record of a CSV file', () => {
  test.each([
    ['plain', '"plain"'],
    ['two words, "quoted"\nand a second line', '"two words, ""quoted""\nand a second line"'],
    [null, '""'],
    ['', '""'],
    [-3600, '"-3600"'],
    ['=1+1', '"\'=1+1"'],
    ['+1', '"\'+1"'],
    ['-1', '"\'-1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['\t=1', '"\'\t\'=1"'],
    ['\rcmd', '"\'\rcmd"'],
    ['  \u200b=1', '"\'  \u200b=1"'],
    ['＝1', '"\'＝1"'],
    ["'=1", '"\'\'=1"'],
    ['a;=1;b', '"a;\'=1;b"'],
    ['a;"=1"', '"a;\'""=1"""'],
    ['first\n=1', '"first\n\'=1"'],
    ['2026-01-02', '"2026-01-02"'],
    ['a=b, c@d', '"a=b, c@d"'],
  ])('of %j is %s', (field, record) => {
    expect(csvRecord([field])).toBe(`${record}\r\n`)
  })

  test('is read back as what went in, once the guards are taken away', () => {
    fc.assert(
      fc.property(fc.array(awkward, { minLength: 1, maxLength: 5 }), (fields) => {
        const [record = [], ...others] = parsedCsv(csvRecord(fields))
        expect(others).toEqual([])
        expect(record.map(withoutGuards)).toEqual(fields)
      }),
    )
  })

  test.each([[','], [';'], ['\t']])('holds no formula for who splits it at %j', (separator) => {
    fc.assert(
      fc.property(fc.array(awkward, { minLength: 1, maxLength: 5 }), (fields) => {
        const cells = parsedCsv(csvRecord(fields), separator).flat()
        expect(cells.filter((cell) => CALCULATES.test(cell))).toEqual([])
      }),
    )
  })
})
