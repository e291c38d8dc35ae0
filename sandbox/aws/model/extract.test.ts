import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const MODELS = path.join(ROOT, 'sandbox/models')

function readJson(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'))
}

function python(...args: string[]): { status: number | null; stdout: string } {
  return spawnSync('python3', args, { encoding: 'utf8', timeout: 60_000 })
}

test('the committed extracts are what the script writes from the same botocore', (ctx) => {
  const services = Object.keys(readJson(MODELS, 'operations') as object)
  const { source } = readJson(MODELS, 'sts') as { source: string }
  const installed = python('-c', 'import botocore; print("botocore", botocore.__version__)').stdout
  ctx.skip(installed.trim() !== source, `\`python3\` has no ${source}`)
  const folder = mkdtempSync(path.join(tmpdir(), 'models-'))
  try {
    expect(python(path.join(ROOT, 'scripts/refresh-service-models.py'), folder).status).toBe(0)
    for (const service of services) expect(readJson(folder, service)).toEqual(readJson(MODELS, service))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
