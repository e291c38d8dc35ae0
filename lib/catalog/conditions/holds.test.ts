import { describe, expect, test } from 'vitest'
import { holds } from './condition'
import { prepareFacts } from './prepare'
import { factsWith } from './testing'

const facts = prepareFacts(factsWith())
const wholeRole = prepareFacts(
  factsWith({ scope: { kind: 'whole-role', bucket: '', prefix: '', level: '' }, request: { ticket: '' } }),
)

describe('a condition holds exactly when it is true of the facts', () => {
  test.each<[string, boolean]>([
    ['true', true],
    ['false', false],
    ['request.kind == "ordinary"', true],
    ["request.kind != 'ordinary'", false],
    ['request.kind in ["extension", "break-glass"]', false],
    ['request.reason.contains("end")', true],
    ['request.ticket == ""', false],
    ['"terminal" in request.deliveries', true],
    ['!("secret" in request.deliveries)', true],
    ['request.extensionsBefore == 0', true],
    ['requester.handle == "ada" && requester.manager == "carla"', true],
    ['"contractors" in requester.groups', true],
    ['"Contractors" in requester.groups', false],
    ['requester.manager in requester.groups', false],
    ['entitlement.owner == "finance" && !entitlement.canOutlive', true],
    ['entitlement.id + "/" + account.id == "reports/finance-prod"', true],
    ['account.tags.env == "prod"', true],
    ['account.tags["cost-center"] == "7"', true],
    ['"env" in account.tags', true],
    ['has(account.tags.env) && !has(account.tags.stage)', true],
    ['has(account.tags.stage) && account.tags.stage == "x"', false],
    ['account.tags.exists(key, key.startsWith("cost"))', true],
    ['size(account.tags) == 2', true],
    ['scope.kind == "s3" && scope.prefix.startsWith("2026/")', true],
    ['scope.bucket.endsWith("-reports")', true],
    ['scope.level in ["read", "read-write"]', true],
    ['scope.delete || scope.level == "read-write"', false],
    ['duration.minutes > 60', false],
    ['duration.minutes >= 60 && duration.minutes <= 60 && !(duration.minutes < 60)', true],
    ['duration.minutes > 59.5', true],
    ['duration.minutes * 2 + 10 - 30 == 100', true],
    ['duration.minutes / 45 == 1 && duration.minutes % 45 == 15', true],
    ['-duration.minutes < 0', true],
    ['1.5 * 2.0 == 3.0', true],
    ['0x3c == duration.minutes', true],
    ['start.day == "sunday" && start.date == "2026-11-22" && start.month == 11', true],
    ['start.hour == 21 && start.minute == 12', true],
    ['start.zone == "Europe/Berlin" && !start.scheduled', true],
    ['start.day in ["saturday", "sunday"] || start.hour < 8 || start.hour >= 18', true],
    ['start.date >= "2026-12-24" && start.date <= "2026-12-31"', false],
    ['start.at < timestamp("2026-11-22T20:12:00.001Z")', true],
    ['start.at == timestamp("2026-11-22T21:12:00+01:00")', true],
    ['start.at + duration("1h30m") > timestamp("2026-11-22T21:41:59Z")', true],
    ['timestamp("2026-12-24T00:00:00Z") - start.at > duration("720h")', true],
    ['start.at - duration("12m") <= timestamp("2026-11-22T20:00:00Z")', true],
    ['duration("2h") - duration("90m") == duration("30m") && duration.minutes == 60', true],
    ['duration("1h") < duration("90m")', true],
    ['scope.kind == "s3" ? scope.level == "list" : true', false],
    ['(start.scheduled ? 240 : 60) == duration.minutes', true],
    ['{"read": 480, "read-write": 60}[scope.level] >= duration.minutes', true],
    ['scope.level in {"read": 1}', true],
    ['request.ticket.matches("^FIN-[0-9]+$")', true],
    ['request.ticket.matches(r"^\\d+$")', false],
    ['request.ticket.matches("IN-1")', true],
    ['requester.groups.exists(group, group.startsWith("contr"))', true],
    ['requester.groups.all(group, group.size() > 3)', true],
    ['requester.groups.exists_one(group, group == "engineers")', true],
    ['requester.groups.exists_one(group, true)', false],
    ['requester.groups.filter(group, group != "engineers") == ["contractors"]', true],
    ['requester.groups.map(group, size(group)) == [9, 11]', true],
    ['requester.groups.map(group, group != "engineers", size(group)) == [11]', true],
    ['requester.groups.exists(a, requester.groups.exists(b, a == b + "" && a != "engineers"))', true],
    ['requester.groups.all(a, requester.groups.filter(b, b == a).size() == 1)', true],
    ['size(requester.groups + ["more"]) == 3', true],
    ['requester.groups[1] == "contractors"', true],
    ['[] == requester.groups', false],
    ['request.deliveries == ["console", "terminal"]', true],
    ['false && true || true', true],
    ['true || true && false', true],
    ['!false && !!true', true],
    ['  true // with a remark', true],
    ['"a" < "b" && "\\u00e9" == "é" && \'\'\'it\'s\'\'\' == "it\'s"', true],
    // An error on one side does not matter where the other side decides (CEL, "Logical Operators").
    ['account.tags.stage == "x" || true', true],
    ['account.tags.stage == "x" && false', false],
    ['["x", "env"].exists(key, account.tags[key] == "prod")', true],
  ])('%s is %s', (text, expected) => expect(holds(text, facts)).toEqual({ holds: expected }))

  test.each<[string, boolean]>([
    ['scope.kind == "whole-role"', true],
    ['scope.bucket == "" && scope.level == ""', true],
    ['request.ticket == ""', true],
    ['size(request.ticket) == 0', true],
  ])('what a whole role lacks is the empty text: %s is %s', (text, expected) =>
    expect(holds(text, wholeRole)).toEqual({ holds: expected }),
  )
})

describe('what cannot be evaluated fails with a sentence, and neither holds nor does not', () => {
  test.each([
    ['account.tags.stage == "x"', 'There is no "stage" here. Ask with has() or "in" first.'],
    ['account.tags["a b"] == "x"', 'There is no "a b" here. Ask with has() or "in" first.'],
    ['!(account.tags.stage == "x")', 'There is no "stage" here. Ask with has() or "in" first.'],
    ['account.tags.stage == "x" || false', 'There is no "stage" here. Ask with has() or "in" first.'],
    ['account.tags.stage == "x" && true', 'There is no "stage" here. Ask with has() or "in" first.'],
    ['account.tags.stage == "x" ? true : true', 'There is no "stage" here. Ask with has() or "in" first.'],
    [
      'requester.groups.all(g, account.tags[g] == g)',
      'There is no "engineers" here. Ask with has() or "in" first.',
    ],
    [
      'requester.groups.filter(g, account.tags[g] == g) == []',
      'There is no "contractors" here. Ask with has() or "in" first.',
    ],
    ['requester.groups[2] == "x"', 'The list has no element 2. Ask with size() first.'],
    ['requester.groups[-1] == "x"', 'The list has no element -1. Ask with size() first.'],
    ['duration.minutes / request.extensionsBefore > 1', 'The condition divides by zero.'],
    ['duration.minutes % request.extensionsBefore > 1', 'The condition divides by zero.'],
    [
      '9223372036854775807 + duration.minutes > 0',
      'The condition cannot be evaluated: int overflow during _+_.',
    ],
    [
      'requestor.handle == "ada"',
      'There is no "requestor". Did you mean "requester"? There are: request, requester, entitlement, account, scope, duration, start.',
    ],
    ['duration.minutes', 'This is a whole number, but a condition says true or false.'],
    ['', 'Write a condition here.'],
  ])('%s', (text, failed) => expect(holds(text, facts)).toEqual({ failed }))

  test.each([
    ['a zone that is not known', { start: { zone: 'Europe/Berln' } }],
    ['a start that is no time', { start: { at: new Date(NaN) } }],
    ['a start beyond every calendar', { start: { at: new Date('+020000-01-01T00:00:00Z') } }],
    ['a length that is not whole', { duration: { minutes: 1.5 } }],
    ['a length that is no number', { duration: { minutes: NaN } }],
  ])('%s lets every condition fail', (_what, changes) => {
    expect(holds('true', prepareFacts(factsWith(changes)))).toEqual({ failed: expect.any(String) as string })
  })

  test('loops within each other are refused over lists that are longer than anybody’s should be', () => {
    const groups = Array.from({ length: 2000 }, (_, index) => `group-${index}`)
    const many = prepareFacts(factsWith({ requester: { groups } }))
    expect(holds('requester.groups.exists(a, a == "group-1999")', many)).toEqual({ holds: true })
    expect(holds('requester.groups.exists(a, requester.groups.exists(b, a == b + "x"))', many)).toEqual({
      failed: 'The lists are too long to go over them within each other.',
    })
    expect(holds('requester.groups.exists(a, a in requester.groups)', many)).toEqual({
      failed: 'The lists are too long to go over them within each other.',
    })
    expect(holds('requester.groups.all(a, !(a in ["x", "y"])) && !("x" in requester.groups)', many)).toEqual({
      holds: true,
    })
  })
})

test('a tag or a group named like what every object has is nothing special', () => {
  const odd = prepareFacts(
    factsWith({
      account: { tags: JSON.parse('{"__proto__": "p", "constructor": "c"}') as Record<string, string> },
    }),
  )
  expect(holds('account.tags["__proto__"] == "p" && account.tags.constructor == "c"', odd)).toEqual({
    holds: true,
  })
  expect(holds('has(account.tags.toString) || "valueOf" in account.tags', odd)).toEqual({ holds: false })
})

test('what a requester typed is compared and never read as a condition', () => {
  const typed = prepareFacts(factsWith({ request: { reason: '" || true || "', ticket: '.*' } }))
  expect(holds('request.reason == "x" || request.ticket.matches("^FIN")', typed)).toEqual({ holds: false })
})
