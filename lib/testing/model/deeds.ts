import { DaypassError } from '../../kernel/errors'
import { newId } from '../../kernel/ids'
import { parseInput } from '../../kernel/verb'
import type { Verb } from '../../kernel/verb'
import type { z } from 'zod'
import type { Context, SystemContext } from '../../identity/index'
import type { Handle } from './cast'
import type { Outcome } from './rules-of-step'
import type { World } from './world'

/** Something that is to be done, with everything that was on the screen when it was begun. */
export type Deed = {
  words: string
  run: (system: SystemContext) => Promise<unknown>
  /** What the model remembers once it was done. */
  done?: ((answer: unknown) => void) | undefined
}

/** Somebody's call of a verb; a deed that says so when they are kept out. */
export async function callBy<Schema extends z.ZodType, Output>(
  world: World,
  handle: Handle,
  words: string,
  verb: Verb<Context, Schema, Output>,
  input: unknown,
): Promise<Deed> {
  const actor = await world.actor(handle)
  const run = (system: SystemContext): Promise<unknown> => {
    if (actor === undefined) throw new DaypassError('ERR_SIGN_IN_REQUIRED', `${handle} is kept out.`)
    return verb({ ...system, actor }, parseInput(verb.input, input))
  }
  return { words: `${handle} ${words}`, run: async (system) => run(system) }
}

/** What comes of a deed. What is no refusal is no outcome either: it fails the sequence. */
export async function outcomeOf(deed: Deed, system: SystemContext): Promise<Outcome> {
  try {
    return { answer: await deed.run(system) }
  } catch (error) {
    if (error instanceof DaypassError) return { code: error.code }
    throw error
  }
}

/** One of a list, by a number that was drawn; undefined if there is none. */
export function one<T>(list: readonly T[], drawn: number | undefined): T | undefined {
  return list[(drawn ?? 0) % Math.max(1, list.length)]
}

/** An id that a page would make. */
export const freshId = newId
