import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { migrationAdapter } from './adapter'
import { schemaFiles } from './files'

const BINDINGS = '@prisma/schema-engine-wasm/schema_engine_bg'

interface PanicRegistry {
  message?: string
  set_message: (message: string) => void
}
const panics: PanicRegistry = {
  set_message(message) {
    this.message = message
  },
}

/**
 * Runs `work` with Prisma's schema engine, the one inside of @prisma/schema-engine-wasm, so that nothing has to
 * be downloaded. `url` is the owner's.
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  loadEngine()
  const datamodels = schemaFiles().files.map(({ path, content }): [string, string] => [path, content])
  const ignoreLog = () => undefined
  const adapter = migrationAdapter(url)
  try {
    return await work(await bindings.SchemaEngine.new({ datamodels }, ignoreLog, adapter.factory))
  } catch (error) {
    throw new Error(panics.message ?? (error instanceof Error ? error.message : String(error)), {
      cause: error,
    })
  } finally {
    await adapter.disconnect()
  }
}

let isLoaded = false
function loadEngine(): void {
  if (isLoaded) return
  const file = path.join(
    path.dirname(createRequire(import.meta.url).resolve(BINDINGS)),
    'schema_engine_bg.wasm',
  )
  const module = new WebAssembly.Module(readFileSync(file))
  // The name under which the engine reports a panic.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics })
  const imports = { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports }
  const { exports } = new WebAssembly.Instance(module, imports)
  bindings.__wbg_set_wasm(exports)
  ;(exports as { __wbindgen_start: () => void }).__wbindgen_start()
  isLoaded = true
}
