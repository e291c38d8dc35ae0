import type { RequestView } from '@/lib/requests/schema'

/** One thing that is not as it was: in words, and for texts the lines that went and came. */
export type Change = { what: string; gone: readonly string[]; come: readonly string[] }

type Compared = Pick<
  RequestView,
  | 'status'
  | 'summary'
  | 'policyText'
  | 'envelopeHash'
  | 'policyHash'
  | 'policyInWords'
  | 'spoke'
  | 'stages'
  | 'obstacles'
  | 'decisions'
>

/** What an approver sees now that was not on the screen before. */
export function changesBetween(before: Compared, now: Compared): Change[] {
  const changes: Change[] = []
  if (before.status !== now.status)
    changes.push({ what: `The request was ${before.status} and is now ${now.status}.`, gone: [], come: [] })
  if (before.summary !== now.summary)
    changes.push({ what: 'What is asked for is another thing:', gone: [before.summary], come: [now.summary] })
  if (before.policyText !== now.policyText)
    changes.push({
      what: 'The session policy is another one:',
      ...linesApart(before.policyText, now.policyText),
    })
  else if (before.envelopeHash !== now.envelopeHash)
    changes.push({
      what: 'Something beside the policy has changed: look at the account, role, duration and how it is used.',
      gone: [],
      come: [],
    })
  if (before.policyHash !== now.policyHash) changes.push(policyChange(before, now))
  const obstacles = now.obstacles.filter((sentence) => !before.obstacles.includes(sentence))
  if (obstacles.length > 0)
    changes.push({ what: 'This stands against an approval now:', gone: [], come: obstacles })
  const decisions = now.decisions.filter(({ id }) => !before.decisions.some((one) => one.id === id))
  for (const { by, outcome } of decisions)
    changes.push({
      what: `${by.name} ${outcome === 'approve' ? 'approved' : 'denied'} in the meantime.`,
      gone: [],
      come: [],
    })
  for (const { id, by, withdrawnAt } of now.decisions)
    if (withdrawnAt !== null && before.decisions.some((one) => one.id === id && one.withdrawnAt === null))
      changes.push({ what: `${by.name} withdrew their decision in the meantime.`, gone: [], come: [] })
  return changes
}

function policyChange(before: Compared, now: Compared): Change {
  const [were, are] = [before, now].map((one) =>
    [
      ...one.policyInWords,
      ...one.spoke.map(({ name, effects }) => `The rule “${name}” applies: ${effects.join(', ')}.`),
      ...one.stages.map(
        ({ name, required, approversInWords }) => `${name}: ${String(required)} of ${approversInWords}`,
      ),
    ].join('\n'),
  )
  const apart = linesApart(were ?? '', are ?? '')
  return apart.gone.length + apart.come.length === 0
    ? { what: 'The entitlement has a new version.', ...apart }
    : { what: 'The approval policy says something else about it now:', ...apart }
}

/** The lines that one text has and the other has not, counted: a line that is there twice and was there once has come. */
function linesApart(before: string, now: string): { gone: string[]; come: string[] } {
  return {
    gone: without(before.split('\n'), now.split('\n')),
    come: without(now.split('\n'), before.split('\n')),
  }
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return lines.filter((line) => {
    const index = left.indexOf(line)
    if (index === -1) return true
    left.splice(index, 1)
    return false
  })
}
