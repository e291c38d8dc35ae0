import { z } from 'zod'
import { append } from '../audit/index'
import type { EventActor } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import type { SystemContext } from '../identity/index'
import { newId } from '../kernel/ids'
import { typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { applyDefinitions, keptMembers } from './apply-definitions'
import type { AppliedCatalog } from './apply-definitions'
import { catalogHash, closeChange, findOpenChange, insertChange } from './change-store'
import { catalogEvents } from './events'
import { catalogTexts, compareWithStored, hashOfCatalog } from './plan'
import type { Comparison } from './plan'
import { resolveCatalog } from './resolve'
import { hasEntitlements, lockCatalog } from './store'

export type { AppliedCatalog } from './apply-definitions'

/** What came of handing in a catalogue. */
export type HandedIn =
  | ({ outcome: 'applied'; how: 'first' | 'emergency'; changeId: string } & AppliedCatalog)
  /** `changes`: how many entitlements it would change. `again`: the same waits already. */
  | { outcome: 'proposed'; changeId: string; changes: number; superseded: string | null; again: boolean }
  | { outcome: 'nothing-to-do'; unchanged: number; superseded: string | null }

const applyInput = z.strictObject({
  files: catalogTexts,
  /** Who runs the command: the operating system's user and the machine. */
  operator: z.string().min(1).max(200),
  message: typedText(1000).nullable().default(null),
  /** Why nobody else can confirm it first. */
  emergency: typedText(1000)
    .refine((text) => text !== '', 'Say why it cannot wait for an administrator.')
    .nullable()
    .default(null),
})
type ApplyInput = z.output<typeof applyInput>

/**
 * The operator hands in the catalogue. It is a proposal, which an administrator confirms (`confirmCatalogChange`); a newer
 * one takes the place of one that waits. Applied at once are only the first catalogue of an empty database, and what the
 * operator gives a reason of emergency for: both are kept as such. All or nothing. Throws `ERR_CATALOG_INVALID` with every
 * mistake, at file and line.
 */
export const applyCatalog = verb(
  'apply-catalog',
  applyInput,
  async (ctx: Pick<SystemContext, 'inTransaction'>, input): Promise<HandedIn> => {
    const catalog = resolveCatalog(input.files)
    return ctx.inTransaction(async (tx) => {
      await lockCatalog(tx)
      const at = await databaseNow(tx)
      const comparison = await compareWithStored(tx, catalog)
      const isFirst = !(await hasEntitlements(tx))
      const change = {
        id: newId(),
        operator: input.operator,
        files: input.files,
        offerHash: await catalogHash(tx),
        wantedHash: hashOfCatalog(catalog),
        createdAt: at,
      }
      if (isNothing(comparison))
        return {
          outcome: 'nothing-to-do',
          unchanged: comparison.unchanged,
          superseded: await supersede(tx, at, input),
        }
      if (!isFirst && input.emergency === null) return propose(tx, input, change, comparison)
      const how = isFirst ? 'first' : 'emergency'
      const message = input.emergency ?? input.message
      const members = keptMembers(comparison)
      await insertChange(tx, { ...change, kind: how, message }, { status: 'applied', members })
      const actor = operatorActor(input)
      const event = isFirst ? catalogEvents.appliedFirst : catalogEvents.appliedInEmergency
      await append(tx, event(at, actor, change.id, { comment: message }))
      const applied = await applyDefinitions(tx, { changeId: change.id, at, actor }, catalog, comparison)
      return { outcome: 'applied', how, changeId: change.id, ...applied }
    })
  },
)

type NewChange = Omit<Parameters<typeof insertChange>[1], 'kind' | 'message'>

async function propose(
  tx: Transaction,
  input: ApplyInput,
  change: NewChange,
  { steps }: Comparison,
): Promise<HandedIn> {
  const waiting = await findOpenChange(tx)
  const isSame =
    waiting !== null &&
    waiting.wantedHash === change.wantedHash &&
    waiting.offerHash === change.offerHash &&
    waiting.message === input.message
  if (isSame)
    return { outcome: 'proposed', changeId: waiting.id, changes: steps.length, superseded: null, again: true }
  const superseded = await supersede(tx, change.createdAt, input)
  await insertChange(tx, { ...change, kind: 'proposal', message: input.message }, { status: 'open' })
  const data = { comment: input.message, entitlements: steps.length }
  await append(tx, catalogEvents.proposed(change.createdAt, operatorActor(input), change.id, data))
  return { outcome: 'proposed', changeId: change.id, changes: steps.length, superseded, again: false }
}

/** Closes the proposal that waits, for it is not what the operator wants any more. Answers its id. */
async function supersede(tx: Transaction, at: Date, input: ApplyInput): Promise<string | null> {
  const waiting = await findOpenChange(tx)
  if (waiting === null) return null
  await closeChange(tx, waiting.id, { status: 'superseded', closedAt: at })
  await append(tx, catalogEvents.superseded(at, operatorActor(input), waiting.id))
  return waiting.id
}

function isNothing({ steps, members }: Comparison): boolean {
  return steps.length === 0 && members.added.length === 0 && members.removed.length === 0
}

function operatorActor({ operator }: ApplyInput): EventActor {
  return { kind: 'operator', name: operator }
}
