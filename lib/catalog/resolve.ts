import { DaypassError } from '../kernel/errors'
import { readCatalogFile } from './read-files'
import type { CatalogProblem, CatalogText, ReadFile } from './read-files'
import { entitlementDefinition } from './schema'
import type { EntitlementDefinition } from './schema'

export type ListedMemberEntry = { group: string; handle: string; email: string }

/** The whole catalogue, resolved: each entitlement with its account and its approval policy's stages. */
export type Catalog = { definitions: EntitlementDefinition[]; members: ListedMemberEntry[] }

/**
 * Joins the files of a catalogue and resolves their names. Throws `ERR_CATALOG_INVALID` whose `fields` are all mistakes
 * at once, each as `file:line` with a sentence that says how to mend it. Pure.
 */
export function resolveCatalog(texts: readonly CatalogText[]): Catalog {
  const results = texts.map(readCatalogFile)
  const files = results.flatMap((result) => ('file' in result ? [result.file] : []))
  const problems = results.flatMap((result) => ('problems' in result ? result.problems : []))
  const accounts = join(files, 'accounts', problems)
  const policies = join(files, 'approvalPolicies', problems)
  const entitlements = join(files, 'entitlements', problems)
  const definitions: EntitlementDefinition[] = []
  for (const [id, { value, file }] of entitlements) {
    const { account: accountName, approval: policyName, ...rest } = value
    const at = (key: string, sentence: string) => {
      problems.push({
        file: file.name,
        ...file.placeOf(['entitlements', id, key]),
        sentence: `entitlements.${id}.${key}: ${sentence}`,
      })
    }
    const account = accounts.get(accountName)?.value
    const policy = policies.get(policyName)?.value
    if (account === undefined) at('account', `there is no account "${accountName}". ${known(accounts)}`)
    if (policy === undefined)
      at('approval', `there is no approval policy "${policyName}". ${known(policies)}`)
    if (account === undefined || policy === undefined) continue
    const parsed = entitlementDefinition.safeParse({
      ...rest,
      id,
      account: { id: accountName, ...account },
      approval: { policy: policyName, ...policy },
    })
    if (parsed.success) definitions.push(parsed.data)
    else for (const issue of parsed.error.issues) at(String(issue.path[0] ?? ''), issue.message)
  }
  if (problems.length > 0) throw invalidFiles(problems)
  return { definitions, members: files.flatMap(membersOf) }
}

type Section = 'accounts' | 'approvalPolicies' | 'entitlements'
type Entry<S extends Section> = { value: ReadFile['content'][S][string]; file: ReadFile }

function join<S extends Section>(
  files: readonly ReadFile[],
  section: S,
  problems: CatalogProblem[],
): Map<string, Entry<S>> {
  const joined = new Map<string, Entry<S>>()
  for (const file of files)
    for (const [id, value] of Object.entries(file.content[section]) as [string, Entry<S>['value']][]) {
      const first = joined.get(id)
      if (first === undefined) joined.set(id, { value, file })
      else
        problems.push({
          file: file.name,
          ...file.placeOf([section, id]),
          sentence: `${section}.${id} stands in ${first.file.name} already. Keep one.`,
        })
    }
  return joined
}

function membersOf(file: ReadFile): ListedMemberEntry[] {
  return Object.entries(file.content.groups).flatMap(([group, members]) =>
    members.map((member) => ({ group, ...member })),
  )
}

function known(entries: ReadonlyMap<string, unknown>): string {
  return entries.size === 0 ? 'None is defined.' : `There are: ${[...entries.keys()].join(', ')}.`
}

/** All mistakes at once, each as `file:line` with its sentence. */
export function invalidFiles(
  problems: readonly CatalogProblem[],
  lead = 'The catalogue has mistakes; nothing was applied:',
): DaypassError {
  const fields = problems.map(({ file, line, sentence }) => ({ field: `${file}:${String(line)}`, sentence }))
  const text = fields.map(({ field, sentence }) => `${field} ${sentence}`)
  return new DaypassError('ERR_CATALOG_INVALID', [lead, ...text].join('\n  '), { fields })
}
