import { expect, test } from 'vitest'
import { createAws } from '../clouds/aws/index'
import { awsAccount } from '../testing/random-scopes'
import { policyForReading } from './policy-text'

const aws = createAws({ chained: true })
const policy = aws.compileScope({ kind: 'whole-role' }, awsAccount, { canOutlive: false })

test('before the end of the grant is known, the policy to read differs from the one to send in that word alone', () => {
  const text = policyForReading(aws, policy)
  expect(text.match(/<end of the grant>/g)).toHaveLength(1)
  const endsAt = new Date('2026-05-03T14:00:00Z')
  expect(JSON.parse(text.replace('<end of the grant>', '2026-05-03T14:00:00Z'))).toEqual(
    JSON.parse(aws.policyAsSent(policy, endsAt)),
  )
})

test('once it is known, what is read is what is sent (invariant 4)', () => {
  const endsAt = new Date('2026-05-03T14:00:00Z')
  expect(JSON.parse(policyForReading(aws, policy, endsAt))).toEqual(
    JSON.parse(aws.policyAsSent(policy, endsAt)),
  )
})
