import { styleText } from 'node:util'
import type { CatalogPlan, EntitlementChange, Touched } from '../lib/catalog/change-schema'
import { countsInWords, namedInWords, ONLY_WRITTEN_ANEW, touchedInWords } from '../lib/catalog/change-words'

/** Whether there is nothing to do. */
export function isEmptyPlan({ changes, members }: CatalogPlan): boolean {
  return changes.length === 0 && members.added.length === 0 && members.removed.length === 0
}

const MARKS = { new: '+', changed: '~', withdrawn: '−', 'offered-again': '+' } as const
const COLOURS = { '+': 'green', '~': 'yellow', '−': 'red' } as const

/** A plan as a terminal shows it. */
export function planInWords(plan: CatalogPlan): string {
  if (isEmptyPlan(plan)) return `Nothing to do: ${String(plan.unchanged)} unchanged.`
  const counts = { new: 0, changed: 0, withdrawn: 0, 'offered-again': 0 }
  for (const { kind } of plan.changes) counts[kind]++
  return [
    `This would change the catalogue: ${countsInWords(counts)}; ${String(plan.unchanged)} unchanged.`,
    ...plan.changes.map(changeInWords),
    ...membersInWords(plan),
  ].join('\n\n')
}

function changeInWords(change: EntitlementChange): string {
  const { id, name, accountName, kind, fields, mayAsk, decides, grants, requests } = change
  const mark = MARKS[kind]
  const note = { new: 'new', changed: '', withdrawn: 'withdrawn', 'offered-again': 'offered again' }[kind]
  const people = (label: string, who: string) => (who === '' ? [] : [`  ${label}: ${who}`])
  return [
    `${styleText([COLOURS[mark], 'bold'], `${mark} ${id}`)}  ${name} (${accountName})${note === '' ? '' : `, ${note}`}`,
    ...(kind === 'changed' && fields.length === 0 ? [`    ${ONLY_WRITTEN_ANEW}`] : []),
    ...fields.map(({ label, before, after }) => `    ${label}: ${differenceInWords(before, after)}`),
    ...people('may ask from now on', namedInWords(mayAsk.gain)),
    ...people('may not ask any more', namedInWords(mayAsk.lose)),
    ...people('may decide from now on', namedInWords(decides.gain)),
    ...people('may not decide any more', namedInWords(decides.lose)),
    ...touchedLines(grants, 'grant'),
    ...touchedLines(requests, 'request'),
  ].join('\n')
}

function differenceInWords(before: string | null, after: string | null): string {
  if (before === null) return after ?? ''
  return after === null ? `${before} → nothing` : `${before} → ${after}`
}

function touchedLines(touched: Touched, what: 'grant' | 'request'): string[] {
  if (touched.count === 0) return []
  const rest = touched.count - touched.shown.length
  return [
    `  ${styleText('red', `! touches ${touchedInWords(touched, what)}:`)}`,
    ...touched.shown.map(
      ({ personName, until, consequence }) =>
        `      ${personName}, until ${until.slice(0, 16).replace('T', ' ')} UTC. ${consequence}`,
    ),
    ...(rest > 0 ? [`      and ${String(rest)} more`] : []),
  ]
}

function membersInWords({ members }: CatalogPlan): string[] {
  const lines = [
    ...members.added.map(({ group, handle, email }) => `  + ${handle} (${email}) in ${group}`),
    ...members.removed.map(({ group, handle, email }) => `  − ${handle} (${email}) in ${group}`),
  ]
  return lines.length === 0
    ? []
    : [['Lists of groups’ members (they authorize nothing):', ...lines].join('\n')]
}
