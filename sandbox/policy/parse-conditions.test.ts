import { test } from 'vitest'
import { base, document, expectRefusal, type Refusal } from './cases/document'

const when = (operator: string, values: unknown, key = 's3:prefix') => ({
  ...base,
  Condition: { [operator]: { [key]: values } },
})

const conditions: Refusal[] = [
  [
    'a date with a variable behind it',
    document(when('DateLessThan', '2026-05-03${aws:userid}')),
    'identity',
    /does not suit/,
  ],
  [
    'a Bool with a variable behind it',
    document(when('Bool', 'true${aws:userid}')),
    'identity',
    /does not suit Bool/,
  ],
  ...['BinaryEquals', 'StringMatches', 'stringequals', 'NullIfExists'].map((operator): Refusal => [
    `the operator ${operator}`,
    document(when(operator, 'true')),
    'identity',
    new RegExp(`Invalid Condition type : ${operator}\\.`),
  ]),
  ...['ForAllValues:Null', 'ForSomeValues:StringEquals', 'forallvalues:StringEquals'].map(
    (operator): Refusal => [
      `the operator ${operator}`,
      document(when(operator, 'true')),
      'identity',
      new RegExp(`Invalid Condition type : ${operator}\\.`),
    ],
  ),
  ...['many', '1e3', '0x10', '', '${aws:EpochTime}'].map((written): Refusal => [
    `"${written}" as a number`,
    document(when('NumericLessThan', written)),
    'identity',
    /does not suit NumericLessThan/,
  ]),
  ...['example.com', '203.0.113.0/33', '2001:db8::/129', '203.0.113', '203.0.113.*', 'fe80::1%eth0'].map(
    (written): Refusal => [
      `"${written}" as a block of addresses`,
      document(when('IpAddress', written, 'aws:SourceIp')),
      'identity',
      /does not suit IpAddress/,
    ],
  ),
  [
    'a Condition that is no object',
    document({ ...base, Condition: 'a' }),
    'identity',
    /Condition must be an object/,
  ],
  [
    'an operator without keys',
    document({ ...base, Condition: { StringEquals: 'a' } }),
    'identity',
    /must be an object of condition keys/,
  ],
  [
    'a condition key without a service',
    document(when('StringEquals', 'a', 'prefix')),
    'identity',
    /must be prefaced by a vendor/,
  ],
  ['an empty list of values', document(when('StringEquals', [])), 'identity', /must have a value/],
  [
    'a value that is an object',
    document(when('StringEquals', {})),
    'identity',
    /a string, a number or a boolean/,
  ],
  [
    'a date that is none',
    document(when('DateLessThan', 'tomorrow')),
    'identity',
    /"tomorrow" does not suit DateLessThan/,
  ],
  ['a day that does not exist', document(when('DateLessThan', '2026-13-01')), 'identity', /does not suit/],
  [
    'a date and time without a zone',
    document(when('DateLessThan', '2026-05-03T12:00:00')),
    'identity',
    /does not suit/,
  ],
  ['a variable as a date', document(when('DateLessThan', '${aws:CurrentTime}')), 'identity', /does not suit/],
  [
    'a Bool that is neither true nor false',
    document(when('Bool', 'yes')),
    'identity',
    /"yes" does not suit Bool/,
  ],
  ['a Null that is neither true nor false', document(when('Null', 'null')), 'identity', /does not suit Null/],
  [
    'an ARN operator without an ARN',
    document(when('ArnLike', 'role/a')),
    'identity',
    /"role\/a" does not suit ArnLike/,
  ],
]

test.each(conditions)('refuses %s', (_what, text, kind, message) => {
  expectRefusal(text, kind, message)
})
