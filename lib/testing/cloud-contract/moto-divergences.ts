type Divergence = { because: string; says: RegExp }

const dropsSourceIdentity: Divergence = {
  because:
    'AssumeRole drops the source identity (and the tags) that were asked for, so nothing of its answer is handed over; it judges no trust, duration or policy either',
  says: /does not carry the source identity/,
}
const judgesNoPolicies: Divergence = {
  because: 'resource policies of secrets are kept, and nobody is judged by them',
  says: /it was allowed/,
}
const judgesNoTrust: Divergence = {
  because: 'trust policies are kept, and nobody is judged by them',
  says: /^AssertionError: ready/,
}

const otherWords: Divergence = {
  because:
    'it rejects such a mail in words of its own, by which it cannot be told from a mail that is bad in itself',
  says: /^AssertionError: refused: SES rejected the mail for what is in it/,
}

/** Where moto 5.2 does not do as AWS does: the part of the contract, why, and how it shows. One that is mended shows as red. */
export const DIVERGENCES: Readonly<Record<string, Divergence>> = {
  'a session bears its name and ends when it was asked to': dropsSourceIdentity,
  'a session reads what was approved and nothing else, whatever its role may do': dropsSourceIdentity,
  'a bucket policy that names everybody on condition of the role does not widen a session':
    dropsSourceIdentity,
  'a session tag is a tag of the principal in policies': dropsSourceIdentity,
  'the source identity is set, and trust policies see it': dropsSourceIdentity,
  'a role that asks for an external id is assumed with it alone': dropsSourceIdentity,
  'a role that does not trust Daypass is refused, and nothing is issued': dropsSourceIdentity,
  'a session longer than its role allows is refused, not cut': dropsSourceIdentity,
  'a session policy of more than 2,048 characters is refused': dropsSourceIdentity,
  'a session’s credentials become an address that signs a browser in to the console': dropsSourceIdentity,
  'credentials that are not genuine get no sign-in token': dropsSourceIdentity,
  'the one reader reads a secret, and no administrator of its account does': judgesNoPolicies,
  'the writer role fills a secret; one that may not be assumed is a refusal': judgesNoTrust,
  'a mail from a sender who is not verified is not sent, and that is what is said': otherWords,
}
