import { AwsError } from '../errors'
import { notImplemented } from './errors'

/** "General purpose bucket naming rules", S3 User Guide. Throws `InvalidBucketName`. */
export function checkBucketName(name: string): void {
  if (name.endsWith('--x-s3')) throw notImplemented('directory buckets')
  const valid =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--table-s3)$/.test(name)
  if (!valid) {
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: name })
  }
}
