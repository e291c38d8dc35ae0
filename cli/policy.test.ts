import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '@/scripts/project'

/** Runs `daypass policy test` with no database in sight. */
function policyTest(...args: string[]): { code: number | null; out: string; err: string } {
  const env = { ...process.env, DATABASE_URL: '', NO_COLOR: '1', FORCE_COLOR: undefined }
  const ran = spawnSync(process.execPath, ['cli/daypass.mjs', 'policy', 'test', ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
    env,
  })
  return { code: ran.status, out: ran.stdout, err: ran.stderr }
}

test('the cases beside the demo’s catalogue pass, and that ends with 0', () => {
  const { code, out } = policyTest()
  expect([code, out.match(/✗.*/g)]).toEqual([0, null])
  expect(out).toMatch(/\n\d+ passed, 0 failed\n$/)
})

test('a case that fails says where it stands and what came instead, and ends with 1; mistakes do too', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daypass-cases-'))
  try {
    const file = path.join(folder, 'one.cases.yaml')
    const cases = `cases:
  - name: sensitive data for everybody
    entitlement: sensitive-s3-access
    requester: { groups: [engineers] }
    at: '2026-11-23T10:00:00+01:00'
    expect: { outcome: auto-approved }
`
    writeFileSync(file, cases)
    expect(policyTest(file, '--catalog', 'catalog')).toEqual({
      code: 1,
      err: '',
      out: [
        `✗ sensitive data for everybody (${file}:2)`,
        '    outcome: expected auto-approved, actual needs-approval',
        '0 passed, 1 failed',
        '',
      ].join('\n'),
    })
    writeFileSync(file, cases.replace('auto-approved', 'fine'))
    const { code, err } = policyTest(file, '--catalog', 'catalog')
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(`${file}:6 cases.0.expect.outcome: An outcome is`),
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
