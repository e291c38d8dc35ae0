const ENDPOINT = /^(s3([.-][a-z0-9-]+)?\.)?(localhost|amazonaws\.com)$/
const HOSTED = /^(.+?)\.(?:s3(?:[.-][a-z0-9-]+)?\.)?(?:localhost|amazonaws\.com)$/

/**
 * The bucket that a host names, undefined for the endpoint itself and for addresses.
 * Rule: "Virtual hosting of general purpose buckets", S3 User Guide: `BUCKET.s3.REGION.amazonaws.com`; here also with the
 * endpoint's own name, `BUCKET.localhost` and `BUCKET.s3.localhost`.
 */
export function bucketOfHost(host: string | undefined): string | undefined {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '')
  return ENDPOINT.test(name) ? undefined : HOSTED.exec(name)?.[1]
}
