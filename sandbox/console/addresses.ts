function address(path: string, name: string, query: Record<string, string>): string {
  return `${path}/${encodeURIComponent(name)}?${new URLSearchParams(query).toString()}`
}

/** Addresses have the form of AWS's console, so that a link to the one can be mapped onto the other. */
export function bucketAddress(bucket: string, prefix: string, after?: string): string {
  return address('/s3/buckets', bucket, { prefix, ...(after !== undefined && { after }) })
}

export function objectAddress(bucket: string, key: string): string {
  return address('/s3/object', bucket, { prefix: key })
}

export function downloadAddress(bucket: string, key: string): string {
  return address('/s3/download', bucket, { prefix: key })
}
