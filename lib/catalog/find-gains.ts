import type { Transaction } from '../db/client'
import { delegatorsOf } from '../identity/index'
import type { Actor } from '../identity/index'
import { accountsOf, managersAmong } from './affected-store'
import type { Gain } from './change-schema'
import type { Gainer } from './gainers'
import { gainsOf } from './gains'
import { offersOf } from './plan'
import type { Comparison } from './plan'

/**
 * What an administrator would gain by a change: by the groups of this sign-in, by every account with the same address, and
 * through whoever they stand in for now.
 */
export async function findGains(tx: Transaction, actor: Actor, comparison: Comparison): Promise<Gain[]> {
  return gainsOf(await gainersFor(tx, actor), offersOf(comparison))
}

async function gainersFor(tx: Transaction, actor: Actor): Promise<Gainer[]> {
  const accounts = await accountsOf(tx, actor)
  const delegators = await delegatorsOf(tx, actor.personId)
  const managers = await managersAmong(
    tx,
    [...accounts, ...delegators].map(({ handle }) => handle),
  )
  const manages = (handle: string) => managers.has(handle)
  return [
    { handle: actor.handle, groups: actor.groups, manages: manages(actor.handle), as: null },
    ...accounts
      .filter(({ personId }) => personId !== actor.personId)
      .map(({ handle, groups }) => ({
        handle,
        groups,
        manages: manages(handle),
        as: `${handle}, an account with your address`,
      })),
    ...delegators.map(({ handle, groups }) => ({
      handle,
      groups,
      manages: manages(handle),
      as: `${handle}, for whom you stand in`,
    })),
  ]
}
