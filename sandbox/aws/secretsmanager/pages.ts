import { AwsError } from '../errors'

interface PageWish {
  MaxResults?: number | undefined
  NextToken?: string | undefined
}

interface Page<Item> {
  items: Item[]
  NextToken?: string
}

/** A page of at most `MaxResults` (100 if absent). The token says where the next one begins. */
export function pageOf<Item>(all: readonly Item[], { MaxResults = 100, NextToken }: PageWish): Page<Item> {
  const from = NextToken === undefined ? 0 : Number(Buffer.from(NextToken, 'base64url').toString('utf8'))
  if (!Number.isInteger(from) || from < 0 || from > all.length) {
    throw new AwsError('InvalidNextTokenException', 'Invalid pagination token.')
  }
  const to = from + MaxResults
  return {
    items: all.slice(from, to),
    ...(to < all.length && { NextToken: Buffer.from(String(to)).toString('base64url') }),
  }
}
