# What an organisation makes in an account that Daypass may reach: the roles that people get, a bucket that opens itself
# to one of them, and a secret that one program reads.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "endpoint" {
  type        = string
  description = "Address of the sandbox."
}

variable "daypass_role" {
  type        = string
  description = "ARN of the role that Daypass itself has."
}

provider "aws" {
  region            = "eu-central-1"
  s3_use_path_style = true

  endpoints {
    iam            = var.endpoint
    kms            = var.endpoint
    s3             = var.endpoint
    secretsmanager = var.endpoint
    sts            = var.endpoint
  }
}

data "aws_caller_identity" "current" {}

locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.daypass_role }
      Action    = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
    }]
  })
  bucket = "finance-reports"

  on_bucket = ["s3:ListBucket", "s3:GetBucketLocation"]
  read      = ["s3:GetObject", "s3:GetObjectTagging"]
  write     = concat(local.read, ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"])
  on_objects = {
    DataLakeRead       = { buckets = ["datalake-raw", "datalake-curated"], actions = local.read }
    DataLakeWrite      = { buckets = ["datalake-raw", "datalake-curated"], actions = local.write }
    PartnerExchange    = { buckets = ["partner-exchange"], actions = local.write }
    SupportReadOnly    = { buckets = ["support-uploads", "platform-artifacts"], actions = local.read }
    ArtifactPublisher  = { buckets = ["platform-artifacts"], actions = local.write }
    IncidentResponse   = { buckets = ["support-uploads", "platform-artifacts"], actions = local.write }
    FinanceLedger      = { buckets = ["finance-ledger"], actions = local.write }
    PayrollCorrections = { buckets = ["payroll-corrections"], actions = local.write }
  }
  # What the roles that people get may do; PayrollRead has no policy, like SensitiveS3Access.
  rights = merge(
    {
      for role, may in local.on_objects : role => jsonencode({
        Version = "2012-10-17"
        Statement = concat(
          [
            { Sid = "Buckets", Effect = "Allow", Action = local.on_bucket, Resource = [for name in may.buckets : "arn:aws:s3:::${name}"] },
            { Sid = "Objects", Effect = "Allow", Action = may.actions, Resource = [for name in may.buckets : "arn:aws:s3:::${name}/*"] },
          ],
          role != "FinanceLedger" ? [] : [
            { Sid = "Key", Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = [aws_kms_key.finance.arn] },
          ],
        )
      })
    },
    {
      PlatformOperator = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Sid = "Everything", Effect = "Allow", Action = "*", Resource = "*" }]
      })
      IncidentResponder = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Sid = "ReadEverything", Effect = "Allow", Action = ["s3:Get*", "s3:List*", "iam:Get*", "iam:List*"], Resource = "*"
        }]
      })
    },
  )
  an_hour_at_most = ["PayrollRead", "PlatformOperator"]
}

resource "aws_iam_role" "people" {
  for_each             = setunion(keys(local.rights), ["PayrollRead"])
  name                 = each.key
  path                 = "/daypass/"
  max_session_duration = contains(local.an_hour_at_most, each.key) ? 3600 : 43200
  assume_role_policy   = local.trust
}

resource "aws_iam_role_policy" "people" {
  for_each = local.rights
  name     = "Rights"
  role     = aws_iam_role.people[each.key].id
  policy   = each.value
}

# Its rights come from the bucket's policy.
resource "aws_iam_role" "sensitive_s3_access" {
  name                 = "SensitiveS3Access"
  path                 = "/daypass/"
  description          = "Rights come from the policy of ${local.bucket}"
  max_session_duration = 43200
  assume_role_policy   = local.trust
}

resource "aws_iam_role" "secret_writer" {
  name               = "SecretWriter"
  path               = "/daypass/"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "secret_writer" {
  name = "WriteSecrets"
  role = aws_iam_role.secret_writer.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "secretsmanager:CreateSecret", "secretsmanager:DescribeSecret", "secretsmanager:PutResourcePolicy",
        "secretsmanager:PutSecretValue", "secretsmanager:RestoreSecret", "secretsmanager:TagResource",
        "secretsmanager:UpdateSecretVersionStage",
      ]
      Resource = "arn:aws:secretsmanager:*:${data.aws_caller_identity.current.account_id}:secret:daypass/*"
    }]
  })
}

# What programs' instances run with.
resource "aws_iam_role" "program" {
  for_each = toset(["EC2Normal", "BackfillJob"])
  name     = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "program" {
  for_each = aws_iam_role.program
  name     = "ReadSecrets"
  role     = each.value.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }]
  })
}

resource "aws_kms_key" "finance" {
  description             = "Finance data"
  deletion_window_in_days = 7
  tags                    = { owner = "finance" }
}

resource "aws_kms_alias" "finance" {
  name          = "alias/finance"
  target_key_id = aws_kms_key.finance.key_id
}

resource "aws_s3_bucket" "reports" {
  bucket = local.bucket
}

resource "aws_s3_bucket_server_side_encryption_configuration" "reports" {
  bucket = aws_s3_bucket.reports.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.finance.arn
    }
    bucket_key_enabled = false
  }
}

resource "aws_s3_bucket_policy" "reports" {
  bucket = aws_s3_bucket.reports.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.sensitive_s3_access.arn }
        Action    = ["s3:ListBucket", "s3:GetBucketLocation"]
        Resource  = aws_s3_bucket.reports.arn
      },
      {
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.sensitive_s3_access.arn }
        Action    = ["s3:GetObject", "s3:GetObjectTagging", "s3:PutObject"]
        Resource  = "${aws_s3_bucket.reports.arn}/*"
      },
    ]
  })
}

resource "aws_secretsmanager_secret" "program" {
  name                    = "daypass/SensitiveS3"
  description             = "Filled by Daypass while a grant lives; do not edit."
  recovery_window_in_days = 0
  tags                    = { "daypass:entitlement" = "sensitive-s3-access" }
}

resource "aws_secretsmanager_secret_policy" "program" {
  secret_arn          = aws_secretsmanager_secret.program.arn
  block_public_policy = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Reader"
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.program["EC2Normal"].arn }
        Action    = "secretsmanager:GetSecretValue"
        Resource  = "*"
      },
      {
        Sid       = "NobodyElse"
        Effect    = "Deny"
        Principal = "*"
        Action    = "secretsmanager:GetSecretValue"
        Resource  = "*"
        Condition = { ArnNotEquals = { "aws:PrincipalArn" = aws_iam_role.program["EC2Normal"].arn } }
      },
    ]
  })
}
