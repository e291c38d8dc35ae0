import { eventTypes } from '@/lib/history/words'
import type { AuditFilter } from './filter-model'

const PERSON: AuditFilter = {
  name: 'person',
  property: 'person',
  label: 'Person',
  valuesLabel: 'Part of a name or handle',
  operator: ':',
  kind: 'text',
}

const ACCESS: readonly AuditFilter[] = [
  {
    name: 'entitlementId',
    property: 'entitlementId',
    label: 'Entitlement',
    valuesLabel: 'Entitlements on this page',
    operator: '=',
    kind: 'text',
  },
  {
    name: 'accountId',
    property: 'accountId',
    label: 'Account',
    valuesLabel: 'Accounts on this page',
    operator: '=',
    kind: 'text',
  },
]

function timeOf(label: string): AuditFilter[] {
  const common = { property: 'time', label, valuesLabel: label, kind: 'instant' } as const
  return [
    { ...common, name: 'from', operator: '>=' },
    { ...common, name: 'to', operator: '<' },
  ]
}

export const GRANT_FILTERS: readonly AuditFilter[] = [
  PERSON,
  {
    name: 'bucket',
    property: 'bucket',
    label: 'Bucket',
    valuesLabel: 'Buckets',
    operator: '=',
    kind: 'text',
  },
  {
    name: 'at',
    property: 'at',
    label: 'Had access at',
    valuesLabel: 'Had access at',
    operator: '=',
    kind: 'instant',
  },
  {
    name: 'status',
    property: 'status',
    label: 'Status',
    valuesLabel: 'Statuses',
    operator: '=',
    kind: 'choice',
    options: [
      { value: 'scheduled', label: 'Scheduled' },
      { value: 'active', label: 'Active' },
      { value: 'ended', label: 'Ended' },
    ],
  },
  {
    name: 'kind',
    property: 'kind',
    label: 'Kind',
    valuesLabel: 'Kinds',
    operator: '=',
    kind: 'choice',
    options: [
      { value: 'ordinary', label: 'Ordinary' },
      { value: 'break-glass', label: 'Break-glass' },
    ],
  },
  ...ACCESS,
  ...timeOf('Granted'),
]

export const SESSION_FILTERS: readonly AuditFilter[] = [
  PERSON,
  {
    name: 'status',
    property: 'status',
    label: 'Status',
    valuesLabel: 'Statuses',
    operator: '=',
    kind: 'choice',
    options: [
      { value: 'intended', label: 'Being issued' },
      { value: 'issued', label: 'Issued' },
      { value: 'failed', label: 'Failed' },
      { value: 'unknown', label: 'Unknown, treated as live' },
    ],
  },
  {
    name: 'delivery',
    property: 'delivery',
    label: 'Used by',
    valuesLabel: 'Ways of use',
    operator: '=',
    kind: 'choice',
    options: [
      { value: 'console', label: 'Console' },
      { value: 'terminal', label: 'Terminal' },
      { value: 'secret', label: 'Secret' },
    ],
  },
  ...ACCESS,
  ...timeOf('Asked for'),
]

export const EVENT_FILTERS: readonly AuditFilter[] = [
  {
    name: 'type',
    property: 'type',
    label: 'Type',
    valuesLabel: 'Types of events',
    operator: '=',
    kind: 'choice',
    options: eventTypes.map((value) => ({ value })),
  },
  { ...PERSON, label: 'Done by' },
  {
    name: 'grantId',
    property: 'grantId',
    label: 'Grant',
    valuesLabel: 'Grants on this page, by id',
    operator: '=',
    kind: 'text',
  },
  {
    name: 'requestId',
    property: 'requestId',
    label: 'Request',
    valuesLabel: 'Requests on this page, by id',
    operator: '=',
    kind: 'text',
  },
  ...timeOf('Time'),
]

export const REVIEW_FILTERS: readonly AuditFilter[] = [
  {
    name: 'state',
    property: 'state',
    label: 'Review',
    valuesLabel: 'Reviews',
    operator: '=',
    kind: 'choice',
    options: [
      { value: 'open', label: 'Open' },
      { value: 'overdue', label: 'Overdue' },
      { value: 'justified', label: 'Justified' },
      { value: 'unjustified', label: 'Not justified' },
    ],
  },
]

/** The same filters, suggesting values for some of them. A suggestion is there once, the first time it is met. */
export function withSuggestions(
  offered: readonly AuditFilter[],
  suggestions: Readonly<Record<string, readonly { value: string; label?: string }[]>>,
): AuditFilter[] {
  return offered.map((filter) => {
    const options = suggestions[filter.name]
    if (options === undefined) return filter
    return {
      ...filter,
      options: [...new Map(options.toReversed().map((each) => [each.value, each])).values()],
    }
  })
}
