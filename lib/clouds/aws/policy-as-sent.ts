import { z } from 'zod'
import { utcSeconds } from '../../kernel/durations'
import type { ApprovedPolicy, PolicySize } from '../../ports/cloud'

// The elements that `compileScope` writes, and no others: anything else would not be what was approved.
const READING_ORDER = ['Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'] as const
const statement = z.partialRecord(z.enum(READING_ORDER), z.json())
type Statement = z.output<typeof statement>
const policyDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(statement).min(1),
})

/** STS API reference, AssumeRole: the plain text of the session policy has at most 2,048 characters. */
export const SESSION_POLICY_LIMIT = 2048

/**
 * The policy text that is sent: the approved statements plus exactly the end-of-grant deny (invariants 2 and 4).
 * From that second on every call is refused, whatever the credentials' own expiry says.
 */
export function policyAsSent(policy: ApprovedPolicy, endsAt: Date): string {
  const { Version: version, Statement: statements } = policyDocument.parse(policy)
  const end = {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': utcSeconds(endsAt) } },
  }
  return JSON.stringify({ Version: version, Statement: [...statements.map(inReadingOrder), end] })
}

/** The elements of a statement as people read them: an envelope's canonical text has them by the alphabet. */
function inReadingOrder(statement: Statement): Statement {
  const known = READING_ORDER.flatMap((element) =>
    element in statement ? [[element, statement[element]] as const] : [],
  )
  return Object.fromEntries(known)
}

/** The size that counts: with the end-of-grant deny, whose length does not depend on when it is. */
export function policySize(policy: ApprovedPolicy): PolicySize {
  return { characters: policyAsSent(policy, new Date(0)).length, limit: SESSION_POLICY_LIMIT }
}
