// Preloaded into every program that a supervisor starts. Its standard input is a pipe from the supervisor, which
// closes when that is gone, even by kill -9: then this process must not stay behind.
const PATIENCE_MILLISECONDS = 5000

process.stdin.on('error', end).on('close', end).resume().unref()

function end() {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MILLISECONDS).unref()
}
