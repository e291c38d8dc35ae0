type Divergence = { because: string; says: RegExp }

/** The part of the contract that is held against moto's answers as they are; for the others they are completed. */
export const SOURCE_IDENTITY = 'the source identity is set, and trust policies see it'

const WAS_ALLOWED = /Input:\s+'it was allowed'/
const WAS_ISSUED = /^AssertionError: issued/

const judgesNoSessions: Divergence = {
  because: 'what a session may do is kept, by its role, its policy and its tags, and nobody is judged by it',
  says: WAS_ALLOWED,
}
const judgesNoReaders: Divergence = {
  because: 'resource policies of secrets are kept, and nobody is judged by them',
  says: WAS_ALLOWED,
}
const judgesNoTrust: Divergence = {
  because: 'trust policies are kept, and nobody is judged by them',
  says: WAS_ISSUED,
}

/** Where moto 5.2 does not do as AWS does: the part of the contract, why, and how it shows. One that is mended shows as red. */
export const DIVERGENCES: Readonly<Record<string, Divergence>> = {
  [SOURCE_IDENTITY]: {
    because: 'AssumeRole’s answer lacks the source identity, so the adapter hands nothing over',
    says: /does not carry the source identity/,
  },
  'a session reads what was approved and nothing else, whatever its role may do': judgesNoSessions,
  'a bucket policy that names everybody on condition of the role does not widen a session': judgesNoSessions,
  'a session tag is a tag of the principal in policies': judgesNoSessions,
  'a role that asks for an external id is assumed with it alone': judgesNoTrust,
  'a role that does not trust Daypass is refused, and nothing is issued': judgesNoTrust,
  'a session longer than its role allows is refused, not cut': {
    because: 'the role’s longest session is kept, and a longer one is issued',
    says: WAS_ISSUED,
  },
  'a session policy of more than 2,048 characters is refused': {
    because: 'the characters of a session policy are not counted',
    says: WAS_ISSUED,
  },
  'a session’s credentials become an address that signs a browser in to the console': {
    because: 'it has no sign-in endpoint',
    says: /AWS’s sign-in endpoint refused these credentials/,
  },
  'the one reader reads a secret, and no administrator of its account does': judgesNoReaders,
  'the writer role fills a secret; one that may not be assumed is a refusal': {
    ...judgesNoTrust,
    says: /^AssertionError: ready/,
  },
  'a mail from a sender who is not verified is not sent, and that is what is said': {
    because:
      'it rejects such a mail in words of its own, by which it cannot be told from a mail that is bad in itself',
    says: /^AssertionError: refused: SES rejected the mail for what is in it/,
  },
}
