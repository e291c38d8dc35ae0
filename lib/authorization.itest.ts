import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { InTransaction } from './db/transaction'
import { parseInput } from './kernel/verb'
import { CALLS, OPERATORS } from './testing/authorization/calls'
import { rehearse } from './testing/authorization/rehearse'
import type { Answer, Left } from './testing/authorization/rehearse'
import { roleKeys } from './testing/authorization/roles'
import type { RoleKey } from './testing/authorization/roles'
import { readTable, signOf } from './testing/authorization/table'
import type { Row } from './testing/authorization/table'
import { GRANTS } from './testing/authorization/table-grants'
import { OTHERS } from './testing/authorization/table-others'
import { REQUESTS } from './testing/authorization/table-requests'
import { makeWorld } from './testing/authorization/world'
import type { World } from './testing/authorization/world'
import { useSharedDomain } from './testing/domain'

const domain = useSharedDomain()
const table = [...readTable(REQUESTS), ...readTable(GRANTS), ...readTable(OTHERS)]
let world: World
beforeAll(async () => {
  world = await makeWorld(domain)
}, 120_000)

/** The names of all verbs that rooms export. */
async function verbsOfRooms(): Promise<string[]> {
  const names: string[] = []
  for (const room of readdirSync(import.meta.dirname, { withFileTypes: true })) {
    if (!room.isDirectory() || !readdirSync(`${import.meta.dirname}/${room.name}`).includes('index.ts'))
      continue
    const face = (await import(`./${room.name}/index.ts`)) as Record<string, unknown>
    names.push(...Object.keys(face).filter((name) => isVerb(face[name])))
  }
  return names.sort()
}

const isVerb = (value: unknown) => typeof value === 'function' && 'verbName' in value

test('every verb that a room exports stands in the table, or is the operator’s on the machine', async () => {
  const inTable = [...new Set(table.map(({ verb }) => verb))]
  const verbs = await verbsOfRooms()
  expect(verbs.length).toBeGreaterThan(50)
  expect([...inTable, ...OPERATORS].sort()).toEqual(verbs)
  expect(Object.keys(CALLS).sort()).toEqual(inTable.sort())
})

describe.each(Object.keys(CALLS))('%s', (verb) => {
  const call = CALLS[verb]
  const rows = table.filter((row) => row.verb === verb)
  test.each(rows)(
    '$state',
    async ({ state, cells }) => {
      if (call === undefined) throw new Error(`${verb} cannot be called`)
      const cloudCallsBefore = domain.calls('AssumeRole').length
      const calls = roleKeys.map((key) => (inTransaction: InTransaction) => {
        const input = parseInput(call.verb.input, call.input(world, state))
        return call.verb({ ...world.people[key], inTransaction }, input)
      })
      const reads = call.reads === true
      const { answers, left } = await rehearse(domain.database, calls, reads ? 'nothing' : 'something')
      expect(signsOf(answers, cells)).toEqual(cells)

      const successes = answers.filter(({ code }) => code === 'ok').length
      const cloudCalls = domain.calls('AssumeRole').length - cloudCallsBefore
      expect(cloudCalls).toBe(call.reachesTheCloud === true ? successes : 0)
      checkNothingLeft(left, call.refusal, answers.length - successes)
    },
    60_000,
  )
})

function signsOf(answers: readonly Answer[], cells: Row['cells']): Row['cells'] {
  const signs = roleKeys.map((key, index): [RoleKey, string] => {
    const { code = 'ok', output } = answers[index] ?? {}
    return [key, signOf(code, /^\d+$/.test(cells[key]) ? countOf(output) : undefined)]
  })
  return Object.fromEntries(signs) as Row['cells']
}

/** A refusal changes nothing and writes one line at most, for which one job reacts; whoever only reads writes none. */
function checkNothingLeft(left: Left, refusal: string | undefined, refused: number): void {
  expect(left.changed).toBe(false)
  expect([...new Set(left.events)]).toEqual(left.events.length === 0 ? [] : [refusal])
  expect(left.events.length).toBeLessThanOrEqual(refused)
  expect(left.jobs).toBe(left.events.length)
}

/** How many things a success shows or removes. */
function countOf(output: unknown): number {
  if (Array.isArray(output)) return output.length
  const lists = Object.values(output as object).filter((value) => Array.isArray(value))
  if (lists.length === 0) return (output as { removed?: boolean }).removed === true ? 1 : 0
  return lists.reduce((sum, list) => sum + list.length, 0)
}
