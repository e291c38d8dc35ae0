-- DropIndex
DROP INDEX "decisions_request_id_person_id_key";

-- AlterTable
ALTER TABLE "decisions" ADD COLUMN     "on_behalf_of_id" UUID,
ADD COLUMN     "stage_hash" CHAR(64),
ADD COLUMN     "stage_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "grants" ADD COLUMN     "end_comment" TEXT,
ADD COLUMN     "ended_by_id" UUID;

-- AlterTable
ALTER TABLE "people" ADD COLUMN     "manager_handle" TEXT;

-- AlterTable
ALTER TABLE "requests" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3),
ADD COLUMN     "escalate_at" TIMESTAMPTZ(3),
ADD COLUMN     "escalated_at" TIMESTAMPTZ(3),
ADD COLUMN     "extends_grant_id" UUID,
ADD COLUMN     "incident" TEXT,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'ordinary',
ADD COLUMN     "lapses_at" TIMESTAMPTZ(3),
ADD COLUMN     "remind_at" TIMESTAMPTZ(3),
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "starts_at" TIMESTAMPTZ(3);

-- Requests from before there was a limit have the day that is the default; when their requesters signed in is not known.
ALTER TABLE "requests" DISABLE TRIGGER "requests_stay_closed";
UPDATE "requests" SET "lapses_at" = "created_at" + interval '24 hours', "authenticated_at" = "created_at" - interval '12 hours';
ALTER TABLE "requests" ENABLE TRIGGER "requests_stay_closed";
ALTER TABLE "requests" ALTER COLUMN "lapses_at" SET NOT NULL, ALTER COLUMN "authenticated_at" SET NOT NULL;

-- AlterTable: what was issued before there were extensions ends with its grant.
ALTER TABLE "sessions" ADD COLUMN     "grant_ends_at" TIMESTAMPTZ(3);
UPDATE "sessions" s SET "grant_ends_at" = g."ends_at" FROM "grants" g WHERE g."id" = s."grant_id";
ALTER TABLE "sessions" ALTER COLUMN "grant_ends_at" SET NOT NULL;

-- CreateTable
CREATE TABLE "suspensions" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "by_person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "suspended_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by_id" UUID,

    CONSTRAINT "suspensions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegations" (
    "id" UUID NOT NULL,
    "from_person_id" UUID NOT NULL,
    "to_person_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "comment" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delegations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "narrowings" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "input_hash" CHAR(64) NOT NULL,
    "scope" JSONB NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "envelope" TEXT NOT NULL,
    "envelope_hash" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "narrowings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_messages" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviews" (
    "request_id" UUID NOT NULL,
    "grant_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "escalated_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "comment" TEXT,
    "reviewer_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "favourites" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "entitlement_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scope" JSONB NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "deliveries" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "favourites_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "suspensions_person_id_lifted_at_idx" ON "suspensions"("person_id", "lifted_at");

-- CreateIndex
CREATE INDEX "delegations_to_person_id_ends_at_idx" ON "delegations"("to_person_id", "ends_at");

-- CreateIndex
CREATE INDEX "delegations_from_person_id_ends_at_idx" ON "delegations"("from_person_id", "ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "narrowings_decision_id_key" ON "narrowings"("decision_id");

-- CreateIndex
CREATE INDEX "narrowings_request_id_created_at_idx" ON "narrowings"("request_id", "created_at");

-- CreateIndex
CREATE INDEX "request_messages_request_id_created_at_idx" ON "request_messages"("request_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "reviews_grant_id_key" ON "reviews"("grant_id");

-- CreateIndex
CREATE INDEX "reviews_outcome_due_at_idx" ON "reviews"("outcome", "due_at");

-- CreateIndex
CREATE INDEX "reviews_created_at_request_id_idx" ON "reviews"("created_at" DESC, "request_id" DESC);

-- CreateIndex
CREATE INDEX "favourites_person_id_created_at_idx" ON "favourites"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "decisions_request_id_decided_at_idx" ON "decisions"("request_id", "decided_at");

-- CreateIndex
CREATE INDEX "requests_status_lapses_at_idx" ON "requests"("status", "lapses_at");

-- CreateIndex
CREATE INDEX "requests_extends_grant_id_idx" ON "requests"("extends_grant_id");

-- AddForeignKey
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_by_person_id_fkey" FOREIGN KEY ("by_person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_lifted_by_id_fkey" FOREIGN KEY ("lifted_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_from_person_id_fkey" FOREIGN KEY ("from_person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_to_person_id_fkey" FOREIGN KEY ("to_person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_extends_grant_id_fkey" FOREIGN KEY ("extends_grant_id") REFERENCES "grants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "narrowings" ADD CONSTRAINT "narrowings_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "narrowings" ADD CONSTRAINT "narrowings_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_messages" ADD CONSTRAINT "request_messages_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_messages" ADD CONSTRAINT "request_messages_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "grants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "favourites" ADD CONSTRAINT "favourites_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "favourites" ADD CONSTRAINT "favourites_entitlement_id_fkey" FOREIGN KEY ("entitlement_id") REFERENCES "entitlements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_on_behalf_of_id_fkey" FOREIGN KEY ("on_behalf_of_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One person counts once: two of their decisions on a request stand together only while all but one are withdrawn.
ALTER TABLE "decisions"
    ADD CONSTRAINT "decisions_one_in_force" EXCLUDE USING gist ("request_id" WITH =, "person_id" WITH =) WHERE ("withdrawn_at" IS NULL),
    ADD CONSTRAINT "decisions_somebody_elses_check" CHECK ("on_behalf_of_id" <> "person_id");

ALTER TABLE "requests"
    ADD CONSTRAINT "requests_kind_check" CHECK ("kind" IN ('ordinary', 'extension', 'break-glass')),
    ADD CONSTRAINT "requests_extension_check" CHECK (("kind" = 'extension') = ("extends_grant_id" IS NOT NULL)),
    ADD CONSTRAINT "requests_incident_check" CHECK (("kind" = 'break-glass') = ("incident" IS NOT NULL)),
    ADD CONSTRAINT "requests_limits_check" CHECK ("lapses_at" > "created_at");

ALTER TABLE "narrowings"
    ADD CONSTRAINT "narrowings_duration_check" CHECK ("duration_minutes" > 0),
    ADD CONSTRAINT "narrowings_envelope_check" CHECK ("envelope_hash" = encode(sha256(convert_to("envelope", 'UTF8')), 'hex'));

ALTER TABLE "reviews"
    ADD CONSTRAINT "reviews_outcome_check" CHECK ("outcome" IN ('justified', 'unjustified')),
    ADD CONSTRAINT "reviews_done_check" CHECK (
        ("outcome" IS NULL) = ("reviewer_id" IS NULL) AND ("outcome" IS NULL) = ("reviewed_at" IS NULL));

ALTER TABLE "delegations"
    ADD CONSTRAINT "delegations_window_check" CHECK ("starts_at" < "ends_at"),
    ADD CONSTRAINT "delegations_to_somebody_else_check" CHECK ("from_person_id" <> "to_person_id");

-- A person is suspended once at a time.
ALTER TABLE "suspensions"
    ADD CONSTRAINT "suspensions_one_in_force" EXCLUDE USING gist ("person_id" WITH =) WHERE ("lifted_at" IS NULL),
    ADD CONSTRAINT "suspensions_lifted_check" CHECK (("lifted_at" IS NULL) = ("lifted_by_id" IS NULL));

-- A grant's end moves later only, and by no more than the extensions of it that were approved.
CREATE FUNCTION daypass_check_extension() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    granted integer := (NEW."envelope"::jsonb ->> 'durationMinutes')::integer;
    extended integer := (
        SELECT coalesce(sum(coalesce(
            (SELECT n."duration_minutes" FROM "narrowings" n WHERE n."request_id" = r."id"
                ORDER BY n."created_at" DESC, n."id" DESC LIMIT 1),
            r."duration_minutes")), 0)
        FROM "requests" r WHERE r."extends_grant_id" = NEW."id" AND r."status" = 'approved');
BEGIN
    IF NEW."ends_at" < OLD."ends_at"
        OR NEW."ends_at" > NEW."starts_at" + make_interval(mins => granted + extended) THEN
        RAISE EXCEPTION 'the end of a grant moves by approved extensions alone' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER "grants_end_by_extension" BEFORE UPDATE OF "ends_at" ON "grants"
    FOR EACH ROW WHEN (NEW."ends_at" IS DISTINCT FROM OLD."ends_at") EXECUTE FUNCTION daypass_check_extension();
