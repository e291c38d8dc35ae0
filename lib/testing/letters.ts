import type { GrantSummary } from '../grants/schema'
import { digestLetter } from '../notifications/letters/digest-letter'
import {
  endedLetter,
  endingLetter,
  readyLetter,
  undeliveredLetter,
} from '../notifications/letters/grant-letters'
import { decidedLetter, wantedLetter } from '../notifications/letters/request-letters'
import type { Letter } from '../ports/letter'
import type { RequestNews } from '../requests/index'
import { scopeInWords, scopeLabel, scopeNotes } from '../scopes/words'
import type { Scope } from '../scopes/schema'

const PORTAL = 'https://daypass.example.com'
const NOW = new Date('2026-11-22T12:00:00Z')
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
  const news = newsOf(typed)
  const grant = grantOf(typed)
  const secret = { name: 'SensitiveS3', readerRoleArn: 'arn:aws:iam::111122223333:role/EC2Normal' }
  const wanted = wantedLetter(news, 'Data owner', PORTAL)
  return {
    wanted,
    'wanted-outlives': wantedLetter({ ...news, canOutlive: true }, 'Data owner', PORTAL),
    approved: decidedLetter({ ...news, summary: { ...news.summary, status: 'approved' } }, grant, PORTAL),
    denied: decidedLetter(
      {
        ...news,
        summary: { ...news.summary, status: 'denied' },
        decisions: news.decisions.map((decision) => ({ ...decision, outcome: 'deny' })),
      },
      null,
      PORTAL,
    ),
    lapsed: decidedLetter(
      { ...news, decisions: [], summary: { ...news.summary, status: 'lapsed' } },
      null,
      PORTAL,
    ),
    ready: readyLetter(grant, { ...secret, worksUntil: new Date(grant.endsAt) }, PORTAL),
    ending: endingLetter(grant, new Date('2026-11-22T13:45:09Z'), PORTAL),
    ended: endedLetter({ ...grant, status: 'ended', endReason: 'expired', endedAt: grant.endsAt }, PORTAL),
    relinquished: endedLetter(
      { ...grant, status: 'ended', endReason: 'relinquished', endedAt: '2026-11-22T12:31:00Z' },
      PORTAL,
    ),
    undelivered: undeliveredLetter(grant, FAILURE, 'owner', PORTAL),
    'undelivered-to-you': undeliveredLetter(grant, FAILURE, 'requester', PORTAL),
    digest: digestLetter(
      'wanted',
      Array.from({ length: 7 }, () => wanted),
      PORTAL,
    ),
  }
}

function newsOf(typed: Typed): RequestNews {
  const { name } = typed
  const scope = scopeOf(typed)
  return {
    summary: {
      id: REQUEST_ID,
      status: 'pending',
      requester: { id: GRANT_ID, name, handle: 'alice' },
      entitlement: ENTITLEMENT,
      scope,
      scopeLabel: scopeLabel(scope),
      scopeInWords: scopeInWords(scope),
      deliveries: ['console', 'secret'],
      durationMinutes: 120,
      reason: typed.reason,
      ticket: typed.ticket,
      createdAt: NOW.toISOString(),
      closedAt: null,
      grantId: null,
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
        outcome: 'approve',
        comment: typed.comment,
        stageName: 'Data owner',
        decidedAt: NOW.toISOString(),
      },
    ],
    earlier: { requests: 3, approved: 1 },
    open: { index: 0, name: 'Data owner', approvers: [] },
  }
}

function grantOf(typed: Typed): GrantSummary {
  const scope = scopeOf(typed)
  return {
    id: GRANT_ID,
    requestId: REQUEST_ID,
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
