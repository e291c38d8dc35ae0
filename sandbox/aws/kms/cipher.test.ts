import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../store'
import { decrypt, encrypt } from './cipher'
import { addKey, defaultKeyPolicy } from './keys'

test('what a key encrypted is decrypted after a restart', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-kms-'))
  const file = path.join(folder, 'state.json')
  const accountId = '111111111111'
  const store = openStore(file)
  const fields = { accountId, region: 'eu-central-1', createdAt: '2026-01-01T00:00:00Z' }
  const { arn } = addKey(store.state, { ...fields, policy: defaultKeyPolicy(accountId) })
  const key = () => {
    const found = openStore(file).state.keys.get(arn)
    if (!found) throw new Error('the key is gone')
    return found
  }
  store.changed()
  store.flush()
  const ciphertext = encrypt(key(), Buffer.from('the plan'), { a: 'b' })
  expect(decrypt(key(), ciphertext, { a: 'b' }).toString()).toBe('the plan')
  rmSync(folder, { recursive: true })
})
