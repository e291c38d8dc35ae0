import type { LiveUpdates } from '@/lib/wiring'

/** How often a stream says that it lives, and asks whether its sign-in does. */
const CHECK_MS = 20_000

type Parts = {
  signInId: string
  /** Asks the database; a failure to ask is no answer. */
  isAlive: () => Promise<boolean>
  liveUpdates: Pick<LiveUpdates, 'follow'>
  /** The browser has gone. */
  signal: AbortSignal
  checkMs?: number
}

/**
 * A stream of what changes: `data: {"ids":[…]}`, an empty list meaning "anything may have". It ends with the event
 * `ended` when its sign-in does: at once when told, within `checkMs` when not.
 */
export function openLiveStream({ signInId, isAlive, liveUpdates, signal, checkMs = CHECK_MS }: Parts): Response {
  const encoder = new TextEncoder()
  let release = () => undefined as void
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        controller.enqueue(encoder.encode(text))
      }
      const finish = (lastWords?: string) => {
        release()
        if (lastWords !== undefined) write(lastWords)
        controller.close()
      }
      const check = async () => {
        const alive = await isAlive().catch(() => true)
        if (signal.aborted) return
        if (alive) write(': still here\n\n')
        else finish('event: ended\ndata: {}\n\n')
      }
      const timer = setInterval(() => void check(), checkMs)
      const unfollow = liveUpdates.follow((news) => {
        if (news === 'missed') write('data: {"ids":[]}\n\n')
        else if (news.endedSignInId === signInId) finish('event: ended\ndata: {}\n\n')
        else if (news.ids.length > 0) write(`data: ${JSON.stringify({ ids: news.ids })}\n\n`)
      })
      const gone = () => {
        finish()
      }
      release = () => {
        clearInterval(timer)
        unfollow()
        signal.removeEventListener('abort', gone)
      }
      signal.addEventListener('abort', gone)
      write('retry: 2000\n: here\n\n')
    },
    cancel() {
      release()
    },
  })
  // `no-transform`: a compressor would hold small pieces back.
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }
  return new Response(body, { headers })
}
