import { describe, expect, test } from 'vitest'
import { checkCondition } from './condition'

describe('a mistake in the writing is found where it is', () => {
  test.each([
    ['»', 'Write a condition here.'],
    ['» // nothing but a remark', 'Write a condition here.'],
    ['request.reason »= "a"', 'To compare, write "==".'],
    ['true »& false', 'For "and", write "&&".'],
    ['true »| false', 'For "or", write "||".'],
    ['true »and false', 'Write "&&" for "and".'],
    ['true »OR false', 'Write "||" for "OR".'],
    ['request.reason »is "a"', 'Write "==" for "is".'],
    ['request.reason »"a"', '"&&", "==" or the like is missing before ""a"".'],
    ['true »true', '"&&", "==" or the like is missing before "true".'],
    ['true && \n  false »&&& true'.replace('»&&&', '&&»& '), 'For "and", write "&&".'],
    ['duration.minutes >»', 'A value is missing after ">".'],
    ['duration.minutes > »&& true', 'A value is missing before "&&".'],
    ['»> 60', 'A value is missing before ">".'],
    ['»in ["a"]', 'A value is missing before "in".'],
    ['request.»', 'A value is missing after ".".'],
    ['request».5 == 1', '"&&", "==" or the like is missing before ".5".'],
    ['request.»-1 == 1', 'The name of a field is missing after ".".'],
    ['request.»"reason"', 'The name of a field is missing after ".".'],
    ['».request.reason == ""', 'A value is missing before ".".'],
    ['request»?.reason == ""'.replace('»?.', '?».'), 'A value is missing before ".".'],
    ['»(true', 'This "(" is not closed.'],
    ['requester.groups.exists»(g, g == "a"', 'This "(" is not closed.'],
    ['"a" in »["a"', 'This "[" is not closed.'],
    ['»(true]', 'This "(" is not closed.'],
    ['true»)', '")" closes nothing. Remove it.'],
    ['(»)', 'A value is missing before ")".'],
    ['requester.groups[»] == "a"', 'A value is missing before "]".'],
    ['["a", »] == []', 'A value is missing before "]".'],
    ['requester.groups.exists(g, g == »)', 'A value is missing before ")".'],
    ['true »? false', 'This "?" has no ":". Write "condition ? value : other value".'],
    ['(true »? false)', 'This "?" has no ":". Write "condition ? value : other value".'],
    ['size(true »? 1, 2)', 'This "?" has no ":". Write "condition ? value : other value".'],
    ['true »: false', '":" cannot stand here.'],
    ['(true», false)', '"," cannot stand here.'],
    ['true», false', '"," cannot stand here.'],
    ['true »! false', '"!" cannot stand here.'],
    ['1»(2)', '"(" cannot stand here.'],
    ['request.reason == »"a', 'This text is not closed. Write its closing quote.'],
    [
      "request.reason == »'it's'".replace("»'it's'", "'it's»'"),
      'This text is not closed. Write its closing quote.',
    ],
    ['request.reason == »"a\n"', 'This text is not closed. Write its closing quote.'],
    ['request.reason == »"a\\"', 'This text is not closed. Write its closing quote.'],
    [
      'request.ticket.matches("^»\\d+$")',
      '"\\d" stands for nothing. Write "\\\\d", or r"…" for a text without escapes.',
    ],
    ['request.reason == "»\\u12"', /^"\\u" stands for nothing/],
    ['»#true', '"#" has no meaning here. Remove it, or put it in quotes.'],
    ['request.reason == »“a”', '"“" has no meaning here. Remove it, or put it in quotes.'],
    ['»😀 == true', '"😀" has no meaning here. Remove it, or put it in quotes.'],
    ['"😀" == request.reason »x', '"&&", "==" or the like is missing before "x".'],
    ['»`request` == true', '"`" has no meaning here. Remove it, or put it in quotes.'],
  ])('%s', (withMark, sentence) => {
    const text = withMark.replace('»', '')
    const [mistake, ...more] = checkCondition(text)
    expect(more).toEqual([])
    const offset = mistake?.offset ?? text.length
    expect(`${text.slice(0, offset)}»${text.slice(offset)}`).toBe(withMark)
    expect(mistake?.sentence).toMatch(sentence)
  })

  test.each([
    ['»if == true', 'This cannot be read: reserved identifier.'],
    ['request.»in == "a"', 'This cannot be read: reserved keyword.'],
    ['request.reason == "\\ud800"', 'This cannot be read: surrogate code points are not allowed.'],
  ])('what only the parser sees is reported in its words: %s', (withMark, sentence) => {
    const [mistake] = checkCondition(withMark.replace('»', ''))
    if (withMark.includes('»')) expect(mistake?.offset).toBe(withMark.indexOf('»'))
    expect(mistake?.sentence).toMatch(sentence)
  })
})

test.each([
  ['brackets', '('.repeat(31), 'true', ')'.repeat(31)],
  ['lists', '['.repeat(500), '', ']'.repeat(500)],
  ['calls', 'size('.repeat(300), '', ')'.repeat(300)],
  ['choices', 'true ? true : '.repeat(31), 'true', ''],
  ['open brackets', '('.repeat(1999), '', ''],
])('what is nested too deep is refused: %s', (_what, before, inside, after) => {
  expect(checkCondition(before + inside + after)[0]?.sentence).toBe(
    'This is nested more than 30 deep. Write it flatter.',
  )
})

test.each([
  ['brackets', `${'('.repeat(30)}true${')'.repeat(30)}`],
  ['choices', `${'true ? true : '.repeat(30)}true`],
  ['not', `${'!'.repeat(1000)}true`],
  ['sums', `${'1+'.repeat(990)}1 == 991`],
  ['ands', `${'true&&'.repeat(300)}true`],
])('many of a kind are evaluated: %s', (_what, text) => expect(checkCondition(text)).toEqual([]))
