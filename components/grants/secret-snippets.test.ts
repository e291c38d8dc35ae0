import { execFileSync, spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { javaScriptSnippet, profileSnippet, pythonSnippet } from './secret-snippets'

const place = { name: 'team/Sensitive.S3_a+b=c@d-e', region: 'eu-central-1' }

it('the Python is valid and names the secret', (ctx) => {
  ctx.skip(spawnSync('python3', ['--version']).status !== 0, 'the program `python3` is not installed')
  const script =
    'import ast, sys; print(*(n.value for n in ast.walk(ast.parse(sys.stdin.read())) if isinstance(n, ast.Constant)))'
  const constants = execFileSync('python3', ['-c', script], {
    input: pythonSnippet(place),
    encoding: 'utf8',
  })
  expect(constants.trim().split(' ')).toEqual(expect.arrayContaining([place.name, place.region]))
})

it('the JavaScript is valid and names the secret', () => {
  const text = javaScriptSnippet(place)
  execFileSync(process.execPath, ['--input-type=module', '--check'], { input: text })
  expect(text).toContain(`SecretId: "${place.name}"`)
})

it('the profile’s command holds nothing that has to be quoted: no shell reads it', () => {
  const [head, region, process] = profileSnippet(place, 'daypass-x').split('\n')
  expect(head).toBe('[profile daypass-x]')
  expect(region).toBe('region = eu-central-1')
  expect(process).toMatch(/^credential_process = [\w /+=.@-]+$/)
  expect(process).toContain(` --secret-id ${place.name} `)
})
