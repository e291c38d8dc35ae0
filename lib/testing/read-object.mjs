// A program that knows nothing of Daypass: prints an object that the SDK reads with whatever credentials it finds.
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'

const [bucket, key] = process.argv.slice(2)
try {
  const { Body } = await new S3Client({}).send(new GetObjectCommand({ Bucket: bucket, Key: key }))
  process.stdout.write((await Body?.transformToString()) ?? '')
} catch (error) {
  process.stderr.write(`${error.name}: ${error.message}\n`)
  process.exitCode = 1
}
