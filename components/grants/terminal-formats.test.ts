import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bashBlock,
  credentialProcessJson,
  credentialsFile,
  powerShellBlock,
  profileName,
} from './terminal-formats'
import type { TerminalCredentials } from './terminal-formats'

const NAMES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
]

// No environment variable can hold a NUL; everything else may come, with what shells treat specially most often.
const special = fc.constantFrom(
  ...[
    "'",
    '"',
    '`',
    '$',
    '\\',
    '!',
    '\n',
    '\r',
    ' ',
    '#',
    ';',
    '&',
    '$(id)',
    "'\\''",
    '‘',
    '’',
    '‚',
    '‛',
    '%',
    '\u00a0',
  ],
)
const hostile = fc
  .array(fc.oneof(special, fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 12 })
  .map((parts) => parts.join('').replaceAll('\0', ''))

const credentials: fc.Arbitrary<TerminalCredentials> = fc.record({
  accessKeyId: hostile,
  secretAccessKey: hostile,
  sessionToken: hostile,
  region: hostile,
  worksUntil: fc.constant('2026-11-22T14:05:09.123Z'),
})

const REAL: TerminalCredentials = {
  accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
  secretAccessKey: 'abc/def+ghi',
  sessionToken: 'IQoJb3JpZ2luX2VjE//+==',
  region: 'eu-central-1',
  worksUntil: '2026-11-22T14:05:09.123Z',
}

function valuesOf({ accessKeyId, secretAccessKey, sessionToken, region }: TerminalCredentials): string[] {
  return [accessKeyId, secretAccessKey, sessionToken, region, region]
}

describe('the block for bash', () => {
  it('gives bash exactly the values, whatever characters they have', () => {
    const print = NAMES.map((name) => `printf '%s\\0' "$${name}"`).join('\n')
    fc.assert(
      fc.property(credentials, (given) => {
        const script = `set -eu\n${bashBlock(given)}\n${print}\nprintf '%s' "\${AWS_PROFILE-none}"`
        const env = { ...process.env, AWS_PROFILE: 'another' }
        const printed = execFileSync('bash', ['-c', script], { encoding: 'utf8', env })
        expect(printed.split('\0')).toEqual([...valuesOf(given), 'none'])
      }),
      { numRuns: 60 },
    )
  })

  it('begins every line with a space, so that a shell that ignores such lines keeps none in its history', () => {
    for (const line of bashBlock(REAL).split('\n')) expect(line).toMatch(/^ \S/)
  })
})

describe('the block for PowerShell', () => {
  it('reads back as the values by PowerShell’s rules for single quotes', () => {
    fc.assert(
      fc.property(credentials, (given) => {
        expect(readPowerShell(powerShellBlock(given))).toEqual(valuesOf(given))
      }),
    )
  })

  it('gives a real PowerShell exactly the values', (ctx) => {
    ctx.skip(spawnSync('pwsh', ['-v']).status !== 0, 'the program `pwsh` is not installed')
    const given = { ...REAL, secretAccessKey: 'a\'b’c"$x`n', sessionToken: '!‘‚‛;#' }
    const script = `${powerShellBlock(given)}\n$Env:AWS_SECRET_ACCESS_KEY + '|' + $Env:AWS_SESSION_TOKEN`
    const printed = execFileSync('pwsh', ['-NoProfile', '-Command', script], { encoding: 'utf8' })
    expect(printed.trim()).toBe(`${given.secretAccessKey}|${given.sessionToken}`)
  })
})

/** The strings of a script, read as PowerShell's tokenizer does. */
function readPowerShell(script: string): string[] {
  const isQuote = (character: string | undefined) => character !== undefined && /['‘’‚‛]/.test(character)
  const values: string[] = []
  let at = 0
  while (at < script.length) {
    if (!isQuote(script[at++])) continue
    let value = ''
    for (; at < script.length && !(isQuote(script[at]) && !isQuote(script[at + 1])); at++) {
      if (isQuote(script[at])) at++
      value += script[at] ?? ''
    }
    values.push(value)
    at++
  }
  return values
}

describe('the profile for ~/.aws/credentials', () => {
  it('holds what AWS issues', () => {
    expect(credentialsFile('daypass-x', REAL)).toBe(
      [
        '[daypass-x]',
        'aws_access_key_id = ASIAEXAMPLEEXAMPLE12',
        'aws_secret_access_key = abc/def+ghi',
        'aws_session_token = IQoJb3JpZ2luX2VjE//+==',
        'region = eu-central-1',
      ].join('\n'),
    )
  })

  it('is never written with a value that such a file cannot hold: no line or comment can be slipped in', () => {
    fc.assert(
      fc.property(credentials, (given) => {
        const text = credentialsFile('daypass-x', given)
        if (text === null) return
        expect(text.split(/[\r\n]/)).toHaveLength(5)
        expect(text.split('\n').map((line) => line.split(' = ')[1])).toEqual([
          undefined,
          ...valuesOf(given).slice(0, 4),
        ])
      }),
    )
    for (const token of ['a\n[default]', 'a b', ' a', '#a', ';a', ''])
      expect(credentialsFile('daypass-x', { ...REAL, sessionToken: token })).toBeNull()
  })

  it('has a name that every tool reads the same', () => {
    expect(profileName('sensitive-s3-access')).toBe('daypass-sensitive-s3-access')
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(profileName(id)).toMatch(/^daypass-[A-Za-z0-9-]*$/)
      }),
    )
  })
})

it('the JSON for credential_process parses back to the values, its time without fractions', () => {
  fc.assert(
    fc.property(credentials, (given) => {
      expect(JSON.parse(credentialProcessJson(given))).toEqual({
        Version: 1,
        AccessKeyId: given.accessKeyId,
        SecretAccessKey: given.secretAccessKey,
        SessionToken: given.sessionToken,
        Expiration: '2026-11-22T14:05:09Z',
      })
    }),
  )
})
