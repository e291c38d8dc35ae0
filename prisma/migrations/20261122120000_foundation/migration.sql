-- The one clock: everything that time decides asks it. Tests and the demo replace it by one that can be moved.
CREATE FUNCTION daypass_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS $$ SELECT clock_timestamp() $$;

-- CreateEnum
CREATE TYPE "request_status" AS ENUM ('pending', 'approved', 'denied', 'cancelled', 'lapsed');

-- CreateEnum
CREATE TYPE "decision_outcome" AS ENUM ('approve', 'deny');

-- CreateEnum
CREATE TYPE "grant_status" AS ENUM ('scheduled', 'active', 'ended');

-- CreateEnum
CREATE TYPE "grant_end_reason" AS ENUM ('expired', 'relinquished', 'revoked');

-- CreateEnum
CREATE TYPE "session_status" AS ENUM ('intended', 'issued', 'failed', 'unknown');

-- CreateEnum
CREATE TYPE "session_delivery" AS ENUM ('console');

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "code" CHAR(12) NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_links" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "identity_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_ins" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "person_id" UUID NOT NULL,
    "group_name" TEXT NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("person_id","group_name")
);

-- CreateTable
CREATE TABLE "listed_members" (
    "group_name" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "email" TEXT NOT NULL,

    CONSTRAINT "listed_members_pkey" PRIMARY KEY ("group_name","handle")
);

-- CreateTable
CREATE TABLE "entitlements" (
    "id" TEXT NOT NULL,
    "current_version_id" TEXT NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "entitlements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlement_versions" (
    "id" CHAR(64) NOT NULL,
    "entitlement_id" TEXT NOT NULL,
    "canonical" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entitlement_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requests" (
    "id" UUID NOT NULL,
    "input_hash" CHAR(64) NOT NULL,
    "person_id" UUID NOT NULL,
    "entitlement_id" TEXT NOT NULL,
    "entitlement_version_id" CHAR(64) NOT NULL,
    "scope" JSONB NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "ticket" TEXT,
    "status" "request_status" NOT NULL DEFAULT 'pending',
    "envelope" TEXT NOT NULL,
    "envelope_hash" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "stage_index" INTEGER NOT NULL,
    "outcome" "decision_outcome" NOT NULL,
    "comment" TEXT,
    "envelope_hash" CHAR(64) NOT NULL,
    "stages_hash" CHAR(64) NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "entitlement_id" TEXT NOT NULL,
    "entitlement_version_id" CHAR(64) NOT NULL,
    "account_id" TEXT NOT NULL,
    "scope" JSONB NOT NULL,
    "bucket" TEXT,
    "envelope" TEXT NOT NULL,
    "envelope_hash" CHAR(64) NOT NULL,
    "status" "grant_status" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" "grant_end_reason",
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "grant_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "delivery" "session_delivery" NOT NULL,
    "status" "session_status" NOT NULL DEFAULT 'intended',
    "source_identity" TEXT NOT NULL,
    "role_session_name" TEXT NOT NULL,
    "requested_duration_seconds" INTEGER NOT NULL,
    "intended_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "handed_over_at" TIMESTAMPTZ(3),
    "access_key_id" TEXT,
    "assumed_role_id" TEXT,
    "packed_policy_percent" INTEGER,
    "failure_code" TEXT,
    "failure_sentence" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "canonical" TEXT NOT NULL,
    "body" JSONB GENERATED ALWAYS AS ((canonical)::jsonb) STORED,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "people_code_key" ON "people"("code");

-- CreateIndex
CREATE INDEX "people_handle_idx" ON "people"("handle");

-- CreateIndex
CREATE INDEX "identity_links_person_id_idx" ON "identity_links"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_links_issuer_subject_key" ON "identity_links"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "sign_ins_token_hash_key" ON "sign_ins"("token_hash");

-- CreateIndex
CREATE INDEX "sign_ins_person_id_idx" ON "sign_ins"("person_id");

-- CreateIndex
CREATE INDEX "memberships_group_name_idx" ON "memberships"("group_name");

-- CreateIndex
CREATE INDEX "listed_members_handle_idx" ON "listed_members"("handle");

-- CreateIndex
CREATE INDEX "entitlement_versions_entitlement_id_idx" ON "entitlement_versions"("entitlement_id");

-- CreateIndex
CREATE INDEX "requests_person_id_created_at_id_idx" ON "requests"("person_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "requests_status_created_at_idx" ON "requests"("status", "created_at");

-- CreateIndex
CREATE INDEX "decisions_person_id_idx" ON "decisions"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "decisions_request_id_person_id_key" ON "decisions"("request_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "grants_request_id_key" ON "grants"("request_id");

-- CreateIndex
CREATE INDEX "grants_person_id_created_at_id_idx" ON "grants"("person_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "grants_created_at_id_idx" ON "grants"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "grants_entitlement_id_created_at_id_idx" ON "grants"("entitlement_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "grants_account_id_created_at_id_idx" ON "grants"("account_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "grants_bucket_created_at_id_idx" ON "grants"("bucket", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "grants_status_ends_at_idx" ON "grants"("status", "ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_role_session_name_key" ON "sessions"("role_session_name");

-- CreateIndex
CREATE INDEX "sessions_grant_id_intended_at_idx" ON "sessions"("grant_id", "intended_at");

-- CreateIndex
CREATE INDEX "sessions_person_id_intended_at_id_idx" ON "sessions"("person_id", "intended_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_intended_at_id_idx" ON "sessions"("intended_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_status_intended_at_id_idx" ON "sessions"("status", "intended_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_events_occurred_at_id_idx" ON "audit_events"("occurred_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "identity_links" ADD CONSTRAINT "identity_links_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_versions" ADD CONSTRAINT "entitlement_versions_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_entitlement_version_id_fkey" FOREIGN KEY ("entitlement_version_id") REFERENCES "entitlement_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_entitlement_version_id_fkey" FOREIGN KEY ("entitlement_version_id") REFERENCES "entitlement_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "grants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A window ends after it starts, and an ended grant says when and why.
ALTER TABLE "grants"
    ADD CONSTRAINT "grants_window_check" CHECK ("starts_at" < "ends_at"),
    ADD CONSTRAINT "grants_ended_check" CHECK (("status" = 'ended') = ("ended_at" IS NOT NULL AND "end_reason" IS NOT NULL));

-- A closed request says when.
ALTER TABLE "requests"
    ADD CONSTRAINT "requests_closed_check" CHECK (("status" = 'pending') = ("closed_at" IS NULL)),
    ADD CONSTRAINT "requests_duration_check" CHECK ("duration_minutes" > 0);

-- What was approved is what its hash says, and a version is what its id says (invariant 4).
ALTER TABLE "requests"
    ADD CONSTRAINT "requests_envelope_check" CHECK ("envelope_hash" = encode(sha256(convert_to("envelope", 'UTF8')), 'hex'));
ALTER TABLE "grants"
    ADD CONSTRAINT "grants_envelope_check" CHECK ("envelope_hash" = encode(sha256(convert_to("envelope", 'UTF8')), 'hex'));
ALTER TABLE "entitlement_versions"
    ADD CONSTRAINT "entitlement_versions_id_check" CHECK ("id" = encode(sha256(convert_to("canonical", 'UTF8')), 'hex'));

-- What is over stays over.
CREATE FUNCTION daypass_refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what has ended stays as it is: a change of % is refused', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "grants_stay_ended" BEFORE UPDATE ON "grants"
    FOR EACH ROW WHEN (OLD."status" = 'ended') EXECUTE FUNCTION daypass_refuse_reopening();
CREATE TRIGGER "requests_stay_closed" BEFORE UPDATE ON "requests"
    FOR EACH ROW WHEN (OLD."status" <> 'pending') EXECUTE FUNCTION daypass_refuse_reopening();

-- How auditors search the log.
CREATE INDEX "audit_events_type_idx" ON "audit_events" (("body" ->> 'type'), "occurred_at" DESC, "id" DESC);
CREATE INDEX "audit_events_actor_idx" ON "audit_events" (("body" #>> '{actor,personId}'), "occurred_at" DESC, "id" DESC);
CREATE INDEX "audit_events_request_idx" ON "audit_events" (("body" #>> '{about,requestId}'), "occurred_at" DESC, "id" DESC);
CREATE INDEX "audit_events_grant_idx" ON "audit_events" (("body" #>> '{about,grantId}'), "occurred_at" DESC, "id" DESC);

-- The log only grows: whoever asks, the table's owner included.
CREATE FUNCTION daypass_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log only grows: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_events_only_grow" BEFORE UPDATE OR DELETE ON "audit_events"
    FOR EACH ROW EXECUTE FUNCTION daypass_refuse_change();
CREATE TRIGGER "audit_events_never_truncated" BEFORE TRUNCATE ON "audit_events"
    FOR EACH STATEMENT EXECUTE FUNCTION daypass_refuse_change();
