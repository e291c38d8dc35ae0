import { BlockList, isIP } from 'node:net'

interface Block {
  address: string
  prefix: number
  family: 'ipv4' | 'ipv6'
}

/** Rule: IAM User Guide, "IP address condition operators": CIDR of either family; without a prefix, the one address. */
function parseBlock(written: string): Block | undefined {
  const [, address = '', length] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(written) ?? []
  const version = isIP(address)
  if (version === 0) return undefined
  const longest = version === 4 ? 32 : 128
  const prefix = length === undefined ? longest : Number(length)
  return prefix <= longest ? { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' } : undefined
}

export function isBlock(written: string): boolean {
  return parseBlock(written) !== undefined
}

/** Whether an address lies in a block of its own family; what is no address lies in none. */
export function inBlock(given: string, written: string): boolean {
  const block = parseBlock(written)
  const address = parseBlock(given)
  if (!block || address?.family !== block.family || given.includes('/')) return false
  const blocks = new BlockList()
  blocks.addSubnet(block.address, block.prefix, block.family)
  return blocks.check(given, block.family)
}
