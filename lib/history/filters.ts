import { z } from 'zod'
import { cursorText } from '../kernel/cursor'
import { typedText } from '../kernel/input'
import { deliveries } from '../scopes/deliveries'

// Filters come from an address: short texts, each understood or refused at its field.

const shortText = typedText(200)
  .transform((text) => (text === '' ? undefined : text))
  .optional()

const instant = z.iso
  .datetime({ offset: true, error: 'Write a time such as 2026-05-03T12:00:00Z.' })
  .transform((text) => new Date(text))
  .optional()

const period = { from: instant, to: instant, cursor: cursorText.optional() }

export const grantFilters = z.strictObject({
  status: z.enum(['scheduled', 'active', 'ended'], 'The status is scheduled, active or ended.').optional(),
  kind: z.enum(['ordinary', 'break-glass'], 'The kind is ordinary or break-glass.').optional(),
  person: shortText,
  entitlementId: shortText,
  accountId: shortText,
  bucket: shortText,
  at: instant,
  ...period,
})

export const sessionFilters = z.strictObject({
  status: z
    .enum(['intended', 'issued', 'failed', 'unknown'], 'The status is intended, issued, failed or unknown.')
    .optional(),
  delivery: z.enum(deliveries, 'A session is used by console, terminal or secret.').optional(),
  person: shortText,
  entitlementId: shortText,
  accountId: shortText,
  ...period,
})

export const eventFilters = z.strictObject({
  type: shortText,
  person: shortText,
  grantId: z.uuid('A grant’s id is a UUID.').toLowerCase().optional(),
  requestId: z.uuid('A request’s id is a UUID.').toLowerCase().optional(),
  ...period,
})

// A file holds all that matches, not one page of it.
export const grantExportFilters = grantFilters.omit({ cursor: true })
export const sessionExportFilters = sessionFilters.omit({ cursor: true })
export const eventExportFilters = eventFilters.omit({ cursor: true })
