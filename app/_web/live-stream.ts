import type { LiveUpdates } from '@/lib/wiring'

/** How often a stream says that it lives, and asks whether its sign-in does. */
const CHECK_MS = 20_000

type Parts = {
  signInId: string
  /** Asks the database; a failure to ask is no answer. */
  isAlive: () => Promise<boolean>
  liveUpdates: Pick<LiveUpdates, 'follow'>
  /** How much of the past the page may have missed, in milliseconds. */
  lastMs: number
  /** The browser has gone. */
  signal: AbortSignal
  checkMs?: number
}

/**
 * A stream of what changes: `data: {"ids":[…]}`, an empty list meaning "anything may have". It ends with the event
 * `ended` when its sign-in does: at once when told, within `checkMs` when not.
 */
export function openLiveStream(parts: Parts): Response {
  let stop = (): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stop = run(parts, controller)
    },
    cancel() {
      stop()
    },
  })
  // `no-transform`: a compressor would hold small pieces back.
  const headers = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  }
  return new Response(body, { headers })
}

function run(parts: Parts, controller: ReadableStreamDefaultController<Uint8Array>): () => void {
  const { signInId, isAlive, liveUpdates, lastMs, signal, checkMs = CHECK_MS } = parts
  const releases: (() => void)[] = []
  let over = false
  const stop = () => {
    over = true
    for (const release of releases.splice(0)) release()
  }
  const write = (text: string) => {
    if (!over) controller.enqueue(new TextEncoder().encode(text))
  }
  const close = () => {
    if (over) return
    stop()
    controller.close()
  }
  const end = () => {
    write('event: ended\ndata: {}\n\n')
    close()
  }
  const check = async () => {
    if (await isAlive().catch(() => true)) write(': still here\n\n')
    else end()
  }

  write('retry: 2000\n\n')
  const timer = setInterval(() => void check(), checkMs)
  signal.addEventListener('abort', close)
  releases.push(
    () => {
      clearInterval(timer)
    },
    () => {
      signal.removeEventListener('abort', close)
    },
    liveUpdates.follow((news) => {
      if (news === 'missed') write('data: {"ids":[]}\n\n')
      else if (news === 'closing') close()
      else if (news.endedSignInId === signInId) end()
      else if (news.anything === true) write('data: {"ids":[]}\n\n')
      else if (news.ids.length > 0) write(`data: ${JSON.stringify({ ids: news.ids })}\n\n`)
    }, lastMs),
  )
  return stop
}
