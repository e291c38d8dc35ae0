import type { GrantSummary } from '../../grants/schema'
import { durationInWords } from '../../kernel/durations'
import type { Letter } from '../../ports/letter'
import type { RequestNews } from '../../requests/index'
import type { GlassReader } from '../glass'
import { utcMinute } from '../words'
import { requestFacts } from './facts'
import { capitalized, letterOf, nameInSubject, subjectAbout } from './parts'

type Review = {
  dueAt: Date
  outcome: string | null
  comment: string | null
  reviewer: { name: string; handle: string } | null
}

/** Access that somebody took at once, its grant, and the look at it afterwards. */
export type Broken = { news: RequestNews; grant: GrantSummary; review: Review; now: Date }

/** At once, to everybody whom the policy names for it, and to whoever broke the glass. */
export function brokenLetter(broken: Broken, reader: GlassReader['as'], portalUrl: string): Letter {
  const { summary } = broken.news
  const { requester, entitlement, scopeLabel, durationMinutes } = summary
  const isOwn = reader === 'requester'
  return letterOf({
    ...partsOf(broken, reader, portalUrl),
    subject: subjectAbout(
      `BREAK-GLASS: ${nameInSubject(requester.name)} has access to ${nameInSubject(entitlement.name)}, `,
      scopeLabel,
      `, ${durationInWords(durationMinutes)}`,
    ),
    heading: isOwn ? 'You broke the glass' : `${requester.name} broke the glass`,
    warning: `Nobody was asked before: ${accessInWords(broken, isOwn)}.`,
    paragraphs: [
      `${capitalized(summary.scopeInWords)} for ${durationInWords(durationMinutes)}.`,
      reviewInWords(broken, reader),
    ],
  })
}

/** To the reviewers and those of the escalation: nobody has looked at it in time. */
export function overdueLetter(broken: Broken, portalUrl: string): Letter {
  const { summary } = broken.news
  const dueAt = utcMinute(broken.review.dueAt)
  return letterOf({
    ...partsOf(broken, 'reviewer', portalUrl),
    subject: subjectAbout(
      `REVIEW OVERDUE: ${nameInSubject(summary.requester.name)} broke the glass, ${nameInSubject(summary.entitlement.name)}, `,
      summary.scopeLabel,
    ),
    heading: 'Nobody has reviewed this break-glass access',
    warning: `The review was due at ${dueAt}.`,
    paragraphs: [
      `${summary.requester.name} broke the glass: ${summary.scopeInWords} for ${durationInWords(summary.durationMinutes)}, ${whenInWords(broken)}.`,
      'Look at what was done and say whether it was justified. One review is enough.',
    ],
  })
}

/** To whoever broke the glass and those who were told: what came of the review. */
export function reviewedLetter(broken: Broken, reader: GlassReader['as'], portalUrl: string): Letter {
  const { review, news } = broken
  const { summary } = news
  const outcome = review.outcome === 'justified' ? 'justified' : 'not justified'
  const by = review.reviewer?.name ?? 'A reviewer'
  const whose =
    reader === 'requester' ? 'Your break-glass access' : `Break-glass access of ${summary.requester.name}`
  return letterOf({
    ...partsOf(broken, reader, portalUrl),
    subject: subjectAbout(
      `${capitalized(outcome)}: ${nameInSubject(summary.requester.name)} broke the glass, ${nameInSubject(summary.entitlement.name)}, `,
      summary.scopeLabel,
    ),
    heading: `${whose} was ${outcome}`,
    warning: review.outcome === 'justified' ? null : `${by} says that it was not justified.`,
    paragraphs: [
      `${capitalized(summary.scopeInWords)} for ${durationInWords(summary.durationMinutes)}, ${whenInWords(broken)}.`,
      `${by} has reviewed it: ${outcome}.`,
    ],
    quotes: [
      ...(review.comment === null ? [] : [{ text: review.comment, by: `${by}, the reviewer` }]),
      ...reasonOf(news),
    ],
  })
}

function partsOf({ news, grant, review, now }: Broken, reader: GlassReader['as'], portalUrl: string) {
  const { summary } = news
  return {
    quotes: reasonOf(news),
    facts: [
      ...requestFacts(summary, now),
      { label: 'From', value: utcMinute(new Date(grant.startsAt)) },
      { label: 'Until', value: utcMinute(new Date(grant.endedAt ?? grant.endsAt)) },
      { label: 'Delivery', value: news.deliveries },
      { label: 'Review due', value: utcMinute(review.dueAt) },
    ],
    notes: news.notes,
    code: { title: 'The session policy, as it is sent', text: news.policyText },
    action: {
      label: reader === 'reviewer' ? 'Look at it and review it' : 'Look at it',
      url: `${portalUrl}/requests/${summary.id}`,
    },
    because: BECAUSE[reader](summary.entitlement.name),
    forced: true,
  }
}

const BECAUSE: Record<GlassReader['as'], (entitlement: string) => string> = {
  requester: () => 'the glass was broken in your name.',
  reviewer: (name) => `the approval policy of ${name} names you to review break-glass access.`,
  told: (name) => `the approval policy of ${name} has you told of break-glass access.`,
}

function reasonOf({ summary: { reason, requester } }: RequestNews): Letter['quotes'] {
  return [{ text: reason, by: `${requester.name} (${requester.handle})` }]
}

function accessInWords({ grant, news }: Broken, isOwn: boolean): string {
  const until = utcMinute(new Date(grant.endedAt ?? grant.endsAt))
  if (grant.status === 'ended')
    return `${isOwn ? 'you' : news.summary.requester.name} had this access until ${until}`
  return `${isOwn ? 'you have' : `${news.summary.requester.name} has`} this access now, until ${until}`
}

function whenInWords({ grant }: Broken): string {
  const until = utcMinute(new Date(grant.endedAt ?? grant.endsAt))
  return grant.status === 'ended' ? `which ended at ${until}` : `until ${until}`
}

function reviewInWords({ review, news }: Broken, reader: GlassReader['as']): string {
  const dueAt = utcMinute(review.dueAt)
  if (review.outcome !== null) return 'It has been reviewed already.'
  switch (reader) {
    case 'requester':
      return `Somebody else reviews it by ${dueAt}. If this was not you, end the grant now and tell your administrator.`
    case 'reviewer':
      return `Please look at it by ${dueAt} and say whether it was justified. If it is wrong now, approvers and administrators can take it back on its page.`
    case 'told':
      return `It is reviewed by ${dueAt}. If it is wrong now, approvers and administrators of ${news.summary.entitlement.name} can take it back on its page.`
  }
}
