import type { ErrorAnswer } from '@/lib/kernel/errors'

/** What a command answers to a page. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; error: ErrorAnswer }

/** A server action, as a page hands it to a component. */
export type Command<Input, Value> = (input: Input) => Promise<Answer<Value>>
