import { execFile } from 'node:child_process'
import { projectRoot } from '@/scripts/project'
import { machineEnvironment } from '@/scripts/demo/environment'
import { demo } from './demo'

/** What a program answered, and whether it ended well. */
export interface Printed {
  ok: boolean
  text: string
}

/** A program of the machine with no credentials of its own, for which the sandbox is AWS. */
function run(command: string, args: readonly string[], variables: Record<string, string>): Promise<Printed> {
  const env = { ...machineEnvironment(), AWS_ENDPOINT_URL: demo().aws, ...variables }
  return new Promise((resolve) => {
    execFile(command, [...args], { cwd: projectRoot, env }, (error, stdout, stderr) => {
      resolve({ ok: error === null, text: error === null ? stdout : `${stdout}${stderr}` })
    })
  })
}

const READ = `
const { GetObjectCommand } = await import('@aws-sdk/client-s3')
const [bucket, key] = process.argv.slice(-2)
const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch((error) => error.name)
process.stdout.write(typeof answer === 'string' ? answer : await answer.Body.transformToString())`

const FROM_ENVIRONMENT = `const { S3Client } = await import('@aws-sdk/client-s3')
const s3 = new S3Client({})`

/** Pastes lines into a new bash and reads an object from there with the SDK; its content, or the name of the refusal. */
export function readAfterPasting(lines: string, bucket: string, key: string): Promise<Printed> {
  const script = `${lines}\nexec node --input-type=module -e "$0" "$@"`
  const metadata = { AWS_EC2_METADATA_DISABLED: 'true', AWS_PROFILE: 'somebody-elses' }
  return run('bash', ['-c', script, `${FROM_ENVIRONMENT}${READ}`, bucket, key], metadata)
}

/** Runs a program that makes `s3` on an instance with the role EC2Normal, and reads an object with it. */
export function readOnInstance(program: string, bucket: string, key: string): Promise<Printed> {
  const metadata = { AWS_EC2_METADATA_SERVICE_ENDPOINT: `${demo().programMetadata}/` }
  return run(process.execPath, ['--input-type=module', '-e', `${program}${READ}`, bucket, key], metadata)
}
