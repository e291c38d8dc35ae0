import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { urlToken } from './ids'
import type { State } from './state'

const FORMAT = 2
const EARLIER_FORMAT = 1
const WRITE_DELAY_MS = 50

function emptyState(): State {
  return {
    clockOffsetSeconds: 0,
    accounts: new Map(),
    buckets: new Map(),
    uploads: new Map(),
    sessions: new Map(),
    signinTokens: new Map(),
    consoleSessions: new Map(),
    secrets: new Map(),
    keys: new Map(),
    keyAliases: new Map(),
    ses: new Map(),
    mails: [],
    idpClientSecret: urlToken(32),
  }
}

function packMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? { $map: [...(value as Map<unknown, unknown>)] } : value
}

function unpackMaps(_key: string, value: unknown): unknown {
  const packed = value as { $map?: [unknown, unknown][] } | null
  return typeof packed === 'object' && packed !== null && Array.isArray(packed.$map)
    ? new Map(packed.$map)
    : value
}

/** The earlier format's accounts knew other principals; what other programs hold on to stays. */
function begunAnew({ clockOffsetSeconds, idpClientSecret }: State): State {
  return { ...emptyState(), clockOffsetSeconds, idpClientSecret }
}

function readState(file: string): State {
  const { format, state } = JSON.parse(readFileSync(file, 'utf8'), unpackMaps) as {
    format: number
    state: State
  }
  if (format === EARLIER_FORMAT) return begunAnew(state)
  if (format !== FORMAT) throw new Error(`${file} has format ${format}; this sandbox reads ${FORMAT}`)
  return { ...emptyState(), ...state }
}

/** Written beside the file and renamed over it: a crash leaves the old state or the new one, never half. */
function writeState(file: string, state: State): void {
  const temporary = `${file}.${process.pid}.tmp`
  const handle = openSync(temporary, 'w', 0o600)
  try {
    writeFileSync(handle, JSON.stringify({ format: FORMAT, state }, packMaps))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, file)
}

export interface Store {
  state: State
  /** Call after every change; it is on disk within 50 ms. */
  changed: () => void
  flush: () => void
}

/** Opens the state kept in `file`, or an empty one kept in memory alone. */
export function openStore(file?: string): Store {
  const state = file !== undefined && existsSync(file) ? readState(file) : emptyState()
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    if (timer === undefined || file === undefined) return
    clearTimeout(timer)
    timer = undefined
    writeState(file, state)
  }
  const changed = () => {
    if (file !== undefined) timer ??= setTimeout(flush, WRITE_DELAY_MS)
  }
  return { state, changed, flush }
}
