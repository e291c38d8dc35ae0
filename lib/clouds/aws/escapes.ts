/**
 * What a session must not do because it would outlive the grant or escape from it (invariant 2): the list for whole
 * roles. It cannot be complete, and approval says so. Sources: the IAM service authorization reference, and for
 * vended credentials the S3 Access Grants and Lake Formation guides. Wildcards keep it inside the 2,048 characters
 * that a session policy has. An S3 scope needs no list: its NotAction denies everything that is not in it.
 */
export const ESCAPING_ACTIONS: readonly string[] = [
  // Other sessions and sign-ins, which would leave this session's policy behind.
  // (GetCallerIdentity answers in spite of it: STS API reference.)
  'sts:*',
  'signin:*',
  'sso:*',
  'rolesanywhere:*',
  'cognito-identity:*',
  // Permissions, and roles handed to services that act later.
  'iam:A*',
  'iam:C*',
  'iam:De*',
  'iam:E*',
  'iam:P*',
  'iam:R*',
  'iam:Set*',
  'iam:T*',
  'iam:U*',
  'organizations:*',
  'lambda:Add*Permission',
  'lambda:UpdateFunctionCode',
  'lambda:*FunctionUrlConfig',
  // Data access that is vended as other credentials.
  's3:GetDataAccess',
  's3:*AccessGrant*',
  's3express:CreateSession',
  'lakeformation:GetTemporary*',
  'redshift*:GetC*',
  'rds-db:*',
  'eks:*AccessEntry',
  'ecr:GetA*',
  'codeartifact:GetA*',
  'ssm:CreateActivation',
  'ssm:SendCommand',
  'ssm:StartSession',
  'ec2:*KeyPair',
  'ec2:*InstanceProfile*',
  'ec2-instance-connect:*',
  // Policies on resources, which go on after the session.
  's3:PutBucketP*',
  's3:Put*Acl',
  's3:PutAccessPointP*',
  's3:CreateAccessPoint*',
  's3:PutReplication*',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'secretsmanager:PutResourcePolicy',
  'sns:AddPermission',
  'sqs:AddPermission',
  'dynamodb:PutR*',
  'ecr:SetR*',
  'events:PutPermission',
  'glue:PutR*',
  'logs:PutR*',
  'ec2:ModifyImageA*',
  'ec2:ModifySnapshotA*',
  'ram:*Share*',
]
