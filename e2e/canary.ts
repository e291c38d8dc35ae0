/**
 * What every credential of the journeys' demo begins with: secret access keys, session tokens, sign-in tokens, those of
 * the instances, the portal's own secret and its secret at the identity provider. Where these letters are found, a
 * credential is.
 */
export const CANARY = 'kAnar1enVogeL'

/**
 * What stands before the parts of a signed token, such as the identity provider's (RFC 7515, 3.1: `{"alg":`). One that is
 * encrypted with a shared key (`{"alg":"dir"`, RFC 7516) is next-auth's own note of a sign-in that is under way.
 */
const SIGNED_TOKEN = /eyJ(hbGci(?!OiJkaXIi)|0eXAi|raWQi)/

/** A piece of each place where a credential stands in a text, with what is before it; nothing of a credential itself. */
export function leaksIn(place: string, text: string, others: readonly string[] = []): string[] {
  const found = [CANARY, ...others].map((secret) => text.indexOf(secret))
  return [...found, text.search(SIGNED_TOKEN)]
    .filter((at) => at >= 0)
    .map((at) => `${place}, after: ${text.slice(Math.max(0, at - 60), at)}`)
}
