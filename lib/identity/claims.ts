import { z } from 'zod'
import { DaypassError } from '../kernel/errors'
import { typedText } from '../kernel/input'
import type { SignInRules } from './rules'

/** What the identity provider vouches for, from a verified id_token. A person is (issuer, subject), nothing else. */
export type IdentityClaims = {
  issuer: string
  subject: string
  handle: string
  name: string
  email: string | null
  groups: readonly string[]
  /** Null where the provider names nobody. */
  managerHandle: string | null
  authenticatedAt: Date
}

const short = typedText(200)
// Signs that turn or hide their neighbours could make one name read as another (Unicode TR 36).
const DECEIVING = /[\p{Bidi_Control}\u200b\u2060\ufeff]/u
// A name of several lines could read as something else than a name.
const visible = short.transform((text) =>
  text.replaceAll(new RegExp(DECEIVING, 'gu'), '').replaceAll(/\s+/gu, ' ').trim(),
)
const handle = short.refine(
  (text) => text !== '' && !/[\u0000-\u001f\u007f]/.test(text) && !DECEIVING.test(text),
)

// OpenID Connect Core 1.0, section 2; `auth_time` has to be there because the request says `max_age` (3.1.2.1).
const standard = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  auth_time: z.int().positive(),
  name: visible.optional().catch(undefined),
  email: short.nullish().catch(null),
})
// Directories say "nobody" in several ways.
const managerHandle = z
  .union([
    z
      .string()
      .regex(/^\s*$/)
      .transform(() => null),
    handle,
  ])
  .nullish()
const groupList = z
  .union([z.array(short), short.transform((group) => [group])])
  .default([])
  .transform((groups) => [...new Set(groups)].filter((group) => group !== '').sort())

/** Reads the claims of a verified id_token. Throws `ERR_SIGN_IN_REFUSED` that names the claim at fault, never its value. */
export function readClaims(rules: SignInRules, idToken: Readonly<Record<string, unknown>>): IdentityClaims {
  const claims = need(standard, idToken, 'iss, sub and auth_time')
  const ownHandle = need(handle, idToken[rules.handleClaim], rules.handleClaim)
  return {
    issuer: claims.iss,
    subject: claims.sub,
    handle: ownHandle,
    name: claims.name === undefined || claims.name === '' ? ownHandle : claims.name,
    email: claims.email === undefined || claims.email === '' ? null : claims.email,
    groups: need(groupList, idToken[rules.groupsClaim], rules.groupsClaim),
    managerHandle: managerOf(rules, idToken),
    authenticatedAt: new Date(claims.auth_time * 1000),
  }
}

function managerOf({ managerClaim }: SignInRules, idToken: Readonly<Record<string, unknown>>): string | null {
  if (managerClaim === undefined) return null
  return need(managerHandle, idToken[managerClaim], managerClaim) ?? null
}

function need<Schema extends z.ZodType>(schema: Schema, value: unknown, claim: string): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new DaypassError(
    'ERR_SIGN_IN_REFUSED',
    `Your identity provider did not say who you are in the way Daypass needs (${claim}). Ask your administrator to look at it.`,
  )
}
