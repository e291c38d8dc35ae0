import { describe, expect, test } from 'vitest'
import { checkCondition, LONGEST_CONDITION } from './condition'

/** The text with "»" where each mistake was found, and the sentences. */
function marked(text: string): [string, ...string[]] {
  const mistakes = checkCondition(text)
  const marks = mistakes.reduceRight((so, { offset }) => `${so.slice(0, offset)}»${so.slice(offset)}`, text)
  return [marks, ...mistakes.map(({ sentence }) => sentence)]
}
const finds = (withMark: string, sentence: RegExp | string) => {
  const [found, ...sentences] = marked(withMark.replaceAll('»', ''))
  expect(found).toBe(withMark)
  for (const one of sentences) expect(one).toMatch(sentence)
}

describe('names that are not there are found at their place, with the nearest one that is', () => {
  test.each([
    [
      '»requestor.handle == "a"',
      'There is no "requestor". Did you mean "requester"? There are: request, requester, entitlement, account, scope, duration, start.',
    ],
    [
      'true && »x',
      'There is no "x". There are: request, requester, entitlement, account, scope, duration, start.',
    ],
    ['»constructor == "a"', /^There is no "constructor"\. There are/],
    [
      '"a" in requester.»group',
      '"requester" has no "group". Did you mean "groups"? There are: handle, groups, manager.',
    ],
    ['request.»Reason == ""', /Did you mean "reason"\?/],
    ['request.»resaon == ""', /Did you mean "reason"\?/],
    ['has(request.»quest)', /^"request" has no "quest"\./],
    ['has(account.»tag.env)', /Did you mean "tags"\?/],
    ['scope.»toString == ""', /^"scope" has no "toString"\./],
    ['request.kind.»length == 3', 'This is a text, which has no fields.'],
    ['requester.groups.»first == "a"', 'This is a list, which has no fields.'],
    ['request["»kind"] == "a"'.replace('["»', '[»"'), 'Write a field after a ".".'],
    ['requester.groups.exists(g, »h == "a")', /^There is no "h"\. .*start, g\.$/],
    ['requester.groups.exists(g, g == "a") && »g == "b"', /^There is no "g"\./],
    ['request.reason.»startWith("a")', /Did you mean "startsWith"\?/],
    ['»lenght(request.reason) == 1', /^There is no function "lenght"\./],
    ['»toString()', /^There is no function "toString"\./],
    [
      'start.at.»getHours() > 3',
      /For the day and hour of the start there are start\.day, start\.hour and so on\.$/,
    ],
    ['»int("3") == 3', /^There is no function "int"\./],
    ['»dyn(request.reason)', /^There is no function "dyn"\./],
  ])('%s', finds)
})

describe('functions and macros are used as they are meant', () => {
  test.each([
    ['requester.groups.»exists(g)', /^Write it as in requester\.groups\.exists\(group, /],
    ['requester.groups.»exists("g", true)', /^Write it as in/],
    ['requester.groups.»all(g, true, true)', /^Write it as in/],
    ['»has(request)', /^Write it as in has\(account\.tags\.stage\)\.$/],
    ['request.reason.»contains()', /^Write it as in request\.reason\.contains/],
    ['»contains(request.reason, "a")', /^Write it as in/],
    ['»size() == 1', /^Write it as in size/],
    ['requester.groups.»size(1) == 1', /^Write it as in size/],
    ['size(»duration.minutes) == 1', 'This is a whole number; size() counts a text, a list or a map.'],
    ['request.reason.startsWith(»1)', 'This is a whole number, but startsWith() needs a text.'],
    ['»duration.minutes.startsWith("1")', 'This is a whole number, but startsWith() needs a text.'],
    ['»requester.groups.contains("a")', 'This is a list, but contains() needs a text.'],
    [
      'request.ticket.matches(»"(")',
      'Write a regular expression of RE2, without look-around and back-references.',
    ],
    ['request.ticket.matches(»"a(?=b)")', /^Write a regular expression of RE2/],
    ['request.ticket.matches(»request.reason)', /^Write it out in quotes, as in /],
    ['request.ticket.matches(»"a" + "b")'.replace('»"a" +', '»"a" +'), /^Write it out in quotes, as in /],
    ['request.ticket.matches(»"(a{50}){20}")', /^This pattern has more than 500 parts/],
    ['start.at < timestamp(»"2026-12-24")', 'Write a time with its zone, as in "2026-12-24T18:00:00Z".'],
    ['start.at < timestamp(»request.reason)', /^Write it out in quotes/],
    ['start.at < timestamp(»1)', 'This is a whole number, but timestamp() needs a text.'],
    ['duration(»"1 day") > duration("1h")', 'Write a length of time as in "8h", "90m" or "1h30m".'],
    [
      '»duration > duration("1h")'.replace('»duration >', 'duration »>'),
      /^">" cannot compare "duration" as a whole with a length of time\./,
    ],
    ['»request.reason.exists(c, true)', 'This is a text, but a macro goes over a list.'],
    ['requester.groups.filter(g, »g) == []', 'This is a text, but filter() needs true or false here.'],
    ['requester.groups.map(g, »g, g) == []', 'This is a text, but map() needs true or false here.'],
    [
      'requester.groups».exists(scope, scope == "a")',
      '"scope" stands for facts already. Choose another name in exists().',
    ],
    [
      'requester.groups.exists(a, requester.groups».exists(a, a == "b"))',
      '"a" is in use already. Choose another name in exists().',
    ],
  ])('%s', finds)
})

describe('values of different kinds are not mixed', () => {
  test.each([
    [
      'duration.minutes »> "60"',
      '">" cannot compare a whole number with a text. Write numbers without quotes.',
    ],
    ['duration.minutes »== "60"', 'This can never be equal: a whole number and a text.'],
    [
      'request.ticket »== null',
      'This can never be equal: a text and null. Nothing is ever null here; what is missing is "".',
    ],
    ['requester.groups »== "a"', 'This can never be equal: a list and a text.'],
    ['requester.groups »== [1]', /^This can never be equal/],
    ['duration »== 60', 'This can never be equal: "duration" as a whole and a whole number.'],
    ['1 »in requester.groups', 'This can never be equal: a whole number and a text.'],
    ['"a" »in request.reason', '"in" needs a list or a map on its right; this is a text.'],
    ['"a" »in request', '"in" needs a list or a map on its right; this is "request" as a whole.'],
    ['true »< false', '"<" cannot compare true or false with true or false.'],
    ['duration.minutes »+ "a" == "b"', '"+" cannot join a whole number and a text.'],
    [
      'duration.minutes »* 1.5 > 2.0',
      '"*" cannot join a whole number and a number with decimals. Write both with decimals or both without.',
    ],
    ['start.at »+ 60 > start.at', '"+" cannot join a time and a whole number.'],
    ['requester.groups »+ [1] == []', '"+" cannot join a list and a list.'],
    ['!»request.ticket', 'This is a text, but "!" needs true or false.'],
    ['-»request.ticket == 1', 'This is a text; "-" needs a number.'],
    ['true && »request.ticket', 'This is a text, but "&&" needs true or false.'],
    ['»duration.minutes || true', 'This is a whole number, but "||" needs true or false.'],
    ['»request.reason ? true : false', 'This is a text, but "?" needs true or false.'],
    [
      'scope.delete ? true : »1',
      'Both sides of ":" must be of one kind: this is a whole number, the other true or false.',
    ],
    [
      '[1, »"a"] == []',
      'The elements of a list must all be of one kind: this is a text, before it stands a whole number.',
    ],
    ['{1: true, »"a": true}[1]', /^The keys of a map must all be of one kind/],
    ['{»1.5: true}[1]', /^The key of a map is a text or a whole number\.|^This is/],
    ['{"a": 1}[»2] == 1', 'This is a whole number, but here stands a text.'],
    ['requester.groups[»"a"] == "b"', 'This is a text, but here stands a whole number.'],
    ['duration.minutes[»0] == 1', 'This is a whole number, not a list or a map.'],
    ['»99999999999999999999 > duration.minutes', 'This number is too large.'],
    ['»9u == 9', 'Bytes and unsigned numbers are not used here. Write a text or a plain number.'],
  ])('%s', finds)
})

describe('a comparison that can never be true is found', () => {
  test.each([
    [
      'scope.level == »"reed"',
      'This is never "reed". Did you mean "read"? There are: list, read, read-write.',
    ],
    ['»"reed" == scope.level', /^This is never "reed"/],
    ['scope.level != »"write"', /^This is never "write"/],
    ['scope.level in ["read", »"writ"]', /^This is never "writ"/],
    ['start.day == »"Monday"', /Did you mean "monday"\?/],
    ['start.day in [»"sat", »"sun"]', /^This is never "s/],
    ['scope.kind == »"S3"', /Did you mean "s3"\?/],
    ['request.kind == »"breakglass"', /Did you mean "break-glass"\?/],
    ['»"consol" in request.deliveries', /Did you mean "console"\?/],
    ['request.deliveries.all(d, d == »"consol")', /Did you mean "console"\?/],
    ['request.deliveries.filter(d, d == »"consol") == []', /Did you mean "console"\?/],
    ['(scope.delete ? "a" : "b") == »"c"', 'This is never "c". There are: a, b.'],
    ['scope.level »== start.day', 'This can never be equal: no value of the one is a value of the other.'],
    ['start.hour == »24', 'This is never 24: it goes from 0 to 23.'],
    ['start.hour in [22, 23, »24]', 'This is never 24: it goes from 0 to 23.'],
    ['start.month == »0', 'This is never 0: it goes from 1 to 12.'],
    ['start.date == »"24.12.2026"', 'Write a date of the calendar as in "2026-12-24".'],
    ['start.date >= »"2026-02-30"', 'Write a date of the calendar as in "2026-12-24".'],
    ['start.zone == »"Europe/Berln"', 'Write the name of a time zone as in "Europe/Berlin".'],
    ['scope.level »> "list"', /^">" would go by the alphabet here\./],
  ])('%s', finds)

  test.each([
    'scope.level == ""',
    'start.hour >= 24',
    'start.date < "2028-03-01"',
    '"a" == "b"',
    'start.month in [12, 1]',
  ])('nothing is said against %s', (text) => expect(checkCondition(text)).toEqual([]))
})

describe('what is not a condition at all', () => {
  test.each([
    ['»duration.minutes', 'This is a whole number, but a condition says true or false.'],
    ['»request', 'This is "request" as a whole, but a condition says true or false.'],
    ['»"true"', 'This is a text, but a condition says true or false.'],
    ['»start.at - start.at', 'This is a length of time, but a condition says true or false.'],
    ['»requester.groups.map(g, g)', 'This is a list, but a condition says true or false.'],
    ['»scope.delete ? 1 : 2', 'This is a whole number, but a condition says true or false.'],
    ['»google.protobuf.Duration{seconds: 1}'.replace('»', '').replace('{', '»{'), '"{" cannot stand here.'],
  ])('%s', finds)

  test('every mistake is named, in the order of the text', () => {
    expect(marked('requestor.handle == "a" && scope.level == "reed" && duration.minutes > "1"')[0]).toBe(
      '»requestor.handle == "a" && scope.level == »"reed" && duration.minutes »> "1"',
    )
  })

  test('a text that is too long is not read at all', () => {
    const most = `true//${'x'.repeat(LONGEST_CONDITION - 6)}`
    expect(checkCondition(most)).toEqual([])
    expect(checkCondition(`${most}x`)).toEqual([
      { offset: LONGEST_CONDITION, sentence: 'A condition has at most 2000 characters.' },
    ])
  })

  test('macros within each other are refused where they would take too many steps', () => {
    const two = 'requester.groups.exists(a, requester.groups.exists(b, a == b))'
    expect(checkCondition(two)).toEqual([])
    expect(checkCondition(`requester.groups.exists(c, ${two})`)).toEqual([
      { offset: 0, sentence: 'This takes too many steps: put fewer macros over lists into each other.' },
    ])
    expect(checkCondition('[1, 2].exists(a, [1, 2].exists(b, [1, 2].exists(c, a == b && b == c)))')).toEqual(
      [],
    )
    expect(checkCondition(two.replace('a == b', 'a + b in requester.groups'))).toHaveLength(1)
  })
})
