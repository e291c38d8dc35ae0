import { buildPortal } from './portal-build'

try {
  await buildPortal(process.env)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
