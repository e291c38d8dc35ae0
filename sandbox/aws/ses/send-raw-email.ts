import { AwsError } from '../errors'
import type { QueryOperation } from '../query'
import { element } from '../xml'
import { accept } from './accept'
import { readAddress, readAddresses } from './addresses'
import { invalidParameter } from './errors'
import { headerValue, readMessage, type Message } from './message'

/** Attachments included, after base64 decoding: SES API reference, SendRawEmail. */
const MOST_BYTES = 10 * 1024 * 1024

function readRaw(text: string): Message {
  if (!/^[a-z\d+/\s]*={0,2}\s*$/i.test(text)) throw invalidParameter('RawMessage.Data is not base64.')
  const raw = Buffer.from(text, 'base64')
  if (raw.length > MOST_BYTES) {
    throw invalidParameter(`Message length is more than ${MOST_BYTES} bytes long: '${raw.length}'.`)
  }
  return readMessage(raw)
}

/** There are no configuration sets, so whichever is named does not exist. */
export function refuseConfigurationSet(name: string | undefined): void {
  if (name === undefined || name === '') return
  throw new AwsError('ConfigurationSetDoesNotExist', `Configuration set <${name}> does not exist.`)
}

/** Sends a mail as it is, but for what SES writes itself. */
export const sendRawEmail: QueryOperation = (call, parameters) => {
  parameters.refuse('FromArn', 'SourceArn', 'ReturnPathArn')
  refuseConfigurationSet(parameters.text('ConfigurationSetName'))
  const message = readRaw(parameters.required('RawMessage.Data'))
  refuseConfigurationSet(headerValue(message, 'X-SES-CONFIGURATION-SET'))
  const named = parameters.list('Destinations')
  const lists = named.length > 0 ? named : ['To', 'Cc', 'Bcc'].map((name) => headerValue(message, name))
  const returnPath = headerValue(message, 'Return-Path')
  const id = accept(call, {
    action: 'SendRawEmail',
    sender: readAddress(parameters.text('Source') ?? headerValue(message, 'From')).address,
    ...(returnPath !== '' && { returnPath: readAddress(returnPath).address }),
    recipients: lists.flatMap(readAddresses).map(({ address }) => address),
    message,
  })
  return [element('MessageId', id)]
}
