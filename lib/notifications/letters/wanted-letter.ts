import type { GrantSummary } from '../../grants/schema'
import { addMinutes, durationInWords } from '../../kernel/durations'
import type { Letter } from '../../ports/letter'
import type { OpenStage, RequestNews } from '../../requests/index'
import type { RequestSummary } from '../../requests/schema'
import { earlierInWords } from '../../requests/words'
import type { Decider } from '../readers'
import { utcMinute } from '../words'
import { comments, decisionInWords, standing } from './decisions'
import { differencesInWords, lengthInWords, requestFacts } from './facts'
import { capitalized, letterOf, nameInSubject, subjectAbout } from './parts'

const OUTLIVES =
  'What this gives can outlive the grant. The entitlement allows calls that leave access behind, such as assuming other roles or changing permissions. Ending the grant does not undo them.'

/** Why an approver is written to. */
export type Occasion =
  { what: 'asked' | 'reminded' | 'escalated' } | { what: 'withdrawn' | 'narrowed'; by: string }

export type Wanted = {
  news: RequestNews
  stage: Pick<OpenStage, 'name' | 'required' | 'approvals'>
  reader: Pick<Decider, 'as' | 'inPlaceOf'>
  occasion: Occasion
  /** The grant that an extension makes longer. */
  grant: GrantSummary | null
  now: Date
}

/** To whoever can decide: everything needed to decide, and one link to the page where that is done. */
export function wantedLetter(wanted: Wanted, portalUrl: string): Letter {
  const { news, reader, now } = wanted
  const { summary } = news
  const { requester, entitlement } = summary
  const decisions = standing(news.decisions)
  const { sessionNote, size } = news
  return letterOf({
    subject: subjectOf(wanted),
    heading: `${requester.name} asks for ${accessOf(summary)} for ${durationInWords(summary.durationMinutes)}`,
    warning: news.canOutlive ? OUTLIVES : null,
    paragraphs: [
      ...(reader.inPlaceOf === null ? [] : [`You can decide in place of ${reader.inPlaceOf}.`]),
      `${capitalized(summary.scopeInWords)} for ${lengthInWords(summary, now)}.`,
      ...occasionInWords(wanted),
    ],
    quotes: [{ text: summary.reason, by: `${requester.name} (${requester.handle})` }, ...comments(decisions)],
    facts: [
      ...requestFacts(summary, now),
      ...extensionFacts(wanted),
      { label: 'Delivery', value: news.deliveries },
      { label: 'Before this', value: earlierInWords(news.earlier, requester.name) },
      ...fact('Unusual', news.unusual.join(' ')),
      ...fact('So far', decisions.map(decisionInWords).join('; ')),
      ...fact('Narrowed', differencesInWords(news.differences)),
      ...fact('Rules', news.spoke.map(({ name, effects }) => `“${name}” ${effects.join(', ')}`).join('; ')),
      ...fact('Lapses', summary.lapsesAt === null ? '' : utcMinute(new Date(summary.lapsesAt))),
      { label: 'Policy size', value: `${String(size.characters)} of ${String(size.limit)} characters` },
    ],
    notes: [...news.notes, ...(sessionNote === null ? [] : [sessionNote])],
    code: { title: 'The session policy, as it will be sent', text: news.policyText },
    action: { label: 'Look at it and decide', url: `${portalUrl}/requests/${summary.id}` },
    because: becauseOf(reader, entitlement.name),
  })
}

const PREFIXES: Record<Occasion['what'], string> = {
  asked: '',
  reminded: 'Still waits: ',
  escalated: 'Escalated: ',
  withdrawn: 'Waits again: ',
  narrowed: 'Narrowed: ',
}

function subjectOf({ news: { summary }, occasion }: Wanted): string {
  const { requester, entitlement, scopeLabel, durationMinutes } = summary
  const who = `${PREFIXES[occasion.what]}${nameInSubject(requester.name)} asks for ${accessOf(summary)}`
  const howLong = `, ${durationInWords(durationMinutes)}`
  return subjectAbout(`${who}: ${nameInSubject(entitlement.name)}, `, scopeLabel, howLong)
}

function accessOf({ kind }: RequestSummary): string {
  return kind === 'extension' ? 'longer access' : 'access'
}

function occasionInWords({ news: { summary }, stage, occasion, reader }: Wanted): string[] {
  const since = utcMinute(new Date(summary.createdAt))
  const { required, approvals } = stage
  const where = `at stage “${stage.name}”`
  const needs =
    required === 1 ? [] : [`It needs ${String(required)} approvals there and has ${String(approvals)}.`]
  switch (occasion.what) {
    case 'asked':
      return [`The request waits ${where}, since ${since}.`, ...needs]
    case 'reminded':
      return [`This is a reminder: the request waits ${where}, since ${since}.`, ...needs]
    case 'escalated':
      return [
        `Nobody has decided since ${since}, so the approval policy asks ${reader.as === 'approver' ? 'others' : 'you'} too. The request waits ${where}.`,
        ...needs,
      ]
    case 'withdrawn':
      return [`${occasion.by} took an approval back, so the request waits ${where} again.`, ...needs]
    case 'narrowed':
      return [`${occasion.by} approved it and made it smaller. It waits ${where} now.`, ...needs]
  }
}

function extensionFacts({ news: { summary }, grant }: Wanted): Letter['facts'] {
  if (summary.kind !== 'extension' || grant === null) return []
  const endsAt = new Date(grant.endsAt)
  const later = addMinutes(endsAt, summary.durationMinutes)
  return [{ label: 'Until', value: `${utcMinute(endsAt)} → ${utcMinute(later)}` }]
}

function fact(label: string, value: string): Letter['facts'] {
  return value === '' ? [] : [{ label, value }]
}

function becauseOf({ as, inPlaceOf }: Wanted['reader'], entitlementName: string): string {
  if (as === 'stand-in')
    return `you stand in for ${inPlaceOf ?? 'somebody'}, whom the approval policy of ${entitlementName} names as an approver.`
  return as === 'fallback'
    ? `the approval policy of ${entitlementName} names you for requests that wait long.`
    : `the approval policy of ${entitlementName} names you as an approver.`
}
