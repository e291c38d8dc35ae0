import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCondition, holds } from './condition'
import type { PolicyFacts } from './facts'
import { prepareFacts } from './prepare'
import { factsWith } from './testing'

const PIECES = [
  ...[
    'request',
    'requester',
    'account',
    'scope',
    'duration',
    'start',
    '.kind',
    '.groups',
    '.tags',
    '.level',
    '.at',
  ],
  ...[
    '.minutes',
    '.day',
    '.hour',
    '.env',
    '.reason',
    '["env"]',
    '[0]',
    'x',
    'g',
    'true',
    'false',
    'null',
    '1',
    '-1',
    '0',
  ],
  ...[
    '2.5',
    '"a"',
    "'read'",
    '"monday"',
    'r"\\d"',
    'b"x"',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    ',',
    ':',
    '?',
    '!',
    '-',
    '+',
  ],
  ...[
    '*',
    '/',
    '%',
    '==',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    '&&',
    '||',
    ' in ',
    '.exists(g, ',
    '.all(x, ',
    '.map(g, ',
  ],
  ...[
    '.filter(x, ',
    '.exists_one(g, ',
    'has(',
    'size(',
    'timestamp(',
    'duration(',
    '.matches(',
    '.startsWith(',
    '//',
    '\n',
  ],
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
)

/** Conditions that are well written, of whatever types. */
const wellWritten = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom(
      ...['request.kind', 'requester.groups', 'account.tags', 'account.tags.env', 'duration.minutes'],
    ),
    fc.constantFrom(
      ...[
        'start.at',
        'start.day',
        'scope.delete',
        'true',
        '1',
        '0',
        '2.5',
        '"a"',
        '[]',
        'g',
        'duration("1h")',
      ],
    ),
    fc
      .tuple(tie('part'), fc.constantFrom('==', '<', '&&', '||', '+', '-', '/', 'in', '%'), tie('part'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(tie('part'), tie('part'), tie('part')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(tie('part'), fc.constantFrom('exists', 'all', 'filter', 'map', 'exists_one'), tie('part'))
      .map(([a, macro, b]) => `${a}.${macro}(g, ${b})`),
    fc.tuple(tie('part'), tie('part')).map(([a, b]) => `${a}[${b}]`),
    tie('part').map((a) => `!${a}`),
    tie('part').map((a) => `size(${a})`),
    tie('part').map((a) => `[${a}, ${a}]`),
  ),
})).part

const pick = (...of: readonly string[]) => fc.constantFrom(...of)
type Typed = { bool: string; int: string; text: string; list: string; time: string }

/** Conditions whose types fit. */
const fitting = fc.letrec<Typed>((tie) => {
  const two = (a: keyof Typed, signs: readonly string[], b = a) =>
    fc.tuple(tie(a), pick(...signs), tie(b)).map(([left, sign, right]) => `(${left} ${sign} ${right})`)
  const choice = (of: keyof Typed) =>
    fc.tuple(tie('bool'), tie(of), tie(of)).map(([asked, yes, no]) => `(${asked} ? ${yes} : ${no})`)
  const macro = (name: string) =>
    fc.tuple(tie('list'), tie('bool')).map(([list, asked]) => `${list}.${name}(g, ${asked})`)
  const depth = { maxDepth: 4, depthSize: 'small' } as const
  return {
    bool: fc.oneof(
      depth,
      pick(
        'true',
        'false',
        'scope.delete',
        'has(account.tags.nope)',
        'start.day == "sunday"',
        '"env" in account.tags',
      ),
      two('bool', ['&&', '||', '==', '!=']),
      two('int', ['==', '<', '<=', '>', '>=']),
      two('text', ['==', '!=', '<', '>=']),
      two('time', ['==', '<', '>']),
      two('text', ['in'], 'list'),
      choice('bool'),
      tie('bool').map((asked) => `!${asked}`),
      pick('exists', 'all', 'exists_one').chain(macro),
      tie('text').map((text) => `${text}.matches("^[a-z]+$")`),
    ),
    int: fc.oneof(
      depth,
      pick('0', '1', '-7', '9223372036854775807', 'duration.minutes', 'request.extensionsBefore'),
      two('int', ['+', '-', '*', '/', '%']),
      choice('int'),
      fc.oneof(tie('text'), tie('list')).map((sized) => `size(${sized})`),
    ),
    text: fc.oneof(
      depth,
      pick(
        'request.reason',
        'account.tags.env',
        'account.tags["nope"]',
        'requester.handle',
        'requester.groups[5]',
      ),
      two('text', ['+']),
      choice('text'),
      fc.tuple(tie('list'), tie('int')).map(([list, index]) => `${list}[${index}]`),
    ),
    list: fc.oneof(
      depth,
      pick('requester.groups', '["a", "engineers"]'),
      two('list', ['+']),
      macro('filter'),
      fc.tuple(tie('list'), tie('text')).map(([list, text]) => `${list}.map(g, ${text})`),
    ),
    time: fc.oneof(
      depth,
      pick('start.at', 'timestamp("2026-12-24T18:00:00Z")'),
      fc.tuple(tie('time'), pick('+', '-')).map(([time, sign]) => `(${time} ${sign} duration("87600h"))`),
      choice('time'),
    ),
  }
}).bool

const word = fc.string({ unit: 'binary', maxLength: 12 })
const facts: fc.Arbitrary<PolicyFacts> = fc
  .record({
    reason: word,
    groups: fc.array(word, { maxLength: 20 }),
    tags: fc.dictionary(fc.oneof(word, fc.constantFrom('env', '__proto__', 'constructor')), word, {
      maxKeys: 5,
    }),
    minutes: fc.oneof(fc.integer(), fc.double()),
    at: fc.date({ noInvalidDate: false }),
    zone: fc.oneof(fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', '+05:30'), word),
  })
  .map(({ reason, groups, tags, minutes, at, zone }) =>
    factsWith({
      request: { reason, ticket: reason },
      requester: { groups },
      account: { tags },
      duration: { minutes },
      start: { at, zone },
    }),
  )

const isVerdict = (verdict: object) =>
  'holds' in verdict
    ? typeof verdict.holds === 'boolean'
    : 'failed' in verdict && typeof verdict.failed === 'string'

test('whatever is written, it has mistakes within the text or is evaluated, and nothing throws', () => {
  const prepared = prepareFacts(factsWith())
  fc.assert(
    fc.property(fc.oneof(text, wellWritten), (condition) => {
      const mistakes = checkCondition(condition)
      for (const { offset, sentence } of mistakes) {
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(offset).toBeLessThanOrEqual(condition.length)
        expect(sentence).toMatch(/[.:]$/)
      }
      const verdict = holds(condition, prepared)
      expect(isVerdict(verdict)).toBe(true)
      if (mistakes.length > 0) expect(verdict).toEqual({ failed: mistakes[0]?.sentence })
    }),
    { numRuns: 3000 },
  )
})

test('what was found right fails at most for what only facts can show', () => {
  const prepared = prepareFacts(factsWith())
  const known = /^There is no ".*" here|has no element|divides by zero|int overflow|duration out of range/s
  const found = { right: 0, held: 0 }
  fc.assert(
    fc.property(fitting, (condition) => {
      if (checkCondition(condition).length > 0) return
      found.right++
      const verdict = holds(condition, prepared)
      if ('failed' in verdict) expect(verdict.failed).toMatch(known)
      else if (verdict.holds) found.held++
    }),
    { numRuns: 2000 },
  )
  expect(found.right).toBeGreaterThan(1000)
  expect(found.held).toBeGreaterThan(100)
})

test('whatever the facts are, a condition holds, does not, or fails', () => {
  const conditions = [
    'request.reason.startsWith("a") || request.ticket.matches("^[A-Z]+-[0-9]+$")',
    'requester.groups.exists(g, g == account.tags.env)',
    'duration.minutes > 60 && start.hour < 8',
    'start.day == "monday" || start.at > timestamp("2026-01-01T00:00:00Z")',
    'size(requester.groups) / size(account.tags) > 1',
  ]
  fc.assert(
    fc.property(facts, (random) => {
      const prepared = prepareFacts(random)
      for (const condition of conditions) expect(isVerdict(holds(condition, prepared))).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
