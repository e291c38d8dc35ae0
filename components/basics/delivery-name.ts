import type { Delivery } from '@/lib/scopes/deliveries'

const NAMES: Readonly<Record<Delivery, string>> = {
  console: 'Console',
  terminal: 'Terminal',
  secret: 'Secret',
}

/** "Console": how a session reaches its user, as the start of a line. */
export function deliveryName(delivery: Delivery): string {
  return NAMES[delivery]
}

/** "console, terminal". */
export function deliveriesInShort(deliveries: readonly Delivery[]): string {
  return deliveries.map((delivery) => NAMES[delivery].toLowerCase()).join(', ')
}
