/** What an administrator asks about, as it stands in the page's address: text, not judged yet. */
export type WhatIfFields = Readonly<Record<(typeof whatIfNames)[number], string>>

export const whatIfNames = [
  'handle',
  'entitlement',
  'kind',
  'bucket',
  'prefix',
  'level',
  'minutes',
  'start',
  'ticket',
] as const

/** The fields of an address; what is left out is empty, and the rest as a request mostly is. */
export function fieldsIn(query: Readonly<Record<string, string | string[] | undefined>>): WhatIfFields {
  const defaults: Partial<Record<string, string>> = { kind: 'ordinary', level: 'read', minutes: '60' }
  const entries = whatIfNames.map((name) => {
    const value = query[name]
    return [name, typeof value === 'string' ? value : (defaults[name] ?? '')]
  })
  return Object.fromEntries(entries) as WhatIfFields
}

/** The verb's input; undefined while nobody is asked about. Without a bucket it is about the whole role. */
export function wishIn(fields: WhatIfFields) {
  const { handle, entitlement, kind, bucket, prefix, level, minutes, start, ticket } = fields
  if (handle === '' || entitlement === '') return undefined
  return {
    handle,
    entitlementId: entitlement,
    kind: kind === 'break-glass' ? ('break-glass' as const) : ('ordinary' as const),
    scope: bucket === '' ? { kind: 'whole-role' } : { kind: 's3', bucket, prefix, level, delete: false },
    durationMinutes: Number(minutes),
    ...(start === '' ? {} : { startsAt: start.endsWith('Z') ? start : `${start}:00Z` }),
    ticket: ticket === '' ? null : ticket,
  }
}
