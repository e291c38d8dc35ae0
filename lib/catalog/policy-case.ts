import { z } from 'zod'
import { deliveries } from '../scopes/deliveries'
import { scopeSchema } from '../scopes/schema'

const text = z.string().min(1)
const minutes = z.int().min(0)

/** The outcomes that a case can expect. */
const outcomes = ['auto-approved', 'needs-approval', 'refused', 'break-glass'] as const

const requestSchema = z.strictObject({
  kind: z.enum(['ordinary', 'extension', 'break-glass']).default('ordinary'),
  /** Left out: the first bucket and prefix that are offered, at the lowest level; or the whole role. */
  scope: scopeSchema.optional(),
  minutes: z.int().min(1).default(60),
  /** A scheduled start. Left out: at the approval. */
  start: z.iso
    .datetime({ offset: true, error: 'Write a time such as 2026-11-24T22:00:00+01:00.' })
    .optional(),
  reason: text.default('A case of a test'),
  ticket: text.optional(),
  /** Left out: the first that is offered. */
  deliveries: z.array(z.enum(deliveries)).min(1).optional(),
  /** For an extension: the window of the running grant so far, and how often it was extended. */
  extending: z
    .strictObject({ minutesSoFar: z.int().min(1).default(60), extensionsBefore: minutes.default(0) })
    .prefault({}),
})

const expectSchema = z.strictObject({
  outcome: z.enum(outcomes, `An outcome is ${outcomes.join(', ')}.`),
  /** The names of the stages, in order. */
  stages: z.array(text).optional(),
  /** How many have to approve, over all stages. */
  required: minutes.optional(),
  /** The groups and handles that are named, over all stages, in any order. */
  who: z.array(text).optional(),
  /** A part of what the requester is told. */
  refusedBecause: text.optional(),
  longestMinutes: minutes.optional(),
  /** The names of the rules that speak, in any order. */
  rules: z.array(text).optional(),
  /** Whether a ticket is asked for. */
  ticket: z.boolean().optional(),
  freshSignIn: z
    .strictObject({ requesterMinutes: minutes.optional(), approverMinutes: minutes.optional() })
    .optional(),
})

const caseSchema = z.strictObject({
  name: text,
  entitlement: text,
  requester: z.strictObject({
    handle: text.default('somebody'),
    groups: z.array(text).default([]),
    manager: text.optional(),
    /** How long ago the requester proved to the identity provider who they are. */
    signedInMinutesAgo: minutes.default(0),
  }),
  request: requestSchema.prefault({}),
  at: z.iso.datetime({ offset: true, error: 'Write a time such as 2026-11-22T09:00:00+01:00.' }),
  expect: expectSchema,
})

/** One request, and what is to come of it. */
export type PolicyCase = z.output<typeof caseSchema>

/** A file of cases: `*.cases.yaml`. */
export const caseFile = z.strictObject({ cases: z.array(caseSchema).min(1) })
