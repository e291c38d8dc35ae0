-- CreateEnum
CREATE TYPE "mail_kind" AS ENUM ('wanted', 'decided', 'ready', 'ending', 'ended', 'undelivered');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('pending', 'sent', 'refused', 'dead', 'superseded', 'digested');

-- CreateEnum
CREATE TYPE "mail_choice" AS ENUM ('each', 'digest', 'none');

-- CreateTable
CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "kind" "mail_kind" NOT NULL,
    "request_id" UUID,
    "grant_id" UUID,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "queued_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_attempt_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "subject" TEXT,
    "error_code" TEXT,
    "error_sentence" TEXT,
    "provider_id" TEXT,
    "digest_id" UUID,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_preferences" (
    "person_id" UUID NOT NULL,
    "kind" "mail_kind" NOT NULL,
    "choice" "mail_choice" NOT NULL,

    CONSTRAINT "mail_preferences_pkey" PRIMARY KEY ("person_id","kind")
);

-- CreateTable
CREATE TABLE "mail_pace" (
    "id" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pace_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mails_state_due_at_idx" ON "mails"("state", "due_at");

-- CreateIndex
CREATE INDEX "mails_address_kind_state_settled_at_idx" ON "mails"("address", "kind", "state", "settled_at");

-- CreateIndex
CREATE INDEX "mails_person_id_idx" ON "mails"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "mails_event_id_address_key" ON "mails"("event_id", "address");

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_preferences" ADD CONSTRAINT "mail_preferences_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A mail that is settled says when.
ALTER TABLE "mails"
    ADD CONSTRAINT "mails_settled_check" CHECK (("state" = 'pending') = ("settled_at" IS NULL)),
    ADD CONSTRAINT "mails_digest_check" CHECK (("state" = 'digested') = ("digest_id" IS NOT NULL));

-- What was sent, said otherwise, or is true no more stays so; what could not be sent may be sent again.
CREATE TRIGGER "mails_stay_settled" BEFORE UPDATE ON "mails"
    FOR EACH ROW WHEN (OLD."state" IN ('sent', 'superseded', 'digested')) EXECUTE FUNCTION daypass_refuse_reopening();
