// Preloaded into every program that a supervisor starts. Its standard input is a pipe from the supervisor, which
// closes when that is gone, even by kill -9: then this process must not stay behind.
import { isMainThread } from 'node:worker_threads'

const PATIENCE_MILLISECONDS = 5000

// A program hands its preloads on to its own threads and processes, which are its own to end: they find no mark.
const isSupervised = isMainThread && process.env.DAYPASS_SUPERVISED !== undefined
delete process.env.DAYPASS_SUPERVISED
if (isSupervised) process.stdin.on('error', end).on('close', end).resume().unref()

function end() {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MILLISECONDS).unref()
}
