import { z } from 'zod'
import { DaypassError } from './errors'
import { mailSettings } from './mail-config'

// The only place that reads process.env.

const groups = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )

const minutes = (fallback: number) =>
  z.coerce
    .number('must be a number of minutes')
    .int('must be whole minutes')
    .positive({ error: 'must be more than 0', abort: true })
    .max(525_600, { error: 'must be at most 525600, a year', abort: true })
    .default(fallback)

const httpUrl = z.url({
  protocol: /^https?$/,
  abort: true,
  error: 'must be an address that starts with https:// (or http:// on this machine)',
})

const loopbackOrHttps = httpUrl.refine((text) => {
  const { protocol, hostname } = new URL(text)
  return (
    protocol === 'https:' ||
    hostname === 'localhost' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
    hostname === '[::1]'
  )
}, 'must start with https:// unless it is on this machine')

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must look like postgres://user:password@host:5432/daypass',
})

const yesOrNo = z.enum(['yes', 'no'], 'must be yes or no').transform((text) => text === 'yes')

const PORT_RANGE = 'must be a whole number from 1 to 65535'
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

// Apart from the others, so that the comparison is made also where those have mistakes.
const signInLimits = z
  .object({ SIGN_IN_IDLE_MINUTES: minutes(60), SIGN_IN_ABSOLUTE_MINUTES: minutes(720) })
  .refine((limits) => limits.SIGN_IN_IDLE_MINUTES <= limits.SIGN_IN_ABSOLUTE_MINUTES, {
    path: ['SIGN_IN_IDLE_MINUTES'],
    error: 'must be at most SIGN_IN_ABSOLUTE_MINUTES (where they are not set, they are 60 and 720)',
  })

/** Needed by every process. */
const shared = z.object({
  DATABASE_URL: postgresUrl,
  DAYPASS_URL: loopbackOrHttps.transform((text) => new URL(text).origin),
  DAYPASS_AWS_CHAINED: yesOrNo.default(true),
  DAYPASS_AWS_SIGN_IN_URL: loopbackOrHttps.optional(),
  DAYPASS_AWS_CONSOLE_URL: loopbackOrHttps.optional(),
  AWS_ENDPOINT_URL_STS: loopbackOrHttps.optional(),
  AWS_ENDPOINT_URL_SECRETS_MANAGER: loopbackOrHttps.optional(),
  AWS_ENDPOINT_URL_SES: loopbackOrHttps.optional(),
  OIDC_ISSUER: loopbackOrHttps,
  OIDC_CLIENT_ID: z.string('must be set').min(1, 'must be set'),
  OIDC_CLIENT_SECRET: z.string('must be set').min(1, 'must be set'),
  OIDC_HANDLE_CLAIM: z.string().min(1).default('preferred_username'),
  OIDC_GROUPS_CLAIM: z.string().min(1).default('groups'),
  OIDC_MANAGER_CLAIM: z.string().min(1).optional(),
  OIDC_SCOPES: z.string().default('openid profile email groups'),
  AUTH_SECRET: z
    .string('must be set')
    .min(32, 'must have at least 32 characters; make one with: openssl rand -base64 33'),
  DAYPASS_REQUESTER_GROUPS: groups,
  DAYPASS_AUDITOR_GROUPS: groups,
  DAYPASS_ADMINISTRATOR_GROUPS: groups,
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(1, PORT_RANGE).max(65_535, PORT_RANGE).default(3000),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

export type Config = z.output<typeof shared> & z.output<typeof signInLimits> & z.output<typeof mailSettings>

/**
 * Reads the configuration from environment variables (the table is in README). Empty counts as not set.
 * Throws `ERR_CONFIG_INVALID` that names every mistake at once, one sentence each.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = shared.safeParse(given)
  const limits = signInLimits.safeParse(given)
  const mail = mailSettings.safeParse(given)
  if (parsed.success && limits.success && mail.success)
    return { ...parsed.data, ...limits.data, ...mail.data }
  const issues = [parsed, limits, mail].flatMap(({ error }) => error?.issues ?? [])
  const sentences = issues.map((issue) => {
    const name = issue.path.join('.')
    // The comparison speaks of defaults too.
    return name in given || issue.code === 'custom' ? `${name} ${issue.message}.` : `${name} must be set.`
  })
  throw new DaypassError('ERR_CONFIG_INVALID', ['The configuration has mistakes:', ...sentences].join('\n  '))
}

let parsedConfig: Config | undefined

/** This process's configuration, read once. */
export function config(): Config {
  parsedConfig ??= readConfig(process.env)
  return parsedConfig
}

/** For the log, which has to work before (and when) the configuration is wrong. */
export function logLevel(): string {
  const level = process.env.LOG_LEVEL ?? ''
  return LOG_LEVELS.some((known) => known === level) ? level : 'info'
}

/** Whether modules are reloaded while one works on them, which needs a looser Content-Security-Policy. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === 'development'
}

/** next-auth reads the portal's address from its own variable and takes it no other way. */
export function tellNextAuth(portalUrl: string): void {
  process.env['NEXTAUTH_URL'] = portalUrl
}
