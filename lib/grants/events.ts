import type { EventActor, NewEvent } from '../audit/index'

type GrantIds = { id: string; requestId: string; personId: string; entitlementId: string; accountId: string }

const about = (grant: GrantIds) => ({
  grantId: grant.id,
  requestId: grant.requestId,
  personId: grant.personId,
  entitlementId: grant.entitlementId,
  accountId: grant.accountId,
})

/** What happens to a grant, as the log keeps it. */
export const grantEvents = {
  opened: (
    at: Date,
    actor: EventActor,
    grant: GrantIds & { startsAt: Date; endsAt: Date; entitlementVersionId: string; envelopeHash: string },
  ): NewEvent<'grant.opened'> => ({
    type: 'grant.opened',
    at,
    actor,
    about: about(grant),
    data: {
      startsAt: grant.startsAt.toISOString(),
      endsAt: grant.endsAt.toISOString(),
      entitlementVersionId: grant.entitlementVersionId,
      envelopeHash: grant.envelopeHash,
    },
  }),
  started: (
    at: Date,
    grant: GrantIds & { endsAt: Date },
    /** Why nothing is minted although it runs; null when all is well. */
    stopped: string | null,
  ): NewEvent<'grant.started'> => ({
    type: 'grant.started',
    at,
    actor: { kind: 'daypass' },
    about: about(grant),
    data: { endsAt: grant.endsAt.toISOString(), stopped },
  }),
  extended: (
    at: Date,
    actor: EventActor,
    grant: GrantIds & { endsAt: Date },
    extension: { requestId: string; endsAt: Date },
  ): NewEvent<'grant.extended'> => ({
    type: 'grant.extended',
    at,
    actor,
    about: about(grant),
    data: {
      extensionRequestId: extension.requestId,
      previousEnd: grant.endsAt.toISOString(),
      endsAt: extension.endsAt.toISOString(),
    },
  }),
  revoked: (
    at: Date,
    actor: EventActor,
    grant: GrantIds & { endsAt: Date },
    reason: string,
  ): NewEvent<'grant.revoked'> => ({
    type: 'grant.revoked',
    at,
    actor,
    about: about(grant),
    data: { plannedEnd: grant.endsAt.toISOString(), reason },
  }),
  expired: (at: Date, grant: GrantIds & { endsAt: Date }): NewEvent<'grant.expired'> => ({
    type: 'grant.expired',
    at,
    actor: { kind: 'daypass' },
    about: about(grant),
    data: { endedAt: grant.endsAt.toISOString() },
  }),
  relinquished: (
    at: Date,
    actor: EventActor,
    grant: GrantIds & { endsAt: Date },
  ): NewEvent<'grant.relinquished'> => ({
    type: 'grant.relinquished',
    at,
    actor,
    about: about(grant),
    data: { plannedEnd: grant.endsAt.toISOString() },
  }),
} as const
