/** An address as a number of 32 (IPv4) or 128 bits. */
interface Address {
  bits: 32 | 128
  value: bigint
}

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`)

function parseIpv4(text: string): bigint | undefined {
  const octets = ipv4.exec(text)?.slice(1)
  return octets?.reduce((value, item) => (value << 8n) | BigInt(item), 0n)
}

/** The 16-bit groups of one side of `::`; the last may be an IPv4 address. */
function parseGroups(text: string): bigint[] | undefined {
  if (text === '') return []
  const groups: bigint[] = []
  for (const [position, part] of text.split(':').entries()) {
    const isLast = position === text.split(':').length - 1
    const embedded = isLast ? parseIpv4(part) : undefined
    if (embedded !== undefined) groups.push(embedded >> 16n, embedded & 0xffffn)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else return undefined
  }
  return groups
}

/** RFC 4291, section 2.2: eight groups, one run of zeros may be written `::`. */
function parseIpv6(text: string): bigint | undefined {
  const [front = '', back, ...more] = text.split('::')
  const left = parseGroups(front)
  const right = parseGroups(back ?? '')
  if (!left || !right || more.length > 0) return undefined
  const zeros = 8 - left.length - right.length
  if (back === undefined ? zeros !== 0 : zeros < 1) return undefined
  const groups = [...left, ...Array.from({ length: zeros }, () => 0n), ...right]
  return groups.reduce((value, group) => (value << 16n) | group, 0n)
}

function parseAddress(text: string): Address | undefined {
  const bits = text.includes(':') ? 128 : 32
  const value = bits === 128 ? parseIpv6(text) : parseIpv4(text)
  return value === undefined ? undefined : { bits, value }
}

interface Block extends Address {
  /** How many bits at the end do not matter. */
  free: bigint
}

/** Rule: IAM User Guide, "IP address condition operators": CIDR of either family; without a prefix, the one address. */
function parseBlock(written: string): Block | undefined {
  const [, text = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(written) ?? []
  const address = parseAddress(text)
  if (!address) return undefined
  const prefix = length === undefined ? address.bits : Number(length)
  return prefix <= address.bits ? { ...address, free: BigInt(address.bits - prefix) } : undefined
}

export function isBlock(written: string): boolean {
  return parseBlock(written) !== undefined
}

/** Whether an address lies in a block of its own family; what is no address lies in none. */
export function inBlock(given: string, written: string): boolean {
  const block = parseBlock(written)
  const address = parseAddress(given)
  if (!block || address?.bits !== block.bits) return false
  return address.value >> block.free === block.value >> block.free
}
