import { describe, expect, test } from 'vitest'
import type { Scope } from '../../ports/cloud'
import { awsAccount } from '../../testing/random-scopes'
import { allOpen, CONDITIONS, openTo, PRINCIPALS, verdictOn } from '../../testing/session-calls'
import { compileScope } from './compile-scope'
import { ESCAPING_ACTIONS } from './escapes'
import { policySize } from './policy-as-sent'

const wholeRole: Scope = { kind: 'whole-role' }
const bounded = compileScope(wholeRole, awsAccount, { canOutlive: false })
const unbounded = compileScope(wholeRole, awsAccount, { canOutlive: true })

/** Real actions that leave access behind, written out from the IAM service authorization reference. */
const SAMPLES = `
ssm:CreateAssociation ssm:CreateAssociationBatch ssm:UpdateAssociation ssm:UpdateDocument
ssm:RegisterTaskWithMaintenanceWindow ssm:UpdateMaintenanceWindowTask ecs:ExecuteCommand codebuild:StartBuild
codebuild:StartBuildBatch codebuild:UpdateProject cloudformation:UpdateStack cloudformation:CreateChangeSet
cloudformation:ExecuteChangeSet cloudformation:UpdateStackSet cloudformation:CreateStackInstances
ec2:ModifyInstanceAttribute ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate glue:UpdateDevEndpoint
sagemaker:CreatePresignedNotebookInstanceUrl sagemaker:CreatePresignedDomainUrl elasticmapreduce:AddJobFlowSteps
elasticmapreduce:GetClusterSessionCredentials batch:SubmitJob codedeploy:CreateDeployment transfer:ImportSshPublicKey
sso-oauth:CreateTokenWithIAM sns:Subscribe es:UpdateDomainConfig aoss:CreateAccessPolicy
eks:AssociateIdentityProviderConfig logs:PutSubscriptionFilter logs:PutDestinationPolicy
ecr:PutReplicationConfiguration iam:SendDelegationToken
sts:AssumeRole sts:AssumeRoleWithSAML sts:AssumeRoleWithWebIdentity sts:GetSessionToken sts:GetFederationToken sts:TagSession
sts:SetSourceIdentity signin:CreateOAuth2Token sso:CreateAccountAssignment sso:PutInlinePolicyToPermissionSet
sso:AttachManagedPolicyToPermissionSet sso-directory:CreateUser identitystore:CreateGroupMembership identitystore:CreateUser
rolesanywhere:CreateTrustAnchor rolesanywhere:CreateProfile rolesanywhere:UpdateProfile cognito-identity:GetCredentialsForIdentity
cognito-identity:SetIdentityPoolRoles iam:AddUserToGroup iam:AddRoleToInstanceProfile iam:AddClientIDToOpenIDConnectProvider
iam:AttachRolePolicy iam:AttachUserPolicy iam:AttachGroupPolicy iam:ChangePassword iam:CreateAccessKey iam:CreateLoginProfile
iam:CreateOpenIDConnectProvider iam:CreatePolicy iam:CreatePolicyVersion iam:CreateRole iam:CreateSAMLProvider
iam:CreateServiceLinkedRole iam:CreateServiceSpecificCredential iam:CreateUser iam:CreateVirtualMFADevice iam:DeactivateMFADevice
iam:DeleteRolePermissionsBoundary iam:DeleteUserPermissionsBoundary iam:DeleteRolePolicy iam:DetachRolePolicy
iam:DisableOrganizationsRootSessions iam:EnableMFADevice iam:PassRole iam:PutRolePolicy iam:PutUserPolicy iam:PutGroupPolicy
iam:PutRolePermissionsBoundary iam:PutUserPermissionsBoundary iam:RemoveRoleFromInstanceProfile iam:ResetServiceSpecificCredential
iam:SetDefaultPolicyVersion iam:TagRole iam:TagUser iam:UntagRole iam:UpdateAccessKey iam:UpdateAssumeRolePolicy
iam:UpdateLoginProfile iam:UpdateRole iam:UpdateSAMLProvider iam:UploadSSHPublicKey iam:UploadSigningCertificate
organizations:AttachPolicy organizations:CreateAccount organizations:LeaveOrganization lambda:AddPermission
lambda:AddLayerVersionPermission lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration lambda:CreateFunctionUrlConfig
s3:GetDataAccess s3:CreateAccessGrant s3:CreateAccessGrantsInstance s3express:CreateSession
lakeformation:GetTemporaryGlueTableCredentials lakeformation:GetTemporaryDataLocationCredentials lakeformation:GrantPermissions
lakeformation:BatchGrantPermissions redshift:GetClusterCredentials redshift:GetClusterCredentialsWithIAM
redshift-serverless:GetCredentials rds-db:connect eks:CreateAccessEntry eks:UpdateAccessEntry eks:AssociateAccessPolicy
ecr:GetAuthorizationToken ecr-public:GetAuthorizationToken codeartifact:GetAuthorizationToken ssm:CreateActivation
ssm:SendCommand ssm:StartSession ssm:ResumeSession ssm:StartAutomationExecution ec2:CreateKeyPair ec2:ImportKeyPair
ec2:AssociateIamInstanceProfile ec2:ReplaceIamInstanceProfileAssociation ec2-instance-connect:SendSSHPublicKey
ec2-instance-connect:OpenTunnel s3:PutBucketPolicy s3:DeleteBucketPolicy s3:PutBucketPublicAccessBlock s3:PutBucketAcl
s3:PutObjectAcl s3:PutObjectVersionAcl s3:PutAccessPointPolicy s3:PutMultiRegionAccessPointPolicy s3:DeleteAccessPointPolicy
s3:CreateAccessPoint s3:CreateMultiRegionAccessPoint s3:PutAccessPointPublicAccessBlock s3:PutReplicationConfiguration
kms:CreateGrant kms:PutKeyPolicy secretsmanager:PutResourcePolicy secretsmanager:DeleteResourcePolicy sns:AddPermission
sns:SetTopicAttributes sqs:AddPermission sqs:SetQueueAttributes dynamodb:PutResourcePolicy ecr:SetRepositoryPolicy
ecr:PutRegistryPolicy events:PutPermission glue:PutResourcePolicy logs:PutResourcePolicy kinesis:PutResourcePolicy
elasticfilesystem:PutFileSystemPolicy backup:PutBackupVaultAccessPolicy ec2:ModifyImageAttribute ec2:ModifySnapshotAttribute
rds:ModifyDBSnapshotAttribute rds:ModifyDBClusterSnapshotAttribute ram:CreateResourceShare ram:AssociateResourceShare
`
  .trim()
  .split(/\s+/)

/** What an operator looks at and does, which the list must leave alone. */
const ORDINARY = `
s3:GetObject s3:PutObject s3:ListAllMyBuckets s3:GetBucketPolicy s3:GetBucketAcl iam:GetRole iam:ListRoles iam:ListUsers
iam:SimulatePrincipalPolicy iam:GenerateCredentialReport ec2:DescribeInstances ec2:DescribeKeyPairs ec2:RebootInstances
ec2:TerminateInstances lambda:InvokeFunction lambda:GetFunction kms:Decrypt kms:DescribeKey kms:ListGrants
secretsmanager:GetSecretValue secretsmanager:GetResourcePolicy ssm:GetParameter ssm:DescribeInstanceInformation
sns:Publish sqs:SendMessage sqs:GetQueueAttributes dynamodb:PutItem dynamodb:Query ecr:DescribeImages ecr:PutImage
logs:FilterLogEvents cloudwatch:GetMetricData cloudtrail:LookupEvents rds:DescribeDBInstances rds:ModifyDBInstance
eks:DescribeCluster kinesis:PutRecord glue:GetTable events:PutEvents identitystore:ListUsers lakeformation:ListPermissions
`
  .trim()
  .split(/\s+/)

const ask = (policy: typeof bounded, action: string, world = allOpen) =>
  verdictOn(policy, { action, resource: '*', prefix: null }, world)

describe('invariant 2: a whole role leaves nothing behind', () => {
  test.each(SAMPLES)('%s is denied', (action) => {
    expect(ask(bounded, action).decision).toBe('explicit-deny')
  })

  test.each(ORDINARY)('%s stays as the role has it', (action) => {
    expect(ask(bounded, action).allowed).toBe(true)
  })

  test('every entry of the list denies what it is written for, in every principal form of a resource policy', () => {
    const forms = [
      ...Object.values(PRINCIPALS).map((principal) => openTo(principal)),
      ...Object.values(CONDITIONS).map((condition) => openTo('*', condition)),
    ]
    const worlds = forms.map((bucketPolicy) => ({ ...allOpen, bucketPolicy }))
    for (const action of ESCAPING_ACTIONS.map((entry) => entry.replaceAll('*', 'Something')))
      for (const world of worlds)
        expect(ask(bounded, action, world), action).toMatchObject({ decision: 'explicit-deny' })
  })

  test('every entry of the list matches one of the real actions', () => {
    const idle = ESCAPING_ACTIONS.filter((entry) => {
      const pattern = new RegExp(`^${entry.replaceAll('*', '.*')}$`)
      return !SAMPLES.some((action) => pattern.test(action))
    })
    expect(idle).toEqual([])
  })

  test('no entry has a wildcard in the name of a service, which IAM refuses', () => {
    expect(ESCAPING_ACTIONS.filter((entry) => !/^[a-z0-9-]+:[A-Za-z0-9*]+$/.test(entry))).toEqual([])
  })

  test('canOutlive lifts exactly the list, and nothing else', () => {
    const escapes = { Effect: 'Deny', Action: ESCAPING_ACTIONS, Resource: '*' }
    const statements = unbounded['Statement']
    expect(bounded).toEqual({ ...unbounded, Statement: [...(statements as object[]), escapes] })
    expect(statements).toEqual([{ Effect: 'Allow', Action: '*', Resource: '*' }])
    for (const action of [...SAMPLES, ...ORDINARY]) expect(ask(unbounded, action).allowed, action).toBe(true)
  })

  test('a whole role’s policy fits, with room to spare for what STS packs along', () => {
    expect(policySize(bounded).characters).toBeLessThan(1843)
  })
})

describe('invariant 2: an S3 scope needs no list', () => {
  test.each(['list', 'read', 'read-write'] as const)('at level %s every escape is denied', (level) => {
    const scope: Scope = { kind: 's3', bucket: 'reports', prefix: '', level, delete: level === 'read-write' }
    const policy = compileScope(scope, awsAccount, { canOutlive: false })
    expect(compileScope(scope, awsAccount, { canOutlive: true })).toEqual(policy)
    const actions = [...SAMPLES, ...ESCAPING_ACTIONS.map((entry) => entry.replaceAll('*', 'Something'))]
    for (const action of actions)
      for (const resource of ['*', 'arn:aws:s3:::reports/a'])
        expect(verdictOn(policy, { action, resource, prefix: null }, allOpen).decision, action).toBe(
          'explicit-deny',
        )
  })
})
