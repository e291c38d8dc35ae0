import path from 'node:path'
import { ESLint } from 'eslint'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { describe, expect, test } from 'vitest'
import { projectRoot } from './project'

describe('configuration', () => {
  const readsEnvironment = 'export const port = process.env.PORT\n'

  test.each(['lib/requests/submit-request.ts', 'app/page.tsx', 'components/button.tsx', 'proxy.ts'])(
    'is not read from the environment in %s',
    async (file) => {
      expect(await brokenRules(readsEnvironment, file)).toContain('no-restricted-properties')
    },
  )

  test('is not imported from node:process either', async () => {
    const code = "import { env } from 'node:process'\nexport const port = env.PORT\n"
    expect(await brokenRules(code, 'lib/requests/submit-request.ts')).toContain('no-restricted-imports')
  })

  test('is read from the environment in lib/kernel/config.ts', async () => {
    expect(await brokenRules(readsEnvironment, 'lib/kernel/config.ts')).toEqual([])
  })
})

test('a focused test is refused, for it hides all others', async () => {
  const code = "import { test } from 'vitest'\ntest.only('one', () => undefined)\n"
  expect(await brokenRules(code, 'lib/requests/submit-request.test.ts')).toContain('no-restricted-properties')
})

test('a title among the metadata is refused, for it goes while a page reads itself again', async () => {
  const code = "export const metadata = { title: 'Jobs' }\n"
  expect(await brokenRules(code, 'app/admin/jobs/page.tsx')).toContain('no-restricted-syntax')
  expect(await brokenRules(code.replace('title', 'description'), 'app/layout.tsx')).toEqual([])
})

// The rules that need types would need the file to exist.
const withoutTypes = defineConfig({
  files: ['**/*.{ts,tsx}'],
  extends: [tseslint.configs.disableTypeChecked],
})
const eslint = new ESLint({ cwd: projectRoot, overrideConfig: withoutTypes })

/** The names of the rules that some code breaks, were it in `file`. */
async function brokenRules(code: string, file: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(projectRoot, file) })
  return result?.messages.map(({ ruleId }) => ruleId) ?? []
}
