import { BlockList, isIP, SocketAddress } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBlock, isBlock } from './ip'

/** Neighbours, so that blocks hold some of them. */
const near = fc
  .tuple(fc.constantFrom('10.0.0.', '10.0.128.', '2001:db8::', '2001:db8:8000::'), fc.nat(9))
  .map(([network, host]) => `${network}${host}`)
const addresses = fc.oneof(fc.ipV4(), fc.ipV6(), near)

test('what is written as an address or block is read as such, and nothing else', () => {
  fc.assert(
    fc.property(fc.oneof(addresses, fc.stringMatching(/^[0-9a-f:.]{1,20}$/)), (text) => {
      expect(isBlock(text)).toBe(isIP(text) !== 0)
    }),
  )
})

test('an address lies in a block exactly when the bits of its prefix are the same', () => {
  fc.assert(
    fc.property(addresses, addresses, fc.nat(128), (given, start, length) => {
      const family = isIP(start) === 4 ? 'ipv4' : 'ipv6'
      const prefix = Math.min(length, family === 'ipv4' ? 32 : 128)
      const blocks = new BlockList()
      blocks.addSubnet(new SocketAddress({ address: start, family }), prefix)
      const wanted = isIP(given) === isIP(start) && blocks.check(given, family)
      expect(inBlock(given, `${start}/${prefix}`)).toBe(wanted)
    }),
  )
})

test.each([
  '::ffff:203.0.113.7',
  '1::2::3',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3',
  '01.2.3.4',
  '1.2.3.256',
  ':::',
  '',
])('the address "%s" is read as IPv6 and IPv4 are written', (text) => {
  expect(isBlock(text)).toBe(isIP(text) !== 0)
})
