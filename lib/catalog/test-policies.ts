import { addMinutes } from '../kernel/durations'
import { deliveriesOf } from '../scopes/deliveries'
import type { Scope } from '../scopes/schema'
import { levels } from '../scopes/schema'
import { mayAsk } from './eligibility'
import { evaluate, opensAtOnce } from './evaluate'
import type { Evaluation, PolicyCompiler, Question } from './evaluate'
import { caseFile } from './policy-case'
import type { PolicyCase } from './policy-case'
import { readYaml } from './read-files'
import type { CatalogText, ReadYaml } from './read-files'
import { invalidFiles, resolveCatalog } from './resolve'
import type { EntitlementDefinition } from './schema'
import { versionIdOf } from './store'

/** One thing that did not come as expected. */
export type Difference = { what: string; expected: string; actual: string }

/** What came of a case: it passed exactly when nothing differs. `file` and `line` are where it stands. */
export type CaseResult = { name: string; file: string; line: number; differences: readonly Difference[] }

/**
 * Evaluates each case by the catalogue's policies, as the portal would. Throws `ERR_CATALOG_INVALID` with every mistake in
 * the catalogue or in the cases, at file and line. Pure.
 */
export function testPolicies(
  texts: readonly CatalogText[],
  caseTexts: readonly CatalogText[],
  compiler: PolicyCompiler,
): CaseResult[] {
  const { definitions } = resolveCatalog(texts)
  const byId = new Map(definitions.map((definition) => [definition.id, definition]))
  const results = caseTexts.map((text) => readYaml(caseFile, text))
  const files = results.flatMap((result) => ('file' in result ? [result.file] : []))
  const unknown = files.flatMap((file) => unknownEntitlements(file, byId))
  const problems = [...results.flatMap((result) => ('problems' in result ? result.problems : [])), ...unknown]
  if (problems.length > 0) throw invalidFiles(problems, 'The cases have mistakes:')
  return files.flatMap(({ name: file, content, placeOf }) =>
    content.cases.map((one, index) => {
      const definition = byId.get(one.entitlement)
      const differences = definition === undefined ? [] : judge(definition, one, compiler)
      return { name: one.name, file, line: placeOf(['cases', index, 'name']).line, differences }
    }),
  )
}

type CaseFile = { cases: PolicyCase[] }

function unknownEntitlements(file: ReadYaml<CaseFile>, known: ReadonlyMap<string, unknown>) {
  return file.content.cases.flatMap(({ entitlement }, index) =>
    known.has(entitlement)
      ? []
      : [
          {
            file: file.name,
            ...file.placeOf(['cases', index, 'entitlement']),
            sentence: `there is no entitlement "${entitlement}". There are: ${[...known.keys()].join(', ')}.`,
          },
        ],
  )
}

/** What differs from what the case expects. */
function judge(definition: EntitlementDefinition, one: PolicyCase, compiler: PolicyCompiler): Difference[] {
  const version = { versionId: versionIdOf(definition), definition }
  const question = questionOf(definition, one)
  const person = { handle: one.requester.handle, handleIsUnique: true, groups: one.requester.groups }
  const evaluation = evaluate({ pinned: version, current: version, withdrawn: false }, question, compiler)
  const refusals = mayAsk(person, version)
    ? evaluation.problems.map(({ sentence }) => sentence)
    : ['This requester may not ask for the entitlement.']
  return differencesOf(one.expect, evaluation, outcomeOf(evaluation, question, refusals), refusals)
}

function outcomeOf(evaluation: Evaluation, { kind }: Question, refusals: readonly string[]): string {
  if (refusals.length > 0) return 'refused'
  if (kind === 'break-glass') return 'break-glass'
  return opensAtOnce(evaluation, kind) ? 'auto-approved' : 'needs-approval'
}

function differencesOf(
  expected: PolicyCase['expect'],
  evaluation: Evaluation,
  outcome: string,
  refusals: readonly string[],
): Difference[] {
  const { stages, spoke, longestMinutes, ticket, requesterMinutes, approverMinutes } = evaluation
  const who = new Set(
    stages.flatMap(({ rules }) => rules.flatMap(({ groups, people }) => [...groups, ...people])),
  )
  const fresh = {
    requesterMinutes: requesterMinutes ?? undefined,
    approverMinutes: approverMinutes ?? undefined,
  }
  const { refusedBecause } = expected
  const refused =
    refusedBecause === undefined || refusals.some((sentence) => sentence.includes(refusedBecause))
  return [
    // Why it was refused helps most where it was not to be.
    ...compare(
      'outcome',
      expected.outcome,
      outcome,
      outcome === 'refused' ? `refused (${refusals.join(' ')})` : outcome,
    ),
    ...(refused
      ? []
      : [{ what: 'refusedBecause', expected: refusedBecause, actual: refusals.join(' ') || 'not refused' }]),
    ...compare(
      'stages',
      expected.stages,
      stages.map(({ name }) => name),
    ),
    ...compare(
      'required',
      expected.required,
      stages.reduce((sum, { required }) => sum + required, 0),
    ),
    ...compare('who', expected.who?.toSorted(), [...who].sort()),
    ...compare('longestMinutes', expected.longestMinutes, longestMinutes),
    ...compare('rules', expected.rules?.toSorted(), spoke.map(({ name }) => name).sort()),
    ...compare('ticket', expected.ticket, ticket),
    ...compare('freshSignIn', expected.freshSignIn, fresh),
  ]
}

/** Nothing where nothing is expected. */
function compare<Value>(
  what: string,
  expected: Value | undefined,
  actual: Value,
  shown?: string,
): Difference[] {
  const [wanted, found] = [JSON.stringify(expected), JSON.stringify(actual)]
  return expected === undefined || wanted === found
    ? []
    : [{ what, expected: typeof expected === 'string' ? expected : wanted, actual: shown ?? found }]
}

function questionOf(definition: EntitlementDefinition, { request, requester, at }: PolicyCase): Question {
  const now = new Date(at)
  const { kind, ticket, extending } = request
  return {
    kind,
    scope: request.scope ?? firstScope(definition),
    startsAt: request.start === undefined ? null : new Date(request.start),
    durationMinutes: request.minutes,
    deliveries: request.deliveries ?? deliveriesOf(definition.deliveries).slice(0, 1),
    reason: request.reason,
    ticket: ticket ?? null,
    requester: {
      handle: requester.handle,
      groups: requester.groups,
      managerHandle: requester.manager ?? null,
      signedInMinutesAgo: requester.signedInMinutesAgo,
    },
    extending:
      kind === 'extension'
        ? {
            grantId: 'grant',
            endsAt: addMinutes(now, 30),
            over: false,
            brokeGlass: false,
            narrowed: false,
            ...extending,
          }
        : null,
    askedAt: now,
    now,
  }
}

function firstScope({ scope }: EntitlementDefinition): Scope {
  const [bucket] = scope.kind === 's3' ? scope.buckets : []
  if (scope.kind === 'whole-role' || bucket === undefined) return { kind: 'whole-role' }
  const level = levels.find((one) => scope.levels.includes(one)) ?? 'list'
  return { kind: 's3', ...withoutPrefixes(bucket), prefix: bucket.prefixes[0] ?? '', level, delete: false }
}

function withoutPrefixes({ bucket, kmsKey }: { bucket: string; kmsKey?: string | undefined }) {
  return kmsKey === undefined ? { bucket } : { bucket, kmsKey }
}
