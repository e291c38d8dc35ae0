import { setTimeout as wait } from 'node:timers/promises'
import { endDueGrants, startDueGrants } from './grants/index'
import { endLapsedSignIns } from './identity/index'
import type { SignInRules, SystemContext } from './identity/index'
import { runJobs, WorkerLife } from './jobs/index'
import type { Handlers } from './jobs/index'
import { newId } from './kernel/ids'
import { log } from './kernel/log'
import { queueDueMails, react, sendMail } from './notifications/index'
import type { Mailing } from './notifications/index'
import type { SecretStore } from './ports/secret-store'
import { escalateRequests, escalateReviews, lapseDueRequests, remindOfRequests } from './requests/index'
import { deliverSecret, emptySecret, mendSecret, settleLostSessions } from './sessions/index'

const TICK_MS = 1000
const BEAT_EVERY_TICKS = 5

export type WorkerParts = {
  databaseUrl: string
  system: SystemContext
  signInRules: SignInRules
  secretStore: SecretStore
  /** How mail leaves; null where none is sent: then none is written either. */
  mail: Mailing | null
}

/**
 * Does what no click does: runs jobs, writes down what the clock has ended, says that it lives. Any number of workers
 * may run on one database. Ends once `signal` says so and the jobs in hand are done.
 */
export async function runWorker(
  { databaseUrl, system, signInRules, secretStore, mail }: WorkerParts,
  signal: AbortSignal,
): Promise<void> {
  const life = new WorkerLife(databaseUrl, newId())
  const delivery = { ...system, signInRules, secretStore }
  const mailing = { ...system, administratorGroups: signInRules.roleGroups.administrator }
  const handlers: Handlers = {
    'deliver-secret': (payload) => deliverSecret(delivery, payload),
    'mend-secret': (payload) => mendSecret(delivery, payload),
    'empty-secret': (payload) => emptySecret(delivery, payload),
    react: (payload) => react(mailing, payload, { sendsMail: mail !== null }),
    'send-mail': async (payload) => {
      if (mail !== null) await sendMail(mailing, mail, payload)
    },
  }
  const due = [
    () => startDueGrants(system),
    () => endDueGrants(system),
    () => lapseDueRequests(system),
    () => remindOfRequests(system),
    () => escalateRequests(system),
    () => escalateReviews(system),
    () => settleLostSessions(system),
    () => endLapsedSignIns(system, signInRules),
    ...(mail === null ? [] : [() => queueDueMails(system)]),
  ]
  log.info('worker: started')
  await Promise.all([runJobs(databaseUrl, handlers, life, signal), tickUntil(signal, due, life)])
  await life.end().catch((error: unknown) => {
    log.warn({ err: error }, 'worker: could not say goodbye')
  })
  log.info('worker: ended')
}

// A tick, not jobs with a time: jobs wait for the real clock, and deadlines keep to daypass_now().
async function tickUntil(
  signal: AbortSignal,
  due: readonly (() => Promise<number>)[],
  life: WorkerLife,
): Promise<void> {
  for (let tick = 0; !signal.aborted; tick++) {
    try {
      if (tick % BEAT_EVERY_TICKS === 0) await life.beat()
      for (const endAll of due) await repeat(endAll, signal)
    } catch (error) {
      log.warn({ err: error }, 'worker: a tick failed')
    }
    await wait(TICK_MS, undefined, { signal }).catch(() => undefined)
  }
}

// Each call takes a limited number, so that no transaction grows with what has piled up.
async function repeat(endSome: () => Promise<number>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await endSome()) > 0);
}
