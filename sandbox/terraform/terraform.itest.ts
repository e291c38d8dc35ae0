import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { HOME, TestCloud, adminArn } from '../testing'
import { openStore } from '../aws/store'
import { demoWorld } from '../world'
import { findTerraform, Terraform } from './terraform'

const found = findTerraform()
let cloud: TestCloud
let terraform: Terraform | undefined

beforeAll(async () => {
  if ('missing' in found) return
  cloud = await TestCloud.start()
  const { accessKeyId, secretAccessKey } = cloud.admin()
  terraform = new Terraform(found.plugins, {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    TF_VAR_endpoint: cloud.endpoint,
    TF_VAR_daypass_role: adminArn(),
  })
})
afterAll(async () => {
  if ('missing' in found) return
  terraform?.close()
  await cloud.close()
})
beforeEach((ctx) => {
  ctx.skip('missing' in found, 'missing' in found ? found.missing : '')
})

function roles(): string[] {
  return [...(cloud.state.accounts.get(HOME)?.roles.values() ?? [])]
    .map(({ path, name }) => path + name)
    .sort()
}

/** The roles of the demo's accounts but Daypass's own, each name once. */
function demoRoles(): string[] {
  const { state } = openStore()
  demoWorld(state)
  const offered = ['111122223333', '444455556666', '777788889999']
  const all = offered.flatMap((id) => [...(state.accounts.get(id)?.roles.values() ?? [])])
  return [...new Set(all.map(({ path, name }) => path + name))].sort()
}

async function secrets() {
  const list = new ListSecretsCommand({ IncludePlannedDeletion: true })
  return (await cloud.secrets(cloud.admin()).send(list)).SecretList ?? []
}

test(
  'Terraform makes roles, policies, key, bucket and secret, finds them as it made them, and removes them',
  {
    timeout: 900_000,
  },
  async () => {
    const step = async (...args: string[]) => {
      const { code, text } = (await terraform?.step(...args)) ?? { code: -1, text: '' }
      expect(code, text).toBe(0)
    }
    await step('init')
    await step('apply', '-auto-approve')
    expect(roles()).toEqual(demoRoles())
    const bucket = cloud.state.buckets.get('finance-reports')
    expect(JSON.parse(bucket?.policy ?? '')).toMatchObject({
      Statement: [{ Principal: { AWS: `arn:aws:iam::${HOME}:role/daypass/SensitiveS3Access` } }, {}],
    })
    const [key] = [...cloud.state.keys.values()]
    expect(bucket?.encryption).toMatchObject({ algorithm: 'aws:kms', keyId: key?.arn })
    expect(await secrets()).toMatchObject([
      { Name: 'daypass/SensitiveS3', Tags: [{ Key: 'daypass:entitlement', Value: 'sensitive-s3-access' }] },
    ])
    // An exit code of 2 would say that something differs.
    await step('plan', '-detailed-exitcode')
    await step('destroy', '-auto-approve', '-refresh=false')
    expect(roles()).toEqual([])
    expect([...cloud.state.buckets.keys()]).toEqual([])
    expect([...cloud.state.keyAliases.keys()].filter((arn) => arn.endsWith('alias/finance'))).toEqual([])
    expect(key?.deletionDate).not.toBeNull()
    cloud.moveClock(5)
    expect(await secrets()).toEqual([])
  },
)
