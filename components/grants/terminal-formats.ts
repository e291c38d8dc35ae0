/** Credentials as the portal answers them once. `worksUntil` is ISO 8601 in UTC. */
export type TerminalCredentials = {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  region: string
  worksUntil: string
}

type Variable = readonly [name: string, value: string]

// The names that every AWS SDK reads (AWS SDKs and Tools reference guide, "Environment variables").
function variablesOf({
  accessKeyId,
  secretAccessKey,
  sessionToken,
  region,
}: TerminalCredentials): Variable[] {
  return [
    ['AWS_ACCESS_KEY_ID', accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', secretAccessKey],
    ['AWS_SESSION_TOKEN', sessionToken],
    ['AWS_REGION', region],
    ['AWS_DEFAULT_REGION', region],
  ]
}

/**
 * Lines for bash, zsh and other POSIX shells. Each begins with a space, so that a shell with `ignorespace` keeps none of
 * them in its history. A profile that is set would win over the variables in some SDKs, so it is taken away.
 */
export function bashBlock(credentials: TerminalCredentials): string {
  const lines = variablesOf(credentials).map(([name, value]) => ` export ${name}=${posixQuoted(value)}`)
  return [' unset AWS_PROFILE', ...lines].join('\n')
}

/** Lines for PowerShell on every system. */
export function powerShellBlock(credentials: TerminalCredentials): string {
  const lines = variablesOf(credentials).map(([name, value]) => `$Env:${name} = ${powerShellQuoted(value)}`)
  return ['Remove-Item Env:AWS_PROFILE -ErrorAction SilentlyContinue', ...lines].join('\n')
}

/**
 * A profile for `~/.aws/credentials`, or null where a value cannot stand in such a file: it knows no quotes, and `#` or
 * `;` after a space begin a comment.
 */
export function credentialsFile(profile: string, credentials: TerminalCredentials): string | null {
  const { accessKeyId, secretAccessKey, sessionToken, region } = credentials
  const values = [accessKeyId, secretAccessKey, sessionToken, region]
  if (!values.every((value) => /^[^\s#;][\x21-\x7e]*$/.test(value))) return null
  return [
    `[${profile}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
    `aws_session_token = ${sessionToken}`,
    `region = ${region}`,
  ].join('\n')
}

/** What a `credential_process` has to print (AWS CLI user guide, "Sourcing credentials with an external process"). */
export function credentialProcessJson(credentials: TerminalCredentials): string {
  const { accessKeyId, secretAccessKey, sessionToken, worksUntil } = credentials
  return JSON.stringify(
    {
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: worksUntil.replace(/\.\d+Z$/, 'Z'),
    },
    null,
    2,
  )
}

/** "daypass-sensitive-s3-access": a profile's name of letters, digits and hyphens, which every tool reads the same. */
export function profileName(entitlementId: string): string {
  return `daypass-${entitlementId.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')}`
}

// POSIX 2.2.2: nothing between single quotes means anything; a single quote itself stands outside of them.
function posixQuoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`
}

// PowerShell language specification 2.3.5.2: five characters count as a single quote; doubled they stand for themselves.
function powerShellQuoted(value: string): string {
  return `'${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`
}
