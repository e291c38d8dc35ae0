const S3 = { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false }

const FOLDERS = 'Choose a folder under 2025/ or 2026/.'
const LITERAL = 'A prefix is taken literally: "*", "?" and "${" are not allowed.'
const LETTERS =
  'AWS session policies can only name Latin letters, digits and signs: choose a folder above this one.'
const TOO_LITTLE_TIME = 'AWS issues nothing shorter than 15 min. You can end it earlier yourself.'
const NOT_THERE = 'There is nothing here, or it is not visible to you.'

type Wish = [why: string, sentence: string, changes: Record<string, unknown>]

/** Wishes for SensitiveS3Access that the form would never send, by the code that refuses them, with the sentence told. */
export const REFUSED: Record<string, Wish[]> = {
  ERR_REQUEST_REFUSED: [
    [
      'another bucket',
      'This entitlement does not offer that bucket. It offers: finance-reports.',
      { scope: { ...S3, bucket: 'finance-ledger' } },
    ],
    ['a folder not offered', FOLDERS, { scope: { ...S3, prefix: 'board/' } }],
    ['the whole bucket', FOLDERS, { scope: { ...S3, prefix: '' } }],
    [
      'the whole role',
      'This entitlement offers another kind of scope. Reload the page.',
      { scope: { kind: 'whole-role' } },
    ],
    [
      'deleting',
      'This entitlement does not offer deleting.',
      { scope: { ...S3, level: 'read-write', delete: true } },
    ],
    [
      'more than fits a policy',
      'The session policy would have 3445 of at most 2048 characters. The longest prefix that fits here has 440 characters: choose 2026/ or a folder above it.',
      { scope: { ...S3, prefix: `2026/${'x'.repeat(900)}/` } },
    ],
    ['no time', TOO_LITTLE_TIME, { durationMinutes: 0 }],
    ['a negative time', TOO_LITTLE_TIME, { durationMinutes: -1 }],
    ['a fraction of a minute', 'Give the duration in whole minutes.', { durationMinutes: 16.5 }],
    [
      'a minute too long',
      'At most 8 h: SensitiveS3Access is granted for at most 8 h at a time.',
      { durationMinutes: 481 },
    ],
  ],
  ERR_INPUT: [
    [
      'deleting along with reading',
      'Deleting comes with read-write only.',
      { scope: { ...S3, delete: true } },
    ],
    ['an unknown level', 'A level is list, read or read-write.', { scope: { ...S3, level: 'admin' } }],
    ['a way up', 'A prefix has no "." or ".." parts.', { scope: { ...S3, prefix: '2026/../board/' } }],
    ['a star', LITERAL, { scope: { ...S3, prefix: '2026/*/' } }],
    ['a question mark', LITERAL, { scope: { ...S3, prefix: '2026/?/' } }],
    ['a policy variable', LITERAL, { scope: { ...S3, prefix: '2026/${aws:username}/' } }],
    ['letters that AWS cannot name', LETTERS, { scope: { ...S3, prefix: '2026/売上/' } }],
    ['a turned reading direction', LETTERS, { scope: { ...S3, prefix: '2026/\u202e/' } }],
    ['a NUL', LETTERS, { scope: { ...S3, prefix: '2026/\0/' } }],
    [
      'no slash at the end',
      'A prefix ends with "/". Leave it empty for the whole bucket.',
      { scope: { ...S3, prefix: '2026/q3' } },
    ],
    [
      '2,000 characters',
      'An S3 key has at most 1,024 bytes.',
      { scope: { ...S3, prefix: `2026/${'x'.repeat(1994)}/` } },
    ],
    [
      'a directory bucket',
      'Directory buckets (--x-s3) cannot be asked for: they issue sessions that Daypass cannot end exactly.',
      { scope: { ...S3, bucket: 'finance--use1-az4--x-s3' } },
    ],
    [
      'a property that nobody knows',
      'This is not known here: principal.',
      { scope: { ...S3, principal: '*' } },
    ],
    ['a time beyond all numbers', 'Give the duration in whole minutes.', { durationMinutes: '1e309' }],
    [
      'no reason',
      'Say in a sentence why you need it: the approver and the auditor read it.',
      { reason: ' \n ' },
    ],
    ['a reason too long', 'At most 1000 characters fit here.', { reason: 'x'.repeat(1001) }],
    [
      'half a character',
      'This text holds a character that cannot be stored. Remove it and try again.',
      { reason: 'because \ud83d' },
    ],
  ],
  ERR_NOT_FOUND: [
    ['an entitlement of others', NOT_THERE, { entitlementId: 'finance-board-minutes' }],
    ['an entitlement that is none', NOT_THERE, { entitlementId: 'nothing-at-all' }],
  ],
  ERR_CHANGED_MEANWHILE: [
    [
      'a version that is none',
      'This entitlement has changed since you opened the form. Reload, look it over and send it again.',
      { entitlementVersionId: 'a'.repeat(64) },
    ],
  ],
}
