import { AwsError } from '../errors'

/** Words of the service, where they are known, are its own. */
export function notFound(message = "Secrets Manager can't find the specified secret."): AwsError {
  return new AwsError('ResourceNotFoundException', message)
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message)
}

export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequestException', message)
}

export function alreadyExists(message: string): AwsError {
  return new AwsError('ResourceExistsException', message)
}
