import { isoSeconds, sandboxNow } from '../clock'
import { AwsError, noSuchEntity } from '../errors'
import { accessKeyId, secretAccessKey } from '../ids'
import type { QueryOperation } from '../query'
import type { AccessKey } from '../state'
import { element } from '../xml'
import { authorizedUser } from './entities'
import { listPage } from './list-page'

const MOST_KEYS = 2

const createAccessKey: QueryOperation = (call, parameters) => {
  const user = authorizedUser(call, 'CreateAccessKey', parameters)
  if (user.accessKeys.length >= MOST_KEYS) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${MOST_KEYS}`, 409)
  }
  const key: AccessKey = {
    id: accessKeyId('AKIA'),
    secret: secretAccessKey(),
    createdAt: isoSeconds(sandboxNow(call.sandbox.state)),
  }
  user.accessKeys.push(key)
  call.sandbox.changed()
  return [
    element('AccessKey', [
      element('UserName', user.name),
      element('AccessKeyId', key.id),
      element('Status', 'Active'),
      element('SecretAccessKey', key.secret),
      element('CreateDate', key.createdAt),
    ]),
  ]
}

const deleteAccessKey: QueryOperation = (call, parameters) => {
  const user = authorizedUser(call, 'DeleteAccessKey', parameters)
  const id = parameters.required('AccessKeyId')
  const at = user.accessKeys.findIndex((key) => key.id === id)
  if (at < 0) throw noSuchEntity(`The Access Key with id ${id} cannot be found.`)
  user.accessKeys.splice(at, 1)
  call.sandbox.changed()
  return null
}

const listAccessKeys: QueryOperation = (call, parameters) => {
  const user = authorizedUser(call, 'ListAccessKeys', parameters)
  return listPage(
    parameters,
    'AccessKeyMetadata',
    user.accessKeys,
    ({ id }) => id,
    (key) => [
      element('UserName', user.name),
      element('AccessKeyId', key.id),
      element('Status', 'Active'),
      element('CreateDate', key.createdAt),
    ],
  )
}

export const accessKeyOperations = {
  CreateAccessKey: createAccessKey,
  DeleteAccessKey: deleteAccessKey,
  ListAccessKeys: listAccessKeys,
}
