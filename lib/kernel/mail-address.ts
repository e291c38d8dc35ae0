/** A sender's display name and address, as `Daypass <daypass@example.com>` or an address alone; not yet judged. */
export function splitSender(text: string): { name: string; address: string } {
  const [, name = '', address = ''] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? []
  return address === '' ? { name: '', address: text } : { name: name.trim(), address }
}

/**
 * Whether the text is one address and nothing besides: RFC 5321's Mailbox with a dot-atom of ASCII characters (SES takes
 * no others in the local part) and a domain name of labels, at most 254 characters. Quoted local parts, comments, groups,
 * lists and literals are none.
 */
export function isPlainAddress(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@')
  if (more.length > 0 || text.length > 254 || local.length > 64) return false
  const atoms = local.split('.')
  const labels = domain.split('.')
  return (
    atoms.every((atom) => /^[\w!#$%&'*+/=?^`{|}~-]+$/.test(atom)) &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i.test(label))
  )
}
