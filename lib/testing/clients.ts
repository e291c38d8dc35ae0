import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runIn } from '@/sandbox/testing-clients'

const BUCKET = 'finance-reports'
const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** Prints an object that the SDK for JavaScript reads with whatever credentials it finds. */
const JAVASCRIPT = `
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
const [Bucket, Key] = process.argv.slice(2)
try {
  const { Body } = await new S3Client({}).send(new GetObjectCommand({ Bucket, Key }))
  process.stdout.write(await Body.transformToString())
} catch (error) {
  process.stderr.write(error.name + ': ' + error.message)
  process.exitCode = 1
}
`

/** Programs that others wrote and that know nothing of Daypass; each reads one object and prints it. */
export type Reader = 'AWS CLI' | 'boto3' | 'JavaScript SDK'

/** What a reader runs, as a line for a shell; `endpoint` is in `$AWS_ENDPOINT_URL`. */
const LINES: Record<Reader, (key: string) => string> = {
  'AWS CLI': (key) => `aws s3 cp s3://${BUCKET}/${key} -`,
  boto3: (key) =>
    `python3 -c "import os, boto3; print(boto3.client('s3', endpoint_url=os.environ['AWS_ENDPOINT_URL']).get_object(Bucket='${BUCKET}', Key='${key}')['Body'].read().decode(), end='')"`,
  'JavaScript SDK': (key) => `node "$DESK/read-object.mjs" ${BUCKET} ${key}`,
}

/**
 * A folder of a person's own, with programs that speak to `endpoint`, and whatever the project has installed. Nothing of the machine's AWS configuration is
 * seen. An AWS CLI that does not know `AWS_ENDPOINT_URL` yet is told by its flag.
 */
export class Desk {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'daypass-desk-'))

  constructor(private readonly endpoint: () => string) {
    this.write('aws', `#!/bin/sh\nPATH="$REAL_PATH" exec aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"\n`)
    chmodSync(path.join(this.folder, 'aws'), 0o755)
    this.write('read-object.mjs', JAVASCRIPT)
    symlinkSync(path.join(PROJECT, 'node_modules'), path.join(this.folder, 'node_modules'))
  }

  /** Writes a file, and answers its path. */
  write(name: string, text: string): string {
    const file = path.join(this.folder, name)
    writeFileSync(file, text)
    return file
  }

  /** What bash printed for this text, or its error: AWS's code, the exception's name, or all that it said. */
  async bash(text: string, variables: Record<string, string> = {}): Promise<string> {
    const real = process.env['PATH'] ?? ''
    const env = {
      AWS_ENDPOINT_URL: this.endpoint(),
      DESK: this.folder,
      REAL_PATH: real,
      PATH: `${this.folder}:${real}`,
      ...variables,
    }
    const { ok, text: said } = await runIn(env, 'bash', ['-c', text])
    if (ok) return said
    const code = /An error occurred \((\w+)\)|^([A-Z]\w+): /m.exec(said)
    return code?.[1] ?? code?.[2] ?? said
  }

  /** What a reader prints for an object of the bucket `finance-reports`, after these lines of a shell. */
  read(reader: Reader, key: string, before = '', variables: Record<string, string> = {}): Promise<string> {
    return this.bash(`${before}\n${LINES[reader](key)}`, variables)
  }

  close(): void {
    rmSync(this.folder, { recursive: true })
  }
}
