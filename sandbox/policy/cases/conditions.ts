import { allow, type Case, roleArn } from './case'

const operatorsGuide = 'IAM JSON policy elements: Condition operators'
const key = 's3:prefix'

/** One operator on one key: `given` undefined means that the key is absent from the request. */
function when(
  operator: string,
  written: unknown,
  given: string | undefined,
  holds: boolean,
  rule: string,
  name = key,
): Case {
  return {
    guide: operatorsGuide,
    rule: `${operator}: ${rule}`,
    identity: [allow({ Condition: { [operator]: { [name]: written } } })],
    keys: given === undefined ? {} : { [name]: given },
    decision: holds ? 'allow' : 'implicit-deny',
  }
}

const strings: Case[] = [
  when('StringEquals', 'a/', 'a/', true, 'matches exactly'),
  when('StringEquals', 'a/', 'A/', false, 'is case-sensitive'),
  when('StringEquals', 'a*', 'ab', false, 'knows no wildcards'),
  when('StringEquals', '', '', true, 'an empty value is present and can be matched'),
  when('StringEquals', ['x', 'a/'], 'a/', true, 'one of several values suffices'),
  when('StringEquals', 'a/', undefined, false, 'an absent key makes the condition false'),
  when('StringNotEquals', 'a/', 'b/', true, 'is negated matching'),
  when('StringNotEquals', ['b/', 'a/'], 'a/', false, 'none of several values may match'),
  when('StringNotEquals', 'a/', undefined, true, 'an absent key makes a negated condition true'),
  when('StringEqualsIgnoreCase', 'A/', 'a/', true, 'ignores case'),
  when('StringNotEqualsIgnoreCase', 'A/', 'a/', false, 'ignores case'),
  when('StringLike', 'home/*', 'home/ada/', true, 'an asterisk matches several characters'),
  when('StringLike', 'home/*', 'Home/ada/', false, 'is case-sensitive'),
  when('StringLike', 'home/?', 'home/', false, 'a question mark matches one character'),
  when('StringNotLike', 'home/*', 'other/', true, 'is negated matching'),
  when('StringNotLike', 'home/*', 'home/ada/', false, 'does not hold when the value matches'),
  when('StringLike', '${aws:PrincipalTag/team}/*', 'finance/a', true, 'takes policy variables'),
]

const arns: Case[] = [
  when(
    'ArnLike',
    'arn:aws:iam::*:role/daypass/*',
    roleArn,
    true,
    'each component may have wildcards',
    'aws:SourceArn',
  ),
  when('ArnEquals', 'arn:aws:iam::*:role/daypass/*', roleArn, true, 'behaves as ArnLike', 'aws:SourceArn'),
  when(
    'ArnLike',
    'arn:aws:someservice:*:111122223333:finance/*',
    'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
    false,
    'each of the six components is checked separately',
    'aws:SourceArn',
  ),
  when(
    'StringLike',
    'arn:aws:someservice:*:111122223333:finance/*',
    'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
    true,
    'matches across components where ArnLike does not',
    'aws:SourceArn',
  ),
  when('ArnNotLike', 'arn:aws:iam::*:role/daypass/*', roleArn, false, 'is negated matching', 'aws:SourceArn'),
  when('ArnNotEquals', 'arn:aws:iam::*:user/*', roleArn, true, 'behaves as ArnNotLike', 'aws:SourceArn'),
  when(
    'ArnLike',
    'arn:aws:iam::*:role/*',
    'role',
    false,
    'a value that is no ARN does not match',
    'aws:SourceArn',
  ),
]

const colons = when(
  'ArnLike',
  'arn:aws:logs:*:*:log-group:*:stream',
  'arn:aws:logs:eu-west-1:111122223333:log-group:app:stream',
  true,
  'colons after the fifth belong to the last component',
  'aws:SourceArn',
)

const noon = '2026-05-03T12:00:00Z'
const issued = 'aws:TokenIssueTime'
const dates: Case[] = [
  when('DateGreaterThanEquals', noon, noon, true, 'holds at the date', issued),
  when('DateGreaterThanEquals', noon, '2026-05-03T11:59:59Z', false, 'does not hold a second before', issued),
  when('DateGreaterThan', noon, noon, false, 'does not hold at the date', issued),
  when('DateLessThan', noon, '2026-05-03T11:59:59Z', true, 'holds a second before', issued),
  when('DateLessThan', noon, noon, false, 'does not hold at the date', issued),
  when('DateLessThanEquals', noon, noon, true, 'holds at the date', issued),
  when('DateEquals', '2026-05-03T14:00:00+02:00', noon, true, 'compares points in time, not text', issued),
  when('DateNotEquals', noon, noon, false, 'is negated matching', issued),
  when('DateNotEquals', noon, undefined, true, 'an absent key makes a negated condition true', issued),
  when('DateEquals', '1777809600', noon, true, 'takes epoch seconds', issued),
  when('DateEquals', 1777809600, noon, true, 'takes epoch seconds without quotation marks', issued),
  when('DateGreaterThan', '2026-05', noon, true, 'takes a year and month', issued),
  when('DateLessThan', noon, 'soon', false, 'a value that is no date does not match', issued),
  when('DateLessThan', noon, undefined, false, 'an absent key makes the condition false', issued),
]

const secure = 'aws:SecureTransport'
const others: Case[] = [
  when('Bool', 'false', 'false', true, 'compares true and false', secure),
  when('Bool', true, 'false', false, 'takes a boolean without quotation marks', secure),
  when('Bool', 'false', undefined, false, 'an absent key makes the condition false', secure),
  when('Null', 'true', undefined, true, 'true asks that the key is absent'),
  when('Null', 'true', '', false, 'true does not hold for a key that is present'),
  when('Null', 'false', 'a', true, 'false asks that the key is present'),
  when('Null', false, undefined, false, 'false does not hold for an absent key'),
  when('StringEqualsIfExists', 'a/', undefined, true, 'an absent key makes the condition true'),
  when('StringEqualsIfExists', 'a/', 'b/', false, 'a key that is present is compared'),
  when('StringNotEqualsIfExists', 'a/', undefined, true, 'an absent key makes the condition true'),
  when('ArnLikeIfExists', 'arn:aws:iam::*:role/*', undefined, true, 'an absent key makes the condition true'),
  when('DateLessThanIfExists', noon, undefined, true, 'an absent key makes the condition true', issued),
  when('BoolIfExists', 'true', undefined, true, 'an absent key makes the condition true', secure),
  when('BoolIfExists', 'true', 'false', false, 'a key that is present is compared', secure),
]

const count = 's3:max-keys'
const numbers: Case[] = [
  when('NumericEquals', '10', '10', true, 'compares numbers', count),
  when('NumericEquals', 10, '10.0', true, 'compares numbers, not text', count),
  when('NumericNotEquals', '10', '10', false, 'is negated matching', count),
  when('NumericNotEquals', '10', undefined, true, 'an absent key makes a negated condition true', count),
  when('NumericLessThan', '10', '9.5', true, 'takes decimals', count),
  when('NumericLessThan', '10', '10', false, 'does not hold at the number', count),
  when('NumericLessThanEquals', '10', '10', true, 'holds at the number', count),
  when('NumericLessThanEquals', '10', '9', true, 'does not compare as text', count),
  when('NumericGreaterThan', '-1', '0', true, 'takes negative numbers', count),
  when('NumericGreaterThanEquals', ['50', '10'], '10', true, 'one of several values suffices', count),
  when('NumericLessThan', '10', 'few', false, 'a value that is no number does not match', count),
  when('NumericLessThan', '10', '', false, 'an empty value is not zero', count),
  when('NumericLessThan', '10', undefined, false, 'an absent key makes the condition false', count),
  when('NumericLessThanIfExists', '10', undefined, true, 'an absent key makes the condition true', count),
]

const from = 'aws:SourceIp'
const addresses: Case[] = [
  when('IpAddress', '203.0.113.0/24', '203.0.113.7', true, 'an address lies in the block', from),
  when('IpAddress', '203.0.113.0/24', '203.0.114.7', false, 'an address lies outside the block', from),
  when('IpAddress', '203.0.113.9/24', '203.0.113.7', true, 'bits behind the prefix do not matter', from),
  when('IpAddress', '203.0.113.7', '203.0.113.7', true, 'without a prefix it is one address', from),
  when('IpAddress', '203.0.113.7', '203.0.113.70', false, 'without a prefix no other matches', from),
  when('IpAddress', '0.0.0.0/0', '203.0.113.7', true, 'the prefix 0 is every IPv4 address', from),
  when('IpAddress', '0.0.0.0/0', '2001:db8::1', false, 'no IPv6 address lies in an IPv4 block', from),
  when('IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678::1', true, 'takes IPv6', from),
  when('IpAddress', '2001:db8::/32', '2001:db9::1', false, 'an IPv6 address lies outside the block', from),
  when('IpAddress', '::/0', '203.0.113.7', false, 'no IPv4 address lies in an IPv6 block', from),
  when('IpAddress', ['2001:db8::/32', '203.0.113.0/24'], '203.0.113.7', true, 'one block suffices', from),
  when('IpAddress', '203.0.113.0/24', 'localhost', false, 'what is no address lies in no block', from),
  when('IpAddress', '203.0.113.0/24', '203.0.113.0/28', false, 'a block is no address', from),
  when('IpAddress', '203.0.113.0/24', undefined, false, 'an absent key makes the condition false', from),
  when('NotIpAddress', '203.0.113.0/24', '203.0.113.7', false, 'is negated matching', from),
  when('NotIpAddress', '203.0.113.0/24', '198.51.100.1', true, 'holds outside the block', from),
  when('NotIpAddress', '203.0.113.0/24', undefined, true, 'an absent key makes the condition true', from),
]

export const operatorCases: Case[] = [
  ...strings,
  ...arns,
  colons,
  ...dates,
  ...others,
  ...numbers,
  ...addresses,
]
