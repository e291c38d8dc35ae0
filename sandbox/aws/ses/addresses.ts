import addressparser from 'nodemailer/lib/addressparser'
import { invalidParameter } from './errors'

export interface Address {
  name: string
  address: string
}

// Control characters, white space, and what is not ASCII: SES takes no SMTPUTF8.
const FORBIDDEN = /[\u0000-\u0020\u007f-\uffff]/

function faultOfLocal(local: string): string | null {
  if (local === '') return 'Missing local name'
  if (FORBIDDEN.test(local)) return 'Local address contains control or whitespace'
  if (/[()<>,;:\\"[\]@]/.test(local)) return 'Local address contains illegal character'
  if (local.startsWith('.')) return 'Local address starts with dot'
  if (local.endsWith('.')) return 'Local address ends with dot'
  if (local.includes('..')) return 'Local address contains dot-dot'
  return local.length > 64 ? 'Local address is longer than 64 characters' : null
}

function faultOfDomain(domain: string): string | null {
  if (domain === '') return 'Missing domain'
  if (FORBIDDEN.test(domain)) return 'Domain contains control or whitespace'
  if (domain.startsWith('.')) return 'Domain starts with dot'
  if (domain.endsWith('.')) return 'Domain ends with dot'
  if (domain.includes('..')) return 'Domain contains dot-dot'
  if (!/^[a-z\d.-]+$/i.test(domain)) return 'Domain contains illegal character'
  return domain.length > 255 ? 'Domain is longer than 255 characters' : null
}

/** Throws `InvalidParameterValue` unless this is one address, quoted local parts not taken. */
export function checkAddress(address: string): void {
  const at = address.lastIndexOf('@')
  const fault =
    at < 0
      ? "Missing final '@domain'"
      : (faultOfLocal(address.slice(0, at)) ?? faultOfDomain(address.slice(at + 1)))
  if (fault !== null) throw invalidParameter(fault)
}

/** The addresses of a list as in a header, names included. Throws `InvalidParameterValue` for a bad one. */
export function readAddresses(text: string): Address[] {
  const addresses = addressparser(text, { flatten: true }).map(({ name, address }) =>
    // What has no "@" is taken for a name.
    address === '' ? { name: '', address: name } : { name, address },
  )
  for (const { address } of addresses) checkAddress(address)
  return addresses
}

/** The one address of a parameter or header that takes one. */
export function readAddress(text: string): Address {
  const [address, ...more] = readAddresses(text)
  if (!address) throw invalidParameter("Missing final '@domain'")
  if (more.length > 0) throw invalidParameter('Expected one address, found more')
  return address
}
