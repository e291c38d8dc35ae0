import type { JsonService } from '../json/services'
import { createSecret } from './create-secret'
import { deletionOperations } from './delete-secret'
import { describeOperations } from './describe-secret'
import { getSecretValue } from './get-secret-value'
import { listSecrets } from './list-secrets'
import { putSecretValue } from './put-secret-value'
import { resourcePolicyOperations } from './resource-policy'
import { tagOperations } from './tags'
import { updateSecret } from './update-secret'
import { updateSecretVersionStage } from './update-version-stage'

export const secretsManager: JsonService = {
  name: 'secretsmanager',
  target: 'secretsmanager',
  secretMembers: new Set(['SecretString', 'SecretBinary']),
  internalErrorCode: 'InternalServiceError',
  operations: new Map(
    Object.entries({
      CreateSecret: createSecret,
      PutSecretValue: putSecretValue,
      GetSecretValue: getSecretValue,
      UpdateSecret: updateSecret,
      UpdateSecretVersionStage: updateSecretVersionStage,
      ListSecrets: listSecrets,
      ...describeOperations,
      ...tagOperations,
      ...resourcePolicyOperations,
      ...deletionOperations,
    }),
  ),
}
