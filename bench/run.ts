import { setTimeout as pause } from 'node:timers/promises'
import { withClient } from '@/scripts/postgres/roles'
import { bareCalls, bareServer, type BareCalls } from './bare'
import { captureStatements, type Statement } from './capture'
import { measureCatalogue, type CatalogueFigures } from './catalogue'
import { prepareLifecycle, signInPairs, type Lifecycle, type Pair } from './lifecycle'
import { measureLive, type LiveFigures } from './live'
import { measureEvaluation } from './evaluation'
import { measurePlan } from './plan'
import { measureQueue, type QueueFigures } from './queue'
import { replay } from './replay'
import type { Stage } from './stage'
import { repeatFor, timingOf, type Timing } from './timing'
import { busyMilliseconds, firstLoadKilobytes, residentMegabytes } from './weight'

const CLIENTS = [1, 8]
const SECONDS = 6
const WARM_UP_SECONDS = 3
const OPEN_PAGES = 200
export const ENTITLEMENTS = 5000
const PENDING = 500
const MINTS = 150
const MINTS_TO_WARM_UP = 30

type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

interface Resident {
  portal: number
  worker: number
}

interface Whole {
  clients: number
  lifecycle: Timing
  /** For how long one lifecycle keeps a core busy, its jobs included. */
  busyMs: { portal: number; worker: number }
}

/** Everything that was measured; times in milliseconds. */
export interface Figures {
  start: { portal: number; worker: number }
  statements: number
  transactions: number
  lifecycle: (Whole & { sqlLimit: Timing; bareServer: Timing })[]
  mint: {
    submit: Timing
    approve: Timing
    /** The whole call that opens the console. */
    mint: Timing
    assumeRole: Timing
    signInToken: Timing
    /** What the mint takes beyond a bare AssumeRole right after it. */
    overhead: Timing
  }
  live: LiveFigures & { pages: number }
  catalogue: CatalogueFigures & { entitlements: number }
  /** The whole command, from its start to its end, when every entitlement changes. */
  planMs: number
  /** One judgement by a policy of ten rules, nothing around it. */
  evaluation: Timing
  queue: QueueFigures
  firstLoadKilobytes: Record<string, number>
  /** Right after the start of both, and after everything. */
  residentMegabytes: { atStart: Resident; afterwards: Resident }
}

/** Measures everything on this stage, whose worker does not run yet. `step` names and runs a part. */
export async function measure(stage: Stage, step: Step): Promise<Figures> {
  const pairs = await step('Sign-ins', () => signInPairs(stage, Math.max(...CLIENTS)))
  const pair = first(pairs)
  const lifecycle = await prepareLifecycle(stage, pair)
  await runOnce(lifecycle, pair)
  // No worker yet: the log could not tell its statements from the portal's.
  const statements = await captureStatements(stage, () => runOnce(lifecycle, pair))
  const worker = await stage.startWorker()
  const resident = (): Resident => ({
    portal: residentMegabytes(stage.portalProcess.pid),
    worker: residentMegabytes(worker.pid),
  })
  const atStart = resident()
  await step('Jobs of the catalogue', () => untilNoJobs(stage))

  // What pages show grows with the lifecycles, so pages come first.
  const catalogue = await step('Catalogue', () => measureCatalogue(pair.requester, SECONDS / 2))
  const weights = await step('First loads', () => weigh(lifecycle, pair))
  const live = await step(`${OPEN_PAGES} open pages`, () => measureLive(stage, lifecycle, pairs, OPEN_PAGES))
  const mint = await step('Mint', () => measureMint(stage, lifecycle, pair))
  await step('Warm-up', () => repeatFor(WARM_UP_SECONDS, pairs, (one) => runOnce(lifecycle, one)))
  const whole: Whole[] = []
  for (const clients of CLIENTS) {
    const busy = () => ({
      portal: busyMilliseconds(stage.portalProcess.pid),
      worker: busyMilliseconds(worker.pid),
    })
    const before = busy()
    const some = pairs.slice(0, clients)
    const timing = await step(`Lifecycle, ${clients} at a time`, () =>
      repeatFor(SECONDS, some, (one) => runOnce(lifecycle, one)),
    )
    await untilNoJobs(stage)
    const after = busy()
    const busyMs = {
      portal: (after.portal - before.portal) / timing.count,
      worker: (after.worker - before.worker) / timing.count,
    }
    whole.push({ clients, lifecycle: timing, busyMs })
  }
  const afterwards = resident()
  // What waits would stand in everybody's way before.
  const queue = await step(`${PENDING} pending`, () =>
    measureQueue(stage, PENDING, SECONDS / 2, () => untilNoJobs(stage)),
  )
  const planMs = await step('Plan', () => measurePlan(stage, ENTITLEMENTS))
  // The limits have the machine to themselves.
  await worker.stop()
  await stage.portalProcess.stop()
  return {
    start: { portal: stage.portalProcess.readyMs, worker: worker.readyMs },
    statements: statements.length,
    transactions: statements.filter(({ sql }) => /^begin/i.test(sql)).length,
    lifecycle: await compare(stage, step, statements, whole),
    mint,
    live: { ...live, pages: OPEN_PAGES },
    catalogue: { ...catalogue, entitlements: ENTITLEMENTS },
    planMs,
    evaluation: await step('Evaluation', () => Promise.resolve(measureEvaluation())),
    queue,
    firstLoadKilobytes: weights,
    residentMegabytes: { atStart, afterwards },
  }
}

async function compare(
  stage: Stage,
  step: Step,
  statements: readonly Statement[],
  whole: readonly Whole[],
): Promise<Figures['lifecycle']> {
  const compared: Figures['lifecycle'] = []
  for (const one of whole) {
    const { clients } = one
    const settings = { connections: clients, seconds: SECONDS }
    const sqlLimit = await step(`SQL alone, ${clients} at a time`, () => replay(stage, statements, settings))
    const bare = await step(`Bare server, ${clients} at a time`, () => bareServer(clients, SECONDS / 2))
    compared.push({ ...one, sqlLimit, bareServer: bare })
  }
  return compared
}

function first(pairs: readonly Pair[]): Pair {
  const [pair] = pairs
  if (pair === undefined) throw new Error('Nobody is signed in.')
  return pair
}

async function runOnce(lifecycle: Lifecycle, pair: Pair): Promise<void> {
  await lifecycle.mint(pair, await lifecycle.approve(pair, await lifecycle.submit(pair)))
}

/** One client; after each mint the bare calls, so that both see the same machine. */
async function measureMint(stage: Stage, lifecycle: Lifecycle, pair: Pair): Promise<Figures['mint']> {
  const runs: Record<keyof Figures['mint'], number>[] = []
  let bare: BareCalls | undefined
  const startedAt = performance.now()
  for (let count = 0; count < MINTS; count += 1) {
    const submittedAt = performance.now()
    const requestId = await lifecycle.submit(pair)
    const approvedAt = performance.now()
    const grantId = await lifecycle.approve(pair, requestId)
    const [submit, approve] = [approvedAt - submittedAt, performance.now() - approvedAt]
    const mint = await lifecycle.mint(pair, grantId)
    bare ??= await bareCalls(stage, grantId)
    const calls = await bare()
    runs.push({ submit, approve, mint, ...calls, overhead: mint - calls.assumeRole })
  }
  const elapsed = performance.now() - startedAt
  const timing = (name: keyof Figures['mint']) =>
    timingOf(
      runs.slice(MINTS_TO_WARM_UP).map((run) => run[name]),
      elapsed,
    )
  return {
    submit: timing('submit'),
    approve: timing('approve'),
    mint: timing('mint'),
    assumeRole: timing('assumeRole'),
    signInToken: timing('signInToken'),
    overhead: timing('overhead'),
  }
}

/** What the pages make a browser load that a requester sees on the way. */
async function weigh(lifecycle: Lifecycle, pair: Pair): Promise<Record<string, number>> {
  const requestId = await lifecycle.submit(pair)
  const grantId = await lifecycle.approve(pair, requestId)
  const addresses = {
    home: '/',
    catalogue: '/request',
    form: '/request/sensitive-s3-access',
    request: `/requests/${requestId}`,
    grant: `/grants/${grantId}`,
  }
  const weights: Record<string, number> = {}
  for (const [name, address] of Object.entries(addresses))
    weights[name] = await firstLoadKilobytes(pair.requester, address)
  return weights
}

async function untilNoJobs({ ownerUrl }: Stage): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const left = async () => {
      const { rows } = await client.query<{ any: boolean }>(
        'select exists(select from graphile_worker.jobs) as any',
      )
      return rows[0]?.any === true
    }
    while (await left()) await pause(200)
  })
}
