import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestCloud } from '../../testing'
import { iamOperations } from '../iam'
import { kms } from '../kms'
import { secretsManager } from '../secretsmanager'
import { sesOperations } from '../ses'
import { stsOperations } from '../sts'
import type { Constraint } from './constraints'
import { operationsOf, type ModelService } from './shapes'
import { breachRows, validInput, type Breach } from './testing-inputs'
import { call, stateText } from './testing-send'

const OFFERED = {
  sts: { operations: stsOperations, code: 'ValidationError' },
  iam: { operations: iamOperations, code: 'ValidationError' },
  ses: { operations: sesOperations, code: 'ValidationError' },
  secretsmanager: { operations: secretsManager.operations, code: 'ValidationException' },
  kms: { operations: kms.operations, code: 'ValidationException' },
} as const
const SERVICES = Object.keys(OFFERED) as (keyof typeof OFFERED)[]

let cloud: TestCloud

beforeAll(async () => {
  cloud = await TestCloud.start()
})
afterAll(() => cloud.close())

const WORDS: Record<Constraint['kind'], (value: string) => string> = {
  required: () => 'Member must not be null',
  min: (value) => `greater than or equal to ${value}`,
  max: (value) => `less than or equal to ${value}`,
  pattern: (value) => `Member must satisfy regular expression pattern: ${value}`,
  enum: (value) => `Member must satisfy enum value set: [${value.replaceAll(',', ', ')}]`,
}

/** Members that an operation cannot do without, though its model does not require them. */
const NEEDED_BESIDES: ReadonlyMap<string, string> = new Map([['Decrypt', 'CiphertextBlob']])

/** A structure without any member does not exist in the query protocol's flat fields: its own absence is the error. */
function isFlatAndEmpty(service: ModelService, { constraint, input }: Breach): boolean {
  const outer = input[constraint.path.split('.')[0] ?? '']
  const isEmpty = typeof outer === 'object' && outer !== null && Object.keys(outer).length === 0
  return ['sts', 'iam', 'ses'].includes(service) && constraint.kind === 'required' && isEmpty
}

/** `tags.1.member.key`; of a list of scalars the list. */
function placeOf(service: ModelService, breach: Breach): string {
  const { path } = breach.constraint
  const told = isFlatAndEmpty(service, breach) ? path.slice(0, path.lastIndexOf('.')) : path
  return told
    .replace(/\[\]$/, '')
    .replaceAll('[]', '.1.member')
    .replaceAll(/(^|\.)[A-Z]/g, (initial) => initial.toLowerCase())
}

describe.each(SERVICES)('%s', (service) => {
  const { operations, code } = OFFERED[service]

  test('the extract of the model holds the operations that are offered, and no others', () => {
    expect(operationsOf(service)).toEqual([...operations.keys()].sort())
  })

  test.each(breachRows(service))(
    'a call that breaks one constraint is refused and changes nothing: %s',
    async (_, breach) => {
      const { operation, constraint, input } = breach
      const before = stateText(cloud)
      const answer = await call(cloud, service, operation, input)
      expect(answer).toMatch(new RegExp(`^${code}: \\d validation errors? detected: `))
      expect(answer).toContain(`at '${placeOf(service, breach)}' failed to satisfy constraint: `)
      expect(answer).toContain(WORDS[constraint.kind](String(constraint.value)))
      expect(stateText(cloud)).toBe(before)
    },
  )

  test.each(operationsOf(service))(
    'a call that breaks none is not refused by the model: %s',
    async (operation) => {
      const everything = validInput(service, operation, 'everything')
      const needed = Object.entries(everything).filter(([name]) => name === NEEDED_BESIDES.get(operation))
      const least = { ...validInput(service, operation, 'least'), ...Object.fromEntries(needed) }
      for (const input of [least, everything]) {
        const answer = await call(cloud, service, operation, input)
        expect(answer).not.toMatch(/validation errors? detected/)
        expect(answer).not.toMatch(/^Internal|^SerializationException/)
      }
    },
  )
})
