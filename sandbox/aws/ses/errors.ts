import { AwsError } from '../errors'

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message)
}
