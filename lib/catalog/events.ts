import type { EventActor, NewEvent } from '../audit/index'
import type { EntitlementDefinition } from './schema'

/** What happens to a change as a whole. What somebody said about it stands under "comment". */
function ofChange<Type extends string>(type: Type) {
  return (
    at: Date,
    actor: EventActor,
    catalogChangeId: string,
    data: NewEvent['data'] = {},
  ): NewEvent<Type> => ({ type, at, actor, about: { catalogChangeId }, data })
}

/** What happens to the catalogue, as the log keeps it. */
export const catalogEvents = {
  versioned: (
    at: Date,
    actor: EventActor,
    definition: EntitlementDefinition,
    versionId: string,
    previousVersionId: string | null,
    catalogChangeId: string,
  ): NewEvent<'entitlement.versioned'> => ({
    type: 'entitlement.versioned',
    at,
    actor,
    about: { entitlementId: definition.id, accountId: definition.account.accountId, catalogChangeId },
    data: { name: definition.name, versionId, previousVersionId },
  }),
  withdrawn: (
    at: Date,
    actor: EventActor,
    entitlementId: string,
    catalogChangeId: string,
  ): NewEvent<'entitlement.withdrawn'> => ({
    type: 'entitlement.withdrawn',
    at,
    actor,
    about: { entitlementId, catalogChangeId },
    data: {},
  }),
  offeredAgain: (
    at: Date,
    actor: EventActor,
    entitlementId: string,
    catalogChangeId: string,
  ): NewEvent<'entitlement.offered-again'> => ({
    type: 'entitlement.offered-again',
    at,
    actor,
    about: { entitlementId, catalogChangeId },
    data: {},
  }),
  membersListed: (
    at: Date,
    actor: EventActor,
    members: readonly { group: string; handle: string }[],
    catalogChangeId: string,
  ): NewEvent<'catalog.members-listed'> => ({
    type: 'catalog.members-listed',
    at,
    actor,
    about: { catalogChangeId },
    data: { members: members.map(({ group, handle }) => ({ group, handle })) },
  }),
  proposed: ofChange('catalog-change.proposed'),
  confirmed: ofChange('catalog-change.confirmed'),
  declined: ofChange('catalog-change.declined'),
  superseded: ofChange('catalog-change.superseded'),
  appliedFirst: ofChange('catalog-change.applied-first'),
  appliedInEmergency: ofChange('catalog-change.applied-in-emergency'),
  /** Somebody tried to confirm or decline, and was refused. */
  refused: ofChange('catalog-change.refused'),
} as const
