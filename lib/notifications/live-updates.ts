import { setTimeout as wait } from 'node:timers/promises'
import { log } from '../kernel/log'
import { liveMessage } from './live-message'
import type { LiveMessage } from './live-message'
import { listenOnce } from './store'

/**
 * What a follower hears: a message, `missed` when some may have been lost while the database was away, or `closing`
 * when this process ends and another one has to be followed.
 */
export type LiveNews = LiveMessage | 'missed' | 'closing'
export type Follower = (news: LiveNews) => void

export type LiveUpdates = {
  /**
   * Calls `follower` for everything that happens from now on, and at once for what happened in the last `lastMs`
   * (60,000 at most): between the reading of a page and its stream. Returns how to stop.
   */
  follow(follower: Follower, lastMs: number): () => void
  close(): void
}

const LONGEST_WAIT_MS = 10_000
const KEPT_MS = 60_000

/** One listening connection for all of this process's open pages, opened with the first and kept: it mends itself. */
export function createLiveUpdates(databaseUrl: string): LiveUpdates {
  const followers = new Set<Follower>()
  const recent = keepRecent()
  const stop = new AbortController()
  const tell = (news: LiveNews) => {
    recent.add(news)
    for (const follower of followers) follower(news)
  }
  let started = false
  return {
    follow(follower, lastMs) {
      for (const news of recent.within(lastMs)) follower(news)
      if (stop.signal.aborted)
        queueMicrotask(() => {
          follower('closing')
        })
      followers.add(follower)
      if (!started) void listenForEver(databaseUrl, tell, stop.signal)
      started = true
      return () => followers.delete(follower)
    },
    close() {
      stop.abort()
      for (const follower of followers) follower('closing')
    },
  }
}

function keepRecent() {
  let kept: { at: number; news: LiveNews }[] = []
  const within = (ms: number) => kept.filter(({ at }) => at >= performance.now() - ms)
  return {
    add(news: LiveNews) {
      kept = [...within(KEPT_MS).slice(-500), { at: performance.now(), news }]
    },
    within: (ms: number) => within(Math.min(ms, KEPT_MS)).map(({ news }) => news),
  }
}

async function listenForEver(
  databaseUrl: string,
  tell: (news: LiveNews) => void,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = 100
  while (!signal.aborted) {
    try {
      const ready = () => {
        waitMs = 100
        tell('missed')
      }
      const hear = (payload: string) => {
        tell(parsed(payload))
      }
      await listenOnce(databaseUrl, { hear, ready, signal })
    } catch (error) {
      log.warn({ err: error, waitMs }, 'live updates: the database is away')
    }
    await wait(waitMs, undefined, { signal }).catch(() => undefined)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
}

// Whoever may connect to the database may notify: what is not understood is taken as "something happened".
function parsed(payload: string): LiveNews {
  try {
    return liveMessage.parse(JSON.parse(payload))
  } catch {
    return 'missed'
  }
}
