import { z } from 'zod'

/** What may be done: *list* names only; *read* also objects; *read-write* also puts, with *delete* its own tick. */
export const levels = ['list', 'read', 'read-write'] as const
export type Level = (typeof levels)[number]

// Amazon S3 user guide, "General purpose bucket naming rules"; `--x-s3` names a directory bucket, which hands out
// session tokens of its own that no session policy can end exactly.
export const bucketName = z
  .string()
  .regex(
    /^(?!xn--)(?!sthree-)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/,
    'This is not the name of an S3 bucket.',
  )
  .refine(
    (name) => !name.endsWith('--x-s3'),
    'Directory buckets (--x-s3) cannot be asked for: they issue sessions that Daypass cannot end exactly.',
  )

const problemOfPrefix = (prefix: string): string | undefined => {
  if (prefix === '') return undefined
  if (!prefix.endsWith('/')) return 'A prefix ends with "/". Leave it empty for the whole bucket.'
  if (prefix.startsWith('/')) return 'A prefix does not start with "/".'
  if (/[*?]|\$\{/.test(prefix)) return 'A prefix is taken literally: "*", "?" and "${" are not allowed.'
  if (prefix.split('/').some((part) => part === '.' || part === '..'))
    return 'A prefix has no "." or ".." parts.'
  // STS: the Policy parameter is made of [\u0009\u000A\u000D\u0020-\u00FF]. Of these the no-break space and the soft hyphen
  // look like other text, or like nothing, to whoever approves.
  if (/[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff]/.test(prefix))
    return 'AWS session policies can only name Latin letters, digits and signs: choose a folder above this one.'
  if (new TextEncoder().encode(prefix).length > 1024) return 'An S3 key has at most 1,024 bytes.'
  return undefined
}

/** A folder in a bucket, ending in `/`, or `''` for the whole bucket. */
export const keyPrefix = z.string().superRefine((prefix, issues) => {
  const problem = problemOfPrefix(prefix)
  if (problem !== undefined) issues.addIssue({ code: 'custom', message: problem })
})

/** The ARN of a customer-managed key. Aliases are left out: one can be pointed at another key after approval. */
const kmsKeyArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:kms:[a-z]{2,5}(?:-[a-z]+)+-\d:\d{12}:key\/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    'Write the key’s ARN: arn:aws:kms:…:key/… (not an alias).',
  )

export const s3Scope = z
  .strictObject({
    kind: z.literal('s3'),
    bucket: bucketName,
    prefix: keyPrefix,
    level: z.enum(levels, 'A level is list, read or read-write.'),
    delete: z.boolean(),
    /** The customer-managed key that the bucket is encrypted with: used through S3 only. */
    kmsKey: kmsKeyArn.optional(),
  })
  .refine((scope) => !scope.delete || scope.level === 'read-write', {
    path: ['delete'],
    message: 'Deleting comes with read-write only.',
  })

const wholeRoleScope = z.strictObject({ kind: z.literal('whole-role') })

/** The part of a role that is asked for. */
export const scopeSchema = z.discriminatedUnion('kind', [s3Scope, wholeRoleScope])
export type Scope = z.output<typeof scopeSchema>
export type S3Scope = z.output<typeof s3Scope>

/** What an entitlement lets be asked for: any scope contained in it. */
export const scopeOfferSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('s3'),
    buckets: z
      .array(
        z.strictObject({
          bucket: bucketName,
          prefixes: z.array(keyPrefix).min(1).default(['']),
          kmsKey: kmsKeyArn.optional(),
        }),
      )
      .min(1),
    levels: z.array(z.enum(levels)).min(1),
    delete: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('whole-role') }),
])
export type ScopeOffer = z.output<typeof scopeOfferSchema>
