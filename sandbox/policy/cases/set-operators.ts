import { allow, type Case, deny } from './case'

const guide = 'Set operators for multivalued context keys'
const key = 'aws:TagKeys'

/** One set operator on the keys of tags: `given` undefined means that the key is absent from the request. */
function when(
  operator: string,
  written: unknown,
  given: string | string[] | undefined,
  holds: boolean,
  rule: string,
): Case {
  return {
    guide,
    rule: `${operator}: ${rule}`,
    identity: [allow({ Condition: { [operator]: { [key]: written } } })],
    keys: given === undefined ? {} : { [key]: given },
    decision: holds ? 'allow' : 'implicit-deny',
  }
}

const all = 'ForAllValues:StringEquals'
const any = 'ForAnyValue:StringEquals'
const ab = ['a', 'b']

export const setOperators: Case[] = [
  when(all, ab, ['a', 'b'], true, 'every value of the request is one of the policy'),
  when(all, ab, ['b'], true, 'not every value of the policy need be in the request'),
  when(all, ab, ['a', 'c'], false, 'one value too many makes it false'),
  when(all, ab, 'a', true, 'a key with a single value is a set of one'),
  when(all, ab, undefined, true, 'an absent key makes it true'),
  when(all, ab, [], true, 'a key without values makes it true'),
  when(all, ab, '', true, 'an empty value is an empty set, which makes it true'),
  when(any, ab, ['c', 'b'], true, 'one common value suffices'),
  when(any, ab, ['c', 'd'], false, 'no common value makes it false'),
  when(any, ab, undefined, false, 'an absent key makes it false'),
  when(any, ab, [], false, 'a key without values makes it false'),
  when(any, ['a', ''], '', false, 'an empty value is an empty set, which makes it false'),
  when('ForAllValues:StringNotEquals', ab, ['c', 'd'], true, 'no value of the request is in the policy'),
  when('ForAllValues:StringNotEquals', ab, ['c', 'a'], false, 'one value of the policy makes it false'),
  when('ForAllValues:StringNotEquals', ab, undefined, true, 'an absent key makes it true'),
  when('ForAnyValue:StringNotEquals', ab, ['a', 'c'], true, 'one value that the policy lacks suffices'),
  when('ForAnyValue:StringNotEquals', ab, ['a', 'b'], false, 'only values of the policy make it false'),
  when('ForAnyValue:StringNotEquals', ab, undefined, false, 'an absent key makes it false, negated or not'),
  when('ForAllValues:StringEqualsIfExists', ab, ['c'], false, 'a key that is present is compared'),
  when('ForAnyValue:StringEqualsIfExists', ab, undefined, true, 'an absent key makes it true'),
  when('ForAnyValue:StringEqualsIfExists', ab, ['c'], false, 'a key that is present is compared'),
  when('ForAllValues:StringLike', ['x*'], ['xa', 'xb'], true, 'takes wildcards'),
  when('ForAllValues:StringLike', ['${aws:PrincipalTag/team}-*'], ['finance-a'], true, 'takes variables'),
  when(
    'ForAllValues:StringNotLike',
    ['${aws:PrincipalTag/none}'],
    ['a'],
    false,
    'a variable without a value',
  ),
  when('ForAnyValue:ArnLike', 'arn:aws:iam::*:role/*', ['a', 'arn:aws:iam::1:role/b'], true, 'takes ARNs'),
  when('ForAllValues:NumericLessThan', '3', ['1', '2'], true, 'takes numbers'),
  when('ForAnyValue:DateLessThan', '2026-01-01', ['2027-01-01'], false, 'takes dates'),
  when('ForAnyValue:IpAddress', '10.0.0.0/8', ['192.0.2.1', '10.1.1.1'], true, 'takes addresses'),
  when('ForAllValues:Bool', 'true', ['true', 'false'], false, 'takes booleans'),
  {
    guide,
    rule: 'a deny with ForAnyValue holds as soon as one forbidden value is there',
    identity: [allow(), deny({ Condition: { [any]: { [key]: ['secret'] } } })],
    keys: { [key]: ['a', 'secret'] },
    decision: 'explicit-deny',
  },
]
