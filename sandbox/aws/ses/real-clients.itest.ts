import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readMail } from '../../mailbox/read'
import { HOME, TestCloud } from '../../testing'
import { CLIENT_TEST, needs, runWith } from '../../testing-clients'
import { verifiedDomain } from './account'

const FROM = 'daypass@example.com'

let cloud: TestCloud

beforeEach(async () => {
  cloud = await TestCloud.start()
  verifiedDomain(cloud.state, HOME, 'eu-central-1', 'example.com')
})
afterEach(() => cloud.close())

const delivered = () => Promise.all(cloud.state.mails.map(readMail))

describe('the AWS CLI', () => {
  beforeEach(needs('AWS CLI'))
  const ses = (...args: string[]) =>
    runWith(cloud.admin(), 'aws', ['ses', '--endpoint-url', cloud.endpoint, '--output', 'json', ...args])

  test('sends, and is told of quotas and refusals', CLIENT_TEST, async () => {
    const content = ['--subject', 'Grüße', '--text', 'Hällo']
    const sent = await ses('send-email', '--from', FROM, '--to', 'alice@example.org', ...content)
    const [mail] = await delivered()
    expect(mail).toMatchObject({ subject: 'Grüße', recipients: [{ address: 'alice@example.org' }] })
    expect(JSON.parse(sent.text)).toEqual({ MessageId: mail?.id })
    expect(JSON.parse((await ses('get-send-quota')).text)).toEqual({
      Max24HourSend: 50000,
      MaxSendRate: 14,
      SentLast24Hours: 1,
    })
    const refused = await ses('send-email', '--from', 'eve@example.net', '--to', 'a@b.org', ...content)
    expect(refused.text).toContain('(MessageRejected)')
  })
})

describe('boto3', () => {
  beforeEach(needs('boto3'))

  test('sends a raw mail, and knows the errors by their names', CLIENT_TEST, async () => {
    const program = `
import boto3, sys
ses = boto3.client('ses', endpoint_url=sys.argv[1])
raw = b'From: ${FROM}\\r\\nTo: alice@example.org\\r\\nSubject: Hello\\r\\n\\r\\nHi.'
print(ses.send_raw_email(RawMessage={'Data': raw})['MessageId'])
print(ses.list_identities()['Identities'])
attributes = ses.get_identity_verification_attributes(Identities=['example.com'])
print(attributes['VerificationAttributes']['example.com']['VerificationStatus'])
try:
    ses.send_raw_email(Source='eve@example.net', RawMessage={'Data': raw})
except ses.exceptions.MessageRejected as error:
    print(error.response['Error']['Code'])
`
    const { text } = await runWith(cloud.admin(), 'python3', ['-c', program, cloud.endpoint])
    const [mail] = await delivered()
    expect(text.trim().split('\n')).toEqual([mail?.id, "['example.com']", 'Success', 'MessageRejected'])
    expect(mail).toMatchObject({ from: FROM, text: 'Hi.\n' })
  })
})
