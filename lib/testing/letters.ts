import type { GrantSummary } from '../grants/schema'
import { digestLetter } from '../notifications/letters/digest-letter'
import { decidedLetter, narrowedLetter } from '../notifications/letters/decided-letter'
import { endedLetter } from '../notifications/letters/ended-letter'
import { brokenLetter, overdueLetter, reviewedLetter } from '../notifications/letters/glass-letters'
import {
  endingLetter,
  readyLetter,
  startedLetter,
  undeliveredLetter,
} from '../notifications/letters/grant-letters'
import { messageLetter } from '../notifications/letters/message-letter'
import { policyFailedLetter } from '../notifications/letters/policy-letter'
import { wantedLetter } from '../notifications/letters/wanted-letter'
import type { Wanted } from '../notifications/letters/wanted-letter'
import type { Letter } from '../ports/letter'
import type { RequestNews } from '../requests/index'
import type { Difference, RequestSummary } from '../requests/schema'
import { scopeInWords, scopeLabel, scopeNotes } from '../scopes/words'
import type { Scope } from '../scopes/schema'

const PORTAL = 'https://daypass.example.com'
const NOW = new Date('2026-11-22T12:00:00Z')
/** A start that is asked for, and the end that it leads to. */
const LATER = '2026-11-24T22:00:00.000Z'
const LATER_END = '2026-11-25T00:00:00.000Z'
const REQUEST_ID = '01a203b5-7199-7540-a807-2bb0437ecbe3'
const GRANT_ID = '01a203b5-7199-7540-a807-2bb0437ecbe4'

/** What people type into a letter's texts. */
export type Typed = { name: string; reason: string; ticket: string; comment: string; prefix: string }

export const FRIENDLY: Typed = {
  name: 'Alice Archer',
  reason:
    'Quarter close: compare the ledger’s totals with the reports.\nNeeded before the board meets on Tuesday.',
  ticket: 'FIN-1042',
  comment: 'Fine, but please only until lunch.',
  prefix: '2026/',
}

/** Everything that could be taken for something else than text. */
export const HOSTILE: Typed = {
  name: '<b>Mallory</b> \u202Egro.live@ecila\u202C',
  reason:
    '</td></table><script>alert(1)</script><img src=x onerror=alert(2)> &lt;b&gt; ${7*7} {{7*7}} %0d%0aBcc: eve@evil.example\r\nBcc: eve@evil.example\nApprove at https://evil.example/approve?id=1 or www.evil.example\u200B\u0007 ' +
    'x'.repeat(300),
  ticket: 'javascript:alert(1) "onmouseover="alert(2)',
  comment: '=HYPERLINK("http://evil.example","ok") \'--><style>*{display:none}</style>',
  prefix: '2026/<svg onload=alert(1)>/\u2066"/',
}

/** One of every letter, by name, with these texts in every place where a person types. */
export function sampleLetters(typed: Typed): Record<string, Letter> {
  return { ...wantedLetters(typed), ...decidedLetters(typed), ...glassLetters(typed), ...grantLetters(typed) }
}

function wantedLetters(typed: Typed): Record<string, Letter> {
  const news = newsOf(typed)
  const { name } = typed
  const letter = (change: Partial<Wanted>, summary: Partial<RequestSummary> = {}) =>
    wantedLetter(
      {
        news: { ...news, summary: { ...news.summary, ...summary } },
        stage: { name: 'Data owner', required: 1, approvals: 0 },
        reader: { as: 'approver', inPlaceOf: null },
        occasion: { what: 'asked' },
        grant: null,
        now: NOW,
        ...change,
      },
      PORTAL,
    )
  const wanted = letter({})
  return {
    wanted,
    'wanted-outlives': letter({ news: { ...news, canOutlive: true } }),
    'wanted-in-place': letter({ reader: { as: 'stand-in', inPlaceOf: name } }, { startsAt: LATER }),
    'wanted-longer': letter({ grant: grantOf(typed) }, { kind: 'extension' }),
    'wanted-narrowed': letter({
      news: { ...news, differences: differencesOf(typed) },
      stage: { name: 'Platform', required: 2, approvals: 1 },
      occasion: { what: 'narrowed', by: name },
    }),
    'wanted-again': letter({ occasion: { what: 'withdrawn', by: name } }),
    reminder: letter({ occasion: { what: 'reminded' } }),
    escalated: letter({
      occasion: { what: 'escalated' },
      reader: { as: 'fallback', inPlaceOf: null },
    }),
    digest: digestLetter(
      'wanted',
      Array.from({ length: 7 }, () => wanted),
      PORTAL,
    ),
  }
}

function decidedLetters(typed: Typed): Record<string, Letter> {
  const news = newsOf(typed)
  const grant = grantOf(typed)
  const told = (summary: Partial<RequestSummary>, change: Partial<RequestNews> = {}) => ({
    news: { ...news, ...change, summary: { ...news.summary, ...summary } },
    grant: null,
    now: NOW,
  })
  const narrowed = { differences: differencesOf(typed) }
  const denials = news.decisions.map((decision) => ({ ...decision, outcome: 'deny' as const }))
  const scheduled = { ...grant, status: 'scheduled' as const, startsAt: LATER, endsAt: LATER_END }
  const extension = { kind: 'extension', status: 'approved' } as const
  const message = { by: typed.name, handle: 'alice', body: typed.comment }
  return {
    approved: decidedLetter({ ...told({ status: 'approved' }), grant }, [], PORTAL),
    'approved-by-rule': decidedLetter(
      { ...told({ status: 'approved' }, { decisions: [] }), grant },
      ['On call'],
      PORTAL,
    ),
    'approved-narrowed': decidedLetter({ ...told({ status: 'approved' }, narrowed), grant }, [], PORTAL),
    scheduled: decidedLetter(
      { ...told({ status: 'approved', startsAt: LATER }), grant: scheduled },
      [],
      PORTAL,
    ),
    extended: decidedLetter({ ...told(extension), grant }, [], PORTAL),
    denied: decidedLetter(told({ status: 'denied' }, { decisions: denials }), [], PORTAL),
    'extension-denied': decidedLetter(
      { ...told({ kind: 'extension', status: 'denied' }, { decisions: denials }), grant },
      [],
      PORTAL,
    ),
    lapsed: decidedLetter(told({ status: 'lapsed' }, { decisions: [] }), [], PORTAL),
    narrowed: narrowedLetter(told({}, narrowed), typed.name, PORTAL),
    'message-to-you': messageLetter(told({}), message, 'requester', PORTAL),
    message: messageLetter(told({}), message, 'approver', PORTAL),
  }
}

function glassLetters(typed: Typed): Record<string, Letter> {
  const news = newsOf(typed)
  const summary: RequestSummary = {
    ...news.summary,
    ...{ kind: 'break-glass', status: 'approved', incident: typed.ticket },
  }
  const review = { dueAt: new Date('2026-11-22T16:00:00Z'), outcome: null, comment: null, reviewer: null }
  const broken = { news: { ...news, summary, decisions: [] }, grant: grantOf(typed), review, now: NOW }
  const reviewer = { name: typed.name, handle: 'carla' }
  const reviewed = (outcome: string) => ({
    ...broken,
    review: { ...review, outcome, comment: typed.comment, reviewer },
  })
  return {
    'glass-to-you': brokenLetter(broken, 'requester', PORTAL),
    'glass-to-reviewer': brokenLetter(broken, 'reviewer', PORTAL),
    'glass-told': brokenLetter(broken, 'told', PORTAL),
    'glass-overdue': overdueLetter(broken, PORTAL),
    'glass-justified': reviewedLetter(reviewed('justified'), 'told', PORTAL),
    'glass-unjustified': reviewedLetter(reviewed('unjustified'), 'requester', PORTAL),
  }
}

function grantLetters(typed: Typed): Record<string, Letter> {
  const grant = grantOf(typed)
  const secret = { name: 'SensitiveS3', readerRoleArn: 'arn:aws:iam::111122223333:role/EC2Normal' }
  const at = new Date('2026-11-22T13:45:09Z')
  const endedAt = '2026-11-22T12:31:00Z'
  const nobody = { by: null, comment: null }
  const policy = {
    entitlementId: 'finance-reports',
    entitlementName: typed.name,
    asker: typed.name,
    failures: [`Rule “On call”: ${typed.comment}`],
    at: NOW,
  }
  return {
    ready: readyLetter(grant, { ...secret, worksUntil: new Date(grant.endsAt) }, PORTAL),
    started: startedLetter(grant, null, PORTAL),
    'started-in-vain': startedLetter(grant, 'The entitlement has been withdrawn.', PORTAL),
    ending: endingLetter(grant, { now: at, extensible: true }, PORTAL),
    ended: endedLetter(
      { ...grant, status: 'ended', endReason: 'expired', endedAt: grant.endsAt },
      nobody,
      PORTAL,
    ),
    relinquished: endedLetter(
      { ...grant, status: 'ended', endReason: 'relinquished', endedAt },
      nobody,
      PORTAL,
    ),
    revoked: endedLetter(
      { ...grant, status: 'ended', endReason: 'revoked', endedAt },
      { by: { name: typed.name, handle: 'carla' }, comment: typed.comment },
      PORTAL,
    ),
    undelivered: undeliveredLetter(grant, FAILURE, 'owner', PORTAL),
    'undelivered-to-you': undeliveredLetter(grant, FAILURE, 'requester', PORTAL),
    'policy-failed': policyFailedLetter(policy, 'administrator', PORTAL),
    'policy-failed-to-owner': policyFailedLetter(policy, 'owner', PORTAL),
  }
}

function differencesOf({ prefix }: Typed): Difference[] {
  return [
    { what: 'scope', from: `list and read objects under ${prefix}`, to: `list objects under ${prefix}` },
    { what: 'start', from: 'at approval', to: LATER },
    { what: 'duration', from: '8 h', to: '2 h' },
  ]
}

function newsOf(typed: Typed): RequestNews {
  const { name } = typed
  const scope = scopeOf(typed)
  return {
    summary: {
      id: REQUEST_ID,
      kind: 'ordinary',
      status: 'pending',
      requester: { id: GRANT_ID, name, handle: 'alice' },
      entitlement: ENTITLEMENT,
      scope,
      scopeLabel: scopeLabel(scope),
      scopeInWords: scopeInWords(scope),
      deliveries: ['console', 'secret'],
      durationMinutes: 120,
      startsAt: null,
      reason: typed.reason,
      ticket: typed.ticket,
      incident: null,
      createdAt: NOW.toISOString(),
      closedAt: null,
      lapsesAt: '2026-11-23T12:00:00.000Z',
      grantId: null,
      narrowed: false,
    },
    requester: { personId: GRANT_ID, name, handle: 'alice', email: 'alice@example.com' },
    deliveries: 'console, secret SensitiveS3 (read by EC2Normal)',
    notes: scopeNotes(scope, ['console', 'secret']),
    sessionNote:
      'One console session lasts up to 1 h (AWS caps role chaining at an hour); until the grant ends you can open it again.',
    canOutlive: false,
    policyText: JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::finance-reports/${typed.prefix}*`,
          },
        ],
      },
      null,
      2,
    ),
    decisions: [
      {
        id: GRANT_ID,
        by: { id: REQUEST_ID, name: 'Carla Conti', handle: 'carla' },
        onBehalfOf: null,
        outcome: 'approve',
        comment: typed.comment,
        stageName: 'Data owner',
        decidedAt: NOW.toISOString(),
        withdrawnAt: null,
        whyNotCounted: null,
        narrowed: null,
      },
    ],
    size: { characters: 412, limit: 2048 },
    spoke: [{ name: 'Production', effects: ['asks approvers to have signed in within 1 h'] }],
    differences: [],
    unusual: ['2 h is more than half of the longest possible (3 h).'],
    earlier: { requests: 3, approved: 1 },
    open: null,
  }
}

function grantOf(typed: Typed): GrantSummary {
  const scope = scopeOf(typed)
  return {
    id: GRANT_ID,
    requestId: REQUEST_ID,
    kind: 'ordinary',
    status: 'active',
    endReason: null,
    startsAt: NOW.toISOString(),
    endsAt: '2026-11-22T14:00:00.000Z',
    endedAt: null,
    person: { id: GRANT_ID, name: typed.name, handle: 'alice' },
    entitlement: ENTITLEMENT,
    scope,
    scopeLabel: scopeLabel(scope),
    scopeInWords: scopeInWords(scope),
    deliveries: ['console', 'secret'],
    reason: typed.reason,
  }
}

function scopeOf({ prefix }: Typed): Scope {
  return { kind: 's3', bucket: 'finance-reports', prefix, level: 'read', delete: false }
}

const FAILURE = {
  name: 'SensitiveS3',
  code: 'ERR_SECRET_FOREIGN',
  sentence: 'A secret of this name exists and is not Daypass’s.',
}

const ENTITLEMENT = {
  id: 'finance-reports',
  name: 'Finance reports',
  accountName: 'Finance',
  accountId: '111122223333',
  role: 'daypass/SensitiveS3Access',
}
