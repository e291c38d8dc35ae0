import { randomUUID } from 'node:crypto'
import type { QueryOperation } from '../query'
import type { QueryParameters } from '../query-parameters'
import { element } from '../xml'
import { accept } from './accept'
import { readAddress, readAddresses } from './addresses'
import { invalidParameter } from './errors'
import { readMessage, type Message } from './message'
import { refuseConfigurationSet } from './send-raw-email'

const ASCII = /^[\u0020-\u007e]*$/
const LONGEST_WORD_BYTES = 42

/** RFC 2047's encoded words, each of whole characters and on a line of its own. */
function encodedWords(text: string): string {
  const words = ['']
  for (const character of text) {
    const longer = (words.at(-1) ?? '') + character
    if (Buffer.byteLength(longer) > LONGEST_WORD_BYTES) words.push(character)
    else words[words.length - 1] = longer
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}

function subjectHeader(subject: string): string {
  if (/[\u0000-\u001f\u007f]/.test(subject)) {
    throw invalidParameter('Control characters are not allowed in the subject.')
  }
  return `Subject: ${ASCII.test(subject) ? subject : encodedWords(subject)}`
}

/** Names that are not ASCII must come as encoded words: SES API reference, SendEmail, Source. */
function addressHeader(name: string, list: readonly string[]): string[] {
  if (list.some((each) => !ASCII.test(each))) throw invalidParameter(`Expected ASCII characters in ${name}.`)
  return list.length === 0 ? [] : [`${name}: ${list.join(',\r\n ')}`]
}

function part(type: string, text: string): string {
  const lines = Buffer.from(text).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
  return `Content-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}\r\n`
}

function body(text: string | undefined, html: string | undefined): string {
  if (text === undefined && html === undefined) throw invalidParameter('Message body is missing.')
  if (html === undefined) return part('text/plain', text ?? '')
  if (text === undefined) return part('text/html', html)
  const boundary = `----=_Part_${randomUUID()}`
  const parts = [part('text/plain', text), part('text/html', html)]
  const between = parts.map((each) => `--${boundary}\r\n${each}`).join('')
  return `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${between}--${boundary}--\r\n`
}

function compose(parameters: QueryParameters): Message {
  const to = (kind: string) => parameters.list(`Destination.${kind}Addresses`)
  const head = [
    ...addressHeader('From', [parameters.required('Source')]),
    ...addressHeader('To', to('To')),
    ...addressHeader('Cc', to('Cc')),
    ...addressHeader('Reply-To', parameters.list('ReplyToAddresses')),
    subjectHeader(parameters.required('Message.Subject.Data')),
    'MIME-Version: 1.0',
  ]
  const content = body(parameters.text('Message.Body.Text.Data'), parameters.text('Message.Body.Html.Data'))
  return readMessage(Buffer.from(`${head.join('\r\n')}\r\n${content}`))
}

/** Sends a mail made from its parts. */
export const sendEmail: QueryOperation = (call, parameters) => {
  parameters.refuse('SourceArn', 'ReturnPathArn')
  refuseConfigurationSet(parameters.text('ConfigurationSetName'))
  const lists = ['To', 'Cc', 'Bcc'].flatMap((kind) => parameters.list(`Destination.${kind}Addresses`))
  const returnPath = parameters.text('ReturnPath')
  const id = accept(call, {
    action: 'SendEmail',
    sender: readAddress(parameters.required('Source')).address,
    ...(returnPath !== undefined && { returnPath: readAddress(returnPath).address }),
    recipients: lists.flatMap(readAddresses).map(({ address }) => address),
    message: compose(parameters),
  })
  return [element('MessageId', id)]
}
