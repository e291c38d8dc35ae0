import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { checkCondition } from '../lib/catalog/conditions/condition'
import { declared } from '../lib/catalog/conditions/declared'
import { testPolicies } from '../lib/catalog/index'
import type { CaseResult } from '../lib/catalog/index'
import { readCatalogFile } from '../lib/catalog/read-files'
import { caseFiles, catalogFiles } from './catalog-files'
import type { FileText } from './catalog-files'
import { policyCompiler } from './context'

const FOLDER = 'docs/policies'
const DOCUMENT = readFileSync('docs/approval.md', 'utf8')
const names = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

const failedOf = (results: readonly CaseResult[]) =>
  results.filter(({ differences }) => differences.length > 0)

type Written = { [key: string]: unknown }
type Path = readonly (string | number)[]

/** What can be taken out of a policy for it to be another: each stage, each rule, each thing that one of them says. */
function parts(value: unknown, at: Path = []): Path[] {
  // Cases judge a request when it is asked: who hears of it later, and when it lapses, is not theirs to see.
  if (['name', 'when', 'pending', 'tell', 'review'].includes(String(at.at(-1)))) return []
  const below = Object.entries(typeof value === 'object' ? (value as Written) : {}).flatMap(([key, one]) =>
    parts(one, [...at, Array.isArray(value) ? Number(key) : key]),
  )
  return at.length === 0 ? below : [at, ...below]
}

function without(policy: Written, at: Path): Written {
  const copy = structuredClone(policy)
  const holder = at.slice(0, -1).reduce<unknown>((one, key) => (one as Written)[key], copy)
  const last = at.at(-1) ?? ''
  if (Array.isArray(holder)) holder.splice(Number(last), 1)
  else Reflect.deleteProperty(holder as Written, last)
  return copy
}

function readPolicy(name: string): Written {
  const text = readFileSync(path.join(FOLDER, name, 'policy.yaml'), 'utf8')
  const { approvalPolicies } = parse(text) as { approvalPolicies: Record<string, Written> }
  return approvalPolicies[name] ?? {}
}

/** Whether the cases of a policy find that another stands in its place; a policy that is none is found at load. */
function isFound(name: string, policy: Written): boolean {
  const texts = catalogFiles(FOLDER).map((file): FileText =>
    file.name.includes(`/${name}/`)
      ? { ...file, text: stringify({ approvalPolicies: { [name]: policy } }) }
      : file,
  )
  try {
    const results = testPolicies(texts, caseFiles([path.join(FOLDER, name)]), policyCompiler())
    return failedOf(results).length > 0
  } catch (error) {
    expect(error).toMatchObject({ code: 'ERR_CATALOG_INVALID' })
    return true
  }
}

test.each([FOLDER, 'catalog'])('all cases of %s pass', (folder) => {
  const results = testPolicies(catalogFiles(folder), caseFiles([folder]), policyCompiler())
  expect(results.length).toBeGreaterThan(10)
  expect(failedOf(results)).toEqual([])
})

describe('the document', () => {
  const rows = DOCUMENT.split('\n').filter((line) => line.startsWith('|'))
  const codeIn = (text = '') => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')

  test('names every fact that a condition may use', () => {
    const named = rows.flatMap((row) => {
      const [first = '', ...others] = codeIn(row.split('|')[1])
      const group = first.split('.')[0] ?? ''
      return [first, ...others.map((one) => (one.startsWith('.') ? `${group}${one}` : one))]
    })
    const facts = [...declared].flatMap(([group, type]) =>
      type.kind === 'facts' ? Object.keys(type.fields).map((field) => `${group}.${field}`) : [],
    )
    expect(facts.length).toBeGreaterThan(20)
    expect(facts.filter((fact) => !named.includes(fact))).toEqual([])
  })

  test('shows conditions that are conditions', () => {
    const [table = ''] = /^\| there is .*?\n\n/ms.exec(DOCUMENT) ?? []
    const examples = table.split('\n').flatMap((row) => codeIn(row.split('|').at(-2)))
    expect(examples).toContain('request.ticket.matches("^FIN-[0-9]+$")')
    expect(examples.map((example) => [example, checkCondition(example)])).toEqual(
      examples.map((example) => [example, []]),
    )
  })

  test('shows a policy that can be read', () => {
    const [, example = ''] = /```yaml\n(approvalPolicies:\n {2}example:.*?)```/s.exec(DOCUMENT) ?? []
    expect(readCatalogFile({ name: 'example', text: example })).toHaveProperty('file')
  })
})

describe.each(names)('the worked policy %s', (name) => {
  const policy = readPolicy(name)

  test('as written is what its cases expect', () => {
    expect(isFound(name, policy)).toBe(false)
  })

  test.each(parts(policy).map((at) => ({ at, where: at.join('.') })))(
    'without $where fails its cases',
    ({ at }) => {
      expect(isFound(name, without(policy, at))).toBe(true)
    },
  )

  test.each(['policy.yaml', `${name}.cases.yaml`])('stands in the document as it stands in %s', (file) => {
    expect(DOCUMENT).toContain(`\`\`\`yaml\n${readFileSync(path.join(FOLDER, name, file), 'utf8')}\`\`\``)
  })
})
