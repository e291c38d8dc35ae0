import { z } from 'zod'

/** How a session reaches its user. The order is that of forms and lists. */
export const deliveries = ['console', 'terminal', 'secret'] as const
export type Delivery = (typeof deliveries)[number]

/** A role's name with its path, as in `daypass/SensitiveS3Access`. */
export const rolePath = z
  .string()
  .regex(
    /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
    'Write the role’s name, with its path but without "arn:" and a leading "/".',
  )

/** Stands in a secret's name for the id of the grant, so that each grant has a secret of its own. */
const PER_GRANT = '{grant}'
const LONGEST_GRANT_ID = 36

// Secrets Manager API reference, CreateSecret: at most 512 of these characters; a hyphen and six characters at the end
// make partial ARNs ambiguous.
const secretName = z.string().superRefine((name, issues) => {
  const example = name.replaceAll(PER_GRANT, '0'.repeat(LONGEST_GRANT_ID))
  const fail = (message: string) => issues.addIssue({ code: 'custom', message })
  if (!/^[\w/+=.@-]{1,512}$/.test(example))
    fail(
      'A secret’s name has 1 to 512 of the characters A-Z a-z 0-9 / _ + = . @ - and may hold {grant} once.',
    )
  else if (/-\w{6}$/.test(example))
    fail('A secret’s name does not end with a hyphen and six characters: AWS takes that for part of an ARN.')
  if (name.split(PER_GRANT).length > 2) fail('A secret’s name holds {grant} at most once.')
})

/** What an entitlement offers. */
export const deliveryOfferSchema = z
  .strictObject({
    console: z.boolean().default(true),
    terminal: z.boolean().default(false),
    /** In the entitlement's account and Region. `readerRole` alone may read it. */
    secret: z.strictObject({ name: secretName, readerRole: rolePath }).optional(),
  })
  .prefault({})
  .refine(
    (offer) => deliveriesOf(offer).length > 0,
    'Offer at least one delivery: console, terminal or secret.',
  )

export type DeliveryOffer = {
  console: boolean
  terminal: boolean
  secret?: { name: string; readerRole: string } | undefined
}

export function deliveriesOf(offer: DeliveryOffer): Delivery[] {
  return deliveries.filter((delivery) =>
    delivery === 'secret' ? offer.secret !== undefined : offer[delivery],
  )
}

/** The secret's name for one grant. */
export function secretNameFor(name: string, grantId: string): string {
  return name.replace(PER_GRANT, grantId)
}
