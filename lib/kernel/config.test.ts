import { describe, expect, test } from 'vitest'
import { readConfig } from './config'
import { DaypassError } from './errors'

const whole = {
  DATABASE_URL: 'postgres://daypass:db-password-1@db.internal:5432/daypass',
  DAYPASS_URL: 'https://daypass.example/some/path',
  OIDC_ISSUER: 'https://idp.example',
  OIDC_CLIENT_ID: 'daypass',
  OIDC_CLIENT_SECRET: 'oidc-secret-1',
  AUTH_SECRET: 'auth-secret-1-auth-secret-1-auth-secret-1',
}

/** The sentences of a refusal, one a mistake. */
function mistakesOf(environment: Record<string, string | undefined>): string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(DaypassError)
    expect(error).toMatchObject({ code: 'ERR_CONFIG_INVALID' })
    const [headline, ...sentences] = (error as DaypassError).message.split('\n  ')
    expect(headline).toBe('The configuration has mistakes:')
    return sentences
  }
}

describe('what is not set', () => {
  test('has its default where there is one', () => {
    expect(readConfig(whole)).toEqual({
      ...whole,
      DAYPASS_URL: 'https://daypass.example',
      DAYPASS_AWS_CHAINED: true,
      OIDC_HANDLE_CLAIM: 'preferred_username',
      OIDC_GROUPS_CLAIM: 'groups',
      OIDC_SCOPES: 'openid profile email groups',
      DAYPASS_REQUESTER_GROUPS: [],
      DAYPASS_AUDITOR_GROUPS: [],
      DAYPASS_ADMINISTRATOR_GROUPS: [],
      SIGN_IN_IDLE_MINUTES: 60,
      SIGN_IN_ABSOLUTE_MINUTES: 720,
      HOST: '127.0.0.1',
      PORT: 3000,
      LOG_LEVEL: 'info',
      DAYPASS_MAIL: 'none',
    })
  })

  test('is named where there is none, all of it at once', () => {
    expect(mistakesOf({})).toEqual(Object.keys(whole).map((name) => `${name} must be set.`))
  })

  test.each(Object.keys(whole))('%s may not be empty', (name) => {
    expect(mistakesOf({ ...whole, [name]: '' })).toEqual([`${name} must be set.`])
  })
})

test('every mistake is named at once, one sentence each, and no value is repeated', () => {
  const wrong = {
    ...whole,
    DATABASE_URL: 'mysql://root:db-password-2@db',
    DAYPASS_URL: 'secret nonsense',
    DAYPASS_AWS_CHAINED: 'secret-maybe',
    DAYPASS_AWS_SIGN_IN_URL: 'http://secret.example',
    DAYPASS_AWS_CONSOLE_URL: 'ftp://secret.example',
    AWS_ENDPOINT_URL_STS: 'javascript:secret',
    OIDC_ISSUER: 'http://127.0.0.1.secret.example',
    AUTH_SECRET: 'too-short-secret',
    SIGN_IN_IDLE_MINUTES: 'secret',
    SIGN_IN_ABSOLUTE_MINUTES: '1.5',
    PORT: 'secret-port',
    LOG_LEVEL: 'secret-level',
  }
  const mistakes = mistakesOf(wrong)
  expect(mistakes.map((sentence) => sentence.split(' ')[0])).toEqual([
    ...['DATABASE_URL', 'DAYPASS_URL', 'DAYPASS_AWS_CHAINED', 'DAYPASS_AWS_SIGN_IN_URL'],
    ...['DAYPASS_AWS_CONSOLE_URL', 'AWS_ENDPOINT_URL_STS', 'OIDC_ISSUER', 'AUTH_SECRET'],
    ...['PORT', 'LOG_LEVEL', 'SIGN_IN_IDLE_MINUTES', 'SIGN_IN_ABSOLUTE_MINUTES'],
  ])
  for (const sentence of mistakes) expect(sentence).toMatch(/^[A-Z_]+ must [^.]*.*\.$/)
  expect(mistakes.join('\n').replaceAll(/^[A-Z_]+/gm, '')).not.toMatch(/secret|db-password|nonsense/)
})

test.each([
  ['0', 'must be more than 0'],
  ['-5', 'must be more than 0'],
  [' ', 'must be more than 0'],
  ['1e999', 'must be a number of minutes'],
  ['0.5', 'must be whole minutes'],
  ['99999999999', 'must be at most 525600, a year'],
])('a sign-in cannot last %j minutes', (minutes, sentence) => {
  expect(mistakesOf({ ...whole, SIGN_IN_IDLE_MINUTES: minutes })).toEqual([
    `SIGN_IN_IDLE_MINUTES ${sentence}.`,
  ])
})

test.each([
  { SIGN_IN_IDLE_MINUTES: '61', SIGN_IN_ABSOLUTE_MINUTES: '60' },
  { SIGN_IN_IDLE_MINUTES: '721' },
  { SIGN_IN_ABSOLUTE_MINUTES: '59' },
])('a sign-in does not idle longer than it lasts, defaults included: %j', (limits) => {
  const sentence =
    'SIGN_IN_IDLE_MINUTES must be at most SIGN_IN_ABSOLUTE_MINUTES (where they are not set, they are 60 and 720).'
  expect(mistakesOf({ ...whole, ...limits })).toEqual([sentence])
  expect(mistakesOf({ ...whole, ...limits, OIDC_ISSUER: 'nowhere' })).toContain(sentence)
})

test.each(['0', '65536', '80.5', 'http', '-1'])('nobody listens on port %j', (port) => {
  expect(mistakesOf({ ...whole, PORT: port })).toEqual(['PORT must be a whole number from 1 to 65535.'])
})

test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://127.1.2.3', 'http://[::1]:3000'])(
  'on this machine %s may go without TLS',
  (address) => expect(readConfig({ ...whole, DAYPASS_URL: address }).DAYPASS_URL).toBe(address),
)

test.each(['http://localhost.example', 'http://127.0.0.1.example', 'http://10.0.0.1', 'http://user@example'])(
  'away from this machine %s may not go without TLS',
  (address) => expect(mistakesOf({ ...whole, DAYPASS_URL: address })).toHaveLength(1),
)

describe('mail', () => {
  const ses = {
    DAYPASS_MAIL: 'ses',
    DAYPASS_MAIL_FROM: 'Daypass <daypass@example.com>',
    DAYPASS_SES_REGION: 'eu-central-1',
  }
  const smtp = {
    DAYPASS_MAIL: 'smtp',
    DAYPASS_MAIL_FROM: 'daypass@example.com',
    SMTP_URL: 'smtps://daypass:smtp-password-1@mail.example:465',
  }

  test.each([[ses], [smtp]])('is switched on by %j', (settings) => {
    expect(readConfig({ ...whole, ...settings })).toMatchObject(settings)
  })

  test('needs what its way of sending needs, and nothing of the other', () => {
    expect(mistakesOf({ ...whole, DAYPASS_MAIL: 'ses' })).toEqual([
      'DAYPASS_MAIL_FROM must be set where DAYPASS_MAIL is ses.',
      'DAYPASS_SES_REGION must be set where DAYPASS_MAIL is ses.',
    ])
    expect(mistakesOf({ ...whole, DAYPASS_MAIL: 'smtp' })).toEqual([
      'DAYPASS_MAIL_FROM must be set where DAYPASS_MAIL is smtp.',
      'SMTP_URL must be set where DAYPASS_MAIL is smtp.',
    ])
  })

  test.each([
    ['DAYPASS_MAIL', 'secret-pigeon', 'must be one of ses, smtp, none.'],
    [
      'DAYPASS_MAIL_FROM',
      'Daypass',
      'must be an address, or a name and an address: Daypass <daypass@example.com>.',
    ],
    ['DAYPASS_SES_REGION', 'Frankfurt', 'must be a Region of AWS, eu-central-1 for example.'],
    [
      'AWS_ENDPOINT_URL_SES',
      'http://secret.example',
      'must start with https:// unless it is on this machine.',
    ],
  ])('%s cannot be %j', (name, value, sentence) => {
    expect(mistakesOf({ ...whole, ...ses, [name]: value })).toEqual([`${name} ${sentence}`])
  })

  test.each([
    'mail.example:465',
    'https://mail.example',
    'smtp://',
    'smtps://daypass:smtp-password-1@mail.example/?tls.rejectUnauthorized=false',
    'smtps://mail.example/folder',
    'smtps://mail.example#x',
  ])('its server cannot be %s, and the password is not told', (address) => {
    expect(mistakesOf({ ...whole, ...smtp, SMTP_URL: address })).toEqual([
      'SMTP_URL must look like smtps://user:password@host:465 or smtp://user:password@host:587.',
    ])
  })
})

test('groups are separated by commas, and blanks between them mean nothing', () => {
  const groups = readConfig({ ...whole, DAYPASS_AUDITOR_GROUPS: ' auditors, ,audit team,' })
  expect(groups.DAYPASS_AUDITOR_GROUPS).toEqual(['auditors', 'audit team'])
})
