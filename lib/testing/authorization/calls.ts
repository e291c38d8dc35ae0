import type { z } from 'zod'
import * as catalog from '../../catalog/index'
import * as grants from '../../grants/index'
import * as history from '../../history/index'
import * as identity from '../../identity/index'
import type { Context } from '../../identity/index'
import { newId } from '../../kernel/ids'
import type { Verb } from '../../kernel/verb'
import * as notifications from '../../notifications/index'
import * as requests from '../../requests/index'
import * as sessions from '../../sessions/index'
import { extensionOf } from './making'
import { ROLES } from './roles'
import type { World } from './world'

/** One call of the table: about what, by the state that its row names. */
export type Call = {
  verb: Verb<Context, z.ZodType, unknown>
  input: (world: World, state: string) => object
  /** Changes nothing, whoever asks. */
  reads?: true
  /** The one line of the log that a refusal writes. */
  refusal?: string
  /** A success asks the cloud for a session, once. */
  reachesTheCloud?: true
}

const verbOf = (verb: unknown) => verb as Call['verb']
const about = (key: string, ids: (world: World) => Readonly<Record<string, string>>) => ({
  input: (world: World, state: string) => ({ [key]: found(ids(world), state) }),
})
const aboutRequest = about('requestId', (world) => world.requests)
const aboutGrant = about('grantId', (world) => world.grants)
const aboutPerson = about('personId', (world) => world.persons)
const nothing = { input: () => ({}) }
const reading = (verb: unknown, call: Pick<Call, 'input'> = nothing): Call => ({
  verb: verbOf(verb),
  reads: true,
  ...call,
})

function found<Value>(values: Readonly<Record<string, Value>>, state: string): Value {
  const value = values[state]
  if (value === undefined) throw new Error(`nothing is in the state “${state}”`)
  return value
}

/** Every call of a person, by the name under which its room exports it. */
export const CALLS: Readonly<Record<string, Call>> = {
  ...callsAboutRequests(),
  ...callsAboutGrants(),
  ...callsAboutPeople(),
  ...callsAboutTheCatalogue(),
  ...callsAboutTheLog(),
}

/** What the operator calls on the machine, with the database at hand: no call from the web leads there. */
export const OPERATORS = ['applyCatalog', 'planCatalog']

function callsAboutRequests(): Record<string, Call> {
  const decide = (world: World, state: string) => {
    const { requests: ids, answers } = world
    const hash = '0'.repeat(64)
    const unseen = { requestId: found(ids, state), outcome: 'approve', comment: null }
    return { envelopeHash: hash, policyHash: hash, ...unseen, ...answers[state], id: newId() }
  }
  const wish = (_: World, state: string) => ({
    entitlementId: state.startsWith('withdrawn') ? 'lake' : 'reports',
    scope: { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false },
    durationMinutes: 60,
  })
  return {
    readRequest: reading(requests.readRequest, aboutRequest),
    decideRequest: { verb: verbOf(requests.decideRequest), input: decide, refusal: 'decision.refused' },
    withdrawApproval: { verb: verbOf(requests.withdrawApproval), ...aboutRequest },
    commentOnRequest: {
      verb: verbOf(requests.commentOnRequest),
      input: (world, state) => ({ ...aboutRequest.input(world, state), id: newId(), body: 'Why?' }),
    },
    cancelRequest: { verb: verbOf(requests.cancelRequest), ...aboutRequest },
    openApprovedRequest: { verb: verbOf(requests.openApprovedRequest), ...aboutRequest },
    reviewBreakGlass: {
      verb: verbOf(requests.reviewBreakGlass),
      input: ({ reviews }, state) => ({
        ...{ requestId: found(reviews, state), outcome: 'justified', comment: null },
      }),
    },
    submitRequest: {
      verb: verbOf(requests.submitRequest),
      input: (world, state) => ({
        ...wish(world, state),
        ...{ id: newId(), reason: 'Quarter close', ticket: null },
        entitlementVersionId: found(world.versions, state.startsWith('withdrawn') ? 'lake' : 'reports'),
        ...(state.endsWith('break-glass') ? { kind: 'break-glass', incident: 'INC-8' } : {}),
      }),
    },
    previewRequest: reading(requests.previewRequest, { input: wish }),
    whatIf: reading(requests.whatIf, {
      input: (world, state) => ({ ...wish(world, state), handle: ROLES.ot.handle }),
    }),
    keepFavourite: {
      verb: verbOf(requests.keepFavourite),
      input: (world, state) => ({ ...wish(world, state), id: newId(), name: 'X', deliveries: ['console'] }),
    },
    removeFavourite: {
      verb: verbOf(requests.removeFavourite),
      ...about('favouriteId', ({ favourites }) => favourites),
    },
    listFavourites: reading(requests.listFavourites),
    listMyRequests: reading(requests.listMyRequests),
    listToDecide: reading(requests.listToDecide),
    listReviews: reading(requests.listReviews),
    listRequestsOfPerson: reading(requests.listRequestsOfPerson, aboutPerson),
  }
}

function callsAboutGrants(): Record<string, Call> {
  const click = {
    input: (world: World, state: string) => ({ ...aboutGrant.input(world, state), sessionId: newId() }),
  }
  const minting = { refusal: 'session.refused', reachesTheCloud: true } as const
  return {
    readGrantPage: reading(history.readGrantPage, aboutGrant),
    relinquishGrant: { verb: verbOf(grants.relinquishGrant), ...aboutGrant },
    revokeGrant: {
      verb: verbOf(grants.revokeGrant),
      input: (world, state) => ({ ...aboutGrant.input(world, state), reason: 'A lost laptop' }),
    },
    requestExtension: {
      verb: verbOf(requests.requestExtension),
      input: ({ grants: ids }, state) => extensionOf(found(ids, state)),
    },
    previewExtension: reading(requests.previewExtension, {
      input: (world, state) => ({ ...aboutGrant.input(world, state), durationMinutes: 30 }),
    }),
    openConsole: { verb: verbOf(sessions.openConsole), ...click, ...minting },
    issueTerminalCredentials: { verb: verbOf(sessions.issueTerminalCredentials), ...click, ...minting },
    deliverSecretAgain: { verb: verbOf(sessions.deliverSecretAgain), ...click },
    listMyGrants: reading(grants.listMyGrants),
    listGrantsOfPerson: reading(grants.listGrantsOfPerson, aboutPerson),
    listStoppedGrants: reading(grants.listStoppedGrants),
  }
}

function callsAboutPeople(): Record<string, Call> {
  return {
    listPeople: reading(identity.listPeople),
    readPerson: reading(identity.readPerson, aboutPerson),
    suspendPerson: {
      verb: verbOf(identity.suspendPerson),
      input: (world, state) => ({ ...aboutPerson.input(world, state), reason: 'A lost laptop' }),
    },
    reinstatePerson: { verb: verbOf(identity.reinstatePerson), ...aboutPerson },
    delegate: {
      verb: verbOf(identity.delegate),
      input: ({ inHours }) => ({ id: newId(), to: 'bob', startsAt: inHours(0), endsAt: inHours(1) }),
    },
    endDelegation: {
      verb: verbOf(identity.endDelegation),
      ...about('delegationId', ({ delegations }) => delegations),
    },
    listDelegations: reading(identity.listDelegations),
    readMailPreferences: reading(notifications.readMailPreferences),
    changeMailPreferences: {
      verb: verbOf(notifications.changeMailPreferences),
      input: () => ({ changes: [{ kind: 'decided', choice: 'none' }] }),
    },
  }
}

function callsAboutTheCatalogue(): Record<string, Call> {
  const refusal = 'catalog-change.refused'
  const entitlement = {
    input: (_: World, state: string) => ({ entitlementId: state === 'offered' ? 'reports' : 'lake' }),
  }
  const changeId = (world: World, state: string) => ({ changeId: found(world.changes, state).changeId })
  return {
    readEntitlementForm: reading(catalog.readEntitlementForm, entitlement),
    searchEntitlements: reading(catalog.searchEntitlements),
    searchCatalog: reading(catalog.searchCatalog),
    readCatalogEntry: reading(catalog.readCatalogEntry, entitlement),
    listCatalogChanges: reading(catalog.listCatalogChanges),
    readCatalogChange: reading(catalog.readCatalogChange, { input: changeId }),
    confirmCatalogChange: {
      verb: verbOf(catalog.confirmCatalogChange),
      input: ({ changes }, state) => ({ ...found(changes, state), comment: null }),
      refusal,
    },
    declineCatalogChange: {
      verb: verbOf(catalog.declineCatalogChange),
      input: (world, state) => ({ ...changeId(world, state), comment: 'Not like this' }),
      refusal,
    },
  }
}

function callsAboutTheLog(): Record<string, Call> {
  return {
    listGrants: reading(history.listGrants),
    listSessions: reading(history.listSessions),
    listEvents: reading(history.listEvents),
    exportGrants: { verb: verbOf(history.exportGrants), ...nothing },
    exportSessions: { verb: verbOf(history.exportSessions), ...nothing },
    exportEvents: { verb: verbOf(history.exportEvents), ...nothing },
    listPolicyFailures: reading(history.listPolicyFailures),
    listExhaustedJobs: reading(notifications.listExhaustedJobs),
    runJobAgain: { verb: verbOf(notifications.runJobAgain), ...about('jobId', ({ jobs }) => jobs) },
    listDeadMails: reading(notifications.listDeadMails),
    sendMailAgain: { verb: verbOf(notifications.sendMailAgain), ...about('mailId', ({ mails }) => mails) },
  }
}
