const ADDRESS = '/api/live'
const LONGEST_WAIT_MS = 30_000
/** A page is shown within so many milliseconds of being read; what happened meanwhile is told again. */
const READ_TO_SHOWN_MS = 5000

type Listener = {
  /** Something with these ids changed; none means that anything may have. */
  onChange: (ids: readonly string[]) => void
  /** The tab is visible again after it was hidden. */
  onShown: () => void
  onSignedOut: () => void
}

/**
 * Follows the portal's live updates while the tab is visible, mending the stream by itself. Returns how to stop.
 * EventSource reconnects after a lost connection, but gives up for ever after any answer that is no stream.
 */
export function followLive(listener: Listener): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = 1000
  let wasLost = false
  let stopped = false

  function open(): void {
    close()
    if (stopped || document.hidden) return
    const own = new EventSource(`${ADDRESS}?last=${String(READ_TO_SHOWN_MS)}`)
    source = own
    own.onopen = () => {
      waitMs = 1000
      if (wasLost) listener.onChange([])
      wasLost = false
    }
    own.onmessage = (message: MessageEvent<string>) => {
      listener.onChange(idsOf(message.data))
    }
    own.addEventListener('ended', () => {
      close()
      listener.onSignedOut()
    })
    own.onerror = () => {
      wasLost = true
      if (own.readyState === EventSource.CLOSED) void askAgain()
    }
  }

  function close(): void {
    clearTimeout(timer)
    source?.close()
    source = undefined
  }

  async function askAgain(): Promise<void> {
    close()
    const status = await fetch(ADDRESS, { method: 'HEAD', cache: 'no-store' }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (stopped) return
    if (status === 401) {
      listener.onSignedOut()
      return
    }
    timer = setTimeout(open, waitMs)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }

  function onVisibility(): void {
    if (document.hidden) {
      close()
    } else {
      open()
      listener.onShown()
    }
  }

  document.addEventListener('visibilitychange', onVisibility)
  open()
  return () => {
    stopped = true
    document.removeEventListener('visibilitychange', onVisibility)
    close()
  }
}

function idsOf(data: string): readonly string[] {
  const value: unknown = JSON.parse(data)
  const ids = typeof value === 'object' && value !== null && 'ids' in value ? value.ids : undefined
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : []
}
