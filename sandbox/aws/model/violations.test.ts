import { expect, test } from 'vitest'
import { constraintsOf } from './constraints'
import { readQueryInput } from './query-input'
import { operationsOf } from './shapes'
import { UNENFORCED } from './unenforced'
import { violations } from './violations'

function sentences(...[service, operation, input]: Parameters<typeof violations>): string[] {
  return violations(service, operation, input).map(({ sentence }) => sentence)
}

test('an input that breaks nothing has no violations', () => {
  expect(violations('secretsmanager', 'GetSecretValue', { SecretId: 'daypass/payroll' })).toEqual([])
})

test('everything broken is named, in the order of the model', () => {
  expect(sentences('secretsmanager', 'DeleteResourcePolicy', {})).toEqual([
    "Value null at 'secretId' failed to satisfy constraint: Member must not be null",
  ])
  const tags = [{ Value: 'v' }, { Key: '', Value: 'v'.repeat(257) }]
  expect(sentences('secretsmanager', 'TagResource', { SecretId: '', Tags: tags })).toEqual([
    "Value '' at 'secretId' failed to satisfy constraint: Member must have length greater than or equal to 1",
    "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    `Value '${'v'.repeat(257)}' at 'tags.2.member.value' failed to satisfy constraint: Member must have length less than or equal to 256`,
  ])
})

test('of a list of plain values the whole list is shown, with all that its members must be', () => {
  expect(sentences('secretsmanager', 'UntagResource', { SecretId: 's', TagKeys: ['a', ''] })).toEqual([
    "Value '[a, ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length greater than or equal to 1, Member must have length less than or equal to 128]",
  ])
})

test('a secret value is never shown, nor is a blob', () => {
  const input = { SecretId: 's', SecretString: 'hunter2'.repeat(10_000) }
  expect(sentences('secretsmanager', 'PutSecretValue', input)).toEqual([
    "Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536",
  ])
  const plaintext = Buffer.alloc(4097).toString('base64')
  expect(sentences('kms', 'Encrypt', { KeyId: 'k', Plaintext: plaintext })).toEqual([
    "Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
  ])
})

test('a blob is measured by its bytes, not by its base64', () => {
  const plaintext = Buffer.alloc(4096).toString('base64')
  expect(violations('kms', 'Encrypt', { KeyId: 'k', Plaintext: plaintext })).toEqual([])
})

test('a number is measured by its value, an enumeration by its members', () => {
  expect(sentences('secretsmanager', 'ListSecrets', { MaxResults: 101, SortOrder: 'up' })).toEqual([
    "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
    "Value 'up' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [asc, desc]",
  ])
})

test('the flat fields of a query are read as the structures and lists that they stand for', () => {
  const fields = new Map([
    ['Action', 'AssumeRole'],
    ['DurationSeconds', '900'],
    ['Tags.member.1.Key', 'grant'],
    ['Tags.member.2.Value', 'v'],
    ['Tags.member.4.Key', 'after a gap'],
    ['TransitiveTagKeys', ''],
  ])
  expect(readQueryInput('sts', 'AssumeRole', fields)).toEqual({
    DurationSeconds: 900,
    Tags: [{ Key: 'grant' }, { Value: 'v' }],
    TransitiveTagKeys: [],
  })
  expect(() => readQueryInput('sts', 'AssumeRole', new Map([['DurationSeconds', '9e2']]))).toThrow(
    "DurationSeconds must be an integer, not '9e2'",
  )
})

test.each(UNENFORCED)('what is not enforced is something that the model says: $service $path', (entry) => {
  const stated = operationsOf(entry.service).flatMap((operation) => constraintsOf(entry.service, operation))
  const kinds = new Set(stated.filter(({ path }) => path === entry.path).map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual([...entry.kinds].sort())
  expect(entry.reason).toMatch(/^[A-Z].*\.$/)
})
