/** An error as an AWS service answers it: its code, its sentence, its HTTP status. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    /** Further elements of S3's error document, e.g. `{ BucketName: 'reports' }`. */
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.name = 'AwsError'
  }
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message)
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404)
}
