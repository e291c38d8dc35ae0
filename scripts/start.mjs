// npm start: the portal for production. What is wrong with the configuration is said before anything listens.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { tsImport } from 'tsx/esm/api'

const { HOST, PORT } = await readOrExit()
const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
process.env.NEXT_TELEMETRY_DISABLED = '1'
process.argv = [process.execPath, next, 'start', '-H', HOST, '-p', String(PORT)]
await import(pathToFileURL(next).href)

async function readOrExit() {
  const { config } = await tsImport('../lib/kernel/config.ts', import.meta.url)
  try {
    return config()
  } catch (error) {
    if (error.code !== 'ERR_CONFIG_INVALID') throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(78) // sysexits.h: EX_CONFIG
  }
}
