import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from './browser'
import type { Lifecycle, Pair } from './lifecycle'
import type { Stage } from './stage'
import { timingOf, type Timing } from './timing'

const DECISIONS = 5
/** As `components/live` waits before a page reads itself anew. */
const REFRESH_AFTER_MS = 150
/** Let what was told before be over. */
const QUIET_MS = 1500

const AS_REFRESH = { rsc: '1', 'accept-encoding': 'gzip' }

export interface LiveFigures {
  /** From the decision's sending until an open page is told. */
  told: Timing
  /** From the decision's sending until such a page, a home page, has read itself anew. */
  reread: Timing
  /** The decision itself meanwhile. */
  decision: Timing
}

/** So many open home pages, each with its stream, while decisions come. Home is the page that any news concerns. */
export async function measureLive(
  stage: Stage,
  lifecycle: Lifecycle,
  pairs: readonly Pair[],
  pages: number,
): Promise<LiveFigures> {
  const [pair] = pairs
  if (pair === undefined) throw new Error('Nobody is signed in.')
  const requestIds: string[] = []
  for (let count = 0; count < DECISIONS; count += 1) requestIds.push(await lifecycle.submit(pair))
  const browsers = pairs.map(({ requester }) => requester)
  const open = await Promise.all(
    Array.from({ length: pages }, (_, index) =>
      openPage(stage, browsers[index % browsers.length] ?? pair.requester),
    ),
  )
  const told: number[] = []
  const reread: number[] = []
  const decisions: number[] = []
  const startedAt = performance.now()
  for (const requestId of requestIds) {
    await pause(QUIET_MS)
    const sentAt = performance.now()
    const seen = open.map((page) => page.next(sentAt))
    await lifecycle.approve(pair, requestId)
    decisions.push(performance.now() - sentAt)
    for (const times of await Promise.all(seen)) {
      told.push(times.told)
      reread.push(times.reread)
    }
  }
  for (const page of open) page.close()
  const elapsed = performance.now() - startedAt
  return {
    told: timingOf(told, elapsed),
    reread: timingOf(reread, elapsed),
    decision: timingOf(decisions, elapsed),
  }
}

interface OpenPage {
  /** Waits for the next news; milliseconds since `sentAt` until it came, and until the page was read anew after it. */
  next: (sentAt: number) => Promise<{ told: number; reread: number }>
  close: () => void
}

/** Opens a stream as a page does, and answers once it is open. */
async function openPage(stage: Stage, browser: Browser): Promise<OpenPage> {
  const agent = new Agent({ keepAlive: true })
  let onNews: () => void = () => undefined
  const stream = get(`${stage.portal}/api/live?last=0`, { agent, headers: browser.headers })
  stream.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    stream.once('error', reject)
    stream.once('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`No stream (${String(response.statusCode)}).`))
      response.on('error', () => undefined)
      response.on('data', (chunk: Buffer) => {
        if (chunk.includes('"ids":["')) onNews()
      })
      response.once('data', () => {
        resolve()
      })
    })
  })
  const headers = { ...browser.headers, ...AS_REFRESH }
  const read = () =>
    new Promise<void>((resolve, reject) => {
      const request = get(`${stage.portal}/?_rsc=`, { agent: false, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`Home answered ${String(response.statusCode)}.`))
        response.resume().once('end', resolve)
      })
      request.once('error', reject)
    })
  return {
    next: async (sentAt) => {
      const news: number[] = []
      await new Promise<void>((resolve) => {
        let timer: NodeJS.Timeout | undefined
        onNews = () => {
          news.push(performance.now() - sentAt)
          clearTimeout(timer)
          timer = setTimeout(resolve, REFRESH_AFTER_MS)
        }
      })
      await read()
      return { told: news[0] ?? NaN, reread: performance.now() - sentAt }
    },
    close: () => {
      stream.destroy()
      agent.destroy()
    },
  }
}
