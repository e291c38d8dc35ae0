import type { EventActor, NewEvent } from '../audit/index'
import type { EntitlementDefinition } from './schema'

/** What happens to the catalogue, as the log keeps it. */
export const catalogEvents = {
  versioned: (
    at: Date,
    actor: EventActor,
    definition: EntitlementDefinition,
    versionId: string,
    previousVersionId: string | null,
  ): NewEvent<'entitlement.versioned'> => ({
    type: 'entitlement.versioned',
    at,
    actor,
    about: { entitlementId: definition.id, accountId: definition.account.accountId },
    data: { name: definition.name, versionId, previousVersionId },
  }),
  withdrawn: (at: Date, actor: EventActor, entitlementId: string): NewEvent<'entitlement.withdrawn'> => ({
    type: 'entitlement.withdrawn',
    at,
    actor,
    about: { entitlementId },
    data: {},
  }),
  offeredAgain: (
    at: Date,
    actor: EventActor,
    entitlementId: string,
  ): NewEvent<'entitlement.offered-again'> => ({
    type: 'entitlement.offered-again',
    at,
    actor,
    about: { entitlementId },
    data: {},
  }),
  membersListed: (
    at: Date,
    actor: EventActor,
    members: readonly { group: string; handle: string }[],
  ): NewEvent<'catalog.members-listed'> => ({
    type: 'catalog.members-listed',
    at,
    actor,
    about: {},
    data: { members: members.map(({ group, handle }) => ({ group, handle })) },
  }),
} as const
