import { z } from 'zod'
import { conditionText } from './conditions/schema'
import { isZone } from './conditions/zone-clock'

/** A name for use in addresses and files: lower-case words joined by hyphens. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens.')
  .max(64)

const names = z.array(z.string().min(1)).default([])

/** People whom text names: members of groups, and handles. */
export const peopleRuleSchema = z
  .strictObject({ groups: names, people: names })
  .refine((rule) => rule.groups.length + rule.people.length > 0, 'Name at least one group or person.')

/** Who decides at a stage: as people are named, and besides whoever owns the entitlement or manages the requester. */
const approversSchema = z
  .strictObject({
    groups: names,
    people: names,
    /** The group that owns the entitlement. */
    owner: z.literal(true).optional(),
    /** The requester's manager, as the identity provider says. */
    manager: z.literal(true).optional(),
  })
  .refine(
    (rule) => rule.groups.length + rule.people.length > 0 || rule.owner === true || rule.manager === true,
    'Name at least one group or person, or say owner or manager.',
  )
export type Approvers = z.output<typeof approversSchema>

/** One step of an approval policy: `required` of the people that the rule names. */
export const stageSchema = z.strictObject({
  name: z.string().min(1).max(80),
  required: z.int().min(1).max(20).default(1),
  approvers: approversSchema,
})
export type Stage = z.output<typeof stageSchema>

const DAY = 24 * 60
const minutes = z
  .int()
  .min(1)
  .max(30 * DAY)

/** What a rule does when its condition holds. All rules whose conditions hold do, together. */
const EFFECTS = ['autoApprove', 'stages', 'ticket', 'freshSignIn', 'longestMinutes', 'refuse'] as const

const ruleSchema = z
  .strictObject({
    name: z.string().min(1).max(80),
    /** A condition in CEL; `true` always holds. */
    when: conditionText,
    /** Approved at once, unless a rule that speaks too adds a stage. */
    autoApprove: z.literal(true).optional(),
    /** Stages after those that the policy has anyway. */
    stages: z.array(stageSchema).min(1).max(5).optional(),
    /** A ticket has to be named. */
    ticket: z.literal(true).optional(),
    /** How long ago somebody may have proved to the identity provider who they are. */
    freshSignIn: z
      .strictObject({ requesterMinutes: minutes.optional(), approverMinutes: minutes.optional() })
      .refine((fresh) => Object.keys(fresh).length > 0, 'Say requesterMinutes, approverMinutes or both.')
      .optional(),
    longestMinutes: z
      .int()
      .min(15)
      .max(30 * DAY)
      .optional(),
    /** Refused, with this sentence for the requester. */
    refuse: z.string().min(1).max(500).optional(),
  })
  .refine(
    (rule) => EFFECTS.some((effect) => rule[effect] !== undefined),
    `A rule does something: ${EFFECTS.join(', ')}.`,
  )
export type PolicyRule = z.output<typeof ruleSchema>

const pendingSchema = z
  .strictObject({
    limitMinutes: z
      .int()
      .min(15)
      .max(30 * DAY)
      .default(DAY),
    remindAfterMinutes: minutes.optional(),
    /** Who may decide too when nobody has for so long. */
    escalate: z.strictObject({ afterMinutes: minutes, to: peopleRuleSchema }).optional(),
  })
  .refine(
    ({ limitMinutes, remindAfterMinutes = 0, escalate }) =>
      remindAfterMinutes < limitMinutes && (escalate?.afterMinutes ?? 0) < limitMinutes,
    'Reminder and escalation come before the limit.',
  )

const reviewSchema = z.strictObject({
  by: peopleRuleSchema,
  withinMinutes: z
    .int()
    .min(15)
    .max(30 * DAY),
  /** Who is told, and may review too, when it is overdue. */
  escalateTo: peopleRuleSchema.optional(),
})

/** How requests for an entitlement are decided on. */
export const approvalPolicySchema = z
  .strictObject({
    /** The time zone in which conditions read day and hour. */
    zone: z.string().refine(isZone, 'This is not a time zone, such as Europe/Berlin.').default('UTC'),
    /** The stages that every request passes, in order. */
    stages: z.array(stageSchema).max(5).default([]),
    rules: z.array(ruleSchema).max(50).default([]),
    pending: pendingSchema.prefault({}),
    /** Present where a running grant may be made longer; `totalMinutes` counts from its start. */
    extension: z
      .strictObject({
        totalMinutes: z
          .int()
          .min(15)
          .max(90 * DAY),
      })
      .optional(),
    /** Present where access is to be had at once, and reviewed afterwards. */
    breakGlass: z
      .strictObject({
        longestMinutes: z
          .int()
          .min(15)
          .max(30 * DAY),
        /** Everybody who hears of it immediately. */
        tell: peopleRuleSchema,
        review: reviewSchema,
      })
      .optional(),
  })
  .refine(
    ({ stages, rules }) => stages.length > 0 || rules.some((rule) => rule.autoApprove ?? rule.stages),
    'A policy has stages, or rules that add stages or approve: otherwise everything is refused.',
  )
  .refine(
    ({ stages, rules }) =>
      stages.length + rules.reduce((sum, rule) => sum + (rule.stages?.length ?? 0), 0) <= 10,
    'Ten stages at most, with all rules together.',
  )
  .refine(
    ({ rules }) => new Set(rules.map(({ name }) => name)).size === rules.length,
    'Two rules have one name. Pages and the log name rules: give each its own.',
  )
export type ApprovalPolicy = z.output<typeof approvalPolicySchema>
