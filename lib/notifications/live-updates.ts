import { setTimeout as wait } from 'node:timers/promises'
import { log } from '../kernel/log'
import { liveMessage } from './live-message'
import type { LiveMessage } from './live-message'
import { listenOnce } from './store'

/** What a follower hears: a message, or `missed` when some may have been lost while the database was away. */
export type LiveNews = LiveMessage | 'missed'
export type Follower = (news: LiveNews) => void

export type LiveUpdates = {
  /** Calls `follower` for everything that happens from now on. Returns how to stop. */
  follow(follower: Follower): () => void
  close(): void
}

const LONGEST_WAIT_MS = 10_000

/** One listening connection for all of this process's open pages, opened with the first and kept: it mends itself. */
export function createLiveUpdates(databaseUrl: string): LiveUpdates {
  const followers = new Set<Follower>()
  const stop = new AbortController()
  const tell = (news: LiveNews) => {
    for (const follower of followers) follower(news)
  }
  let started = false
  return {
    follow(follower) {
      followers.add(follower)
      if (!started) void listenForEver(databaseUrl, tell, stop.signal)
      started = true
      return () => followers.delete(follower)
    },
    close() {
      stop.abort()
    },
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
      await listenOnce(databaseUrl, {
        hear: (payload) => {
          tell(parsed(payload))
        },
        ready,
        signal,
      })
    } catch (error) {
      log.warn({ err: error, waitMs }, 'live updates: the database is away')
    }
    await wait(waitMs, undefined, { signal }).catch(() => undefined)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
}

function parsed(payload: string): LiveNews {
  const message = liveMessage.safeParse(JSON.parse(payload))
  return message.success ? message.data : 'missed'
}
