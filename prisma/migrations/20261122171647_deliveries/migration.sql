-- CreateEnum
CREATE TYPE "secret_status" AS ENUM ('waiting', 'delivered', 'failed', 'emptied');

-- AlterEnum
ALTER TYPE "session_delivery" ADD VALUE 'terminal';
ALTER TYPE "session_delivery" ADD VALUE 'secret';

-- CreateTable
CREATE TABLE "secret_holds" (
    "grant_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "status" "secret_status" NOT NULL DEFAULT 'waiting',
    "arn" TEXT,
    "session_id" UUID,
    "delivered_at" TIMESTAMPTZ(3),
    "emptied_at" TIMESTAMPTZ(3),
    "failure_code" TEXT,
    "failure_sentence" TEXT,

    CONSTRAINT "secret_holds_pkey" PRIMARY KEY ("grant_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "secret_holds_session_id_key" ON "secret_holds"("session_id");

-- AddForeignKey
ALTER TABLE "secret_holds" ADD CONSTRAINT "secret_holds_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "grants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secret_holds" ADD CONSTRAINT "secret_holds_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Two grants never hold one secret at a time. Equality within a GiST index needs this extension, which is PostgreSQL's own
-- and "trusted": the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE "secret_holds"
    ADD CONSTRAINT "secret_holds_one_at_a_time" EXCLUDE USING gist
        ("account_id" WITH =, "region" WITH =, "name" WITH =, tstzrange("starts_at", "ends_at") WITH &&),
    ADD CONSTRAINT "secret_holds_window_check" CHECK ("starts_at" <= "ends_at"),
    ADD CONSTRAINT "secret_holds_delivered_check" CHECK ("status" <> 'delivered' OR ("session_id" IS NOT NULL AND "delivered_at" IS NOT NULL)),
    ADD CONSTRAINT "secret_holds_emptied_check" CHECK (("status" = 'emptied') = ("emptied_at" IS NOT NULL));

-- What was emptied stays so.
CREATE TRIGGER "secret_holds_stay_emptied" BEFORE UPDATE ON "secret_holds"
    FOR EACH ROW WHEN (OLD."status" = 'emptied') EXECUTE FUNCTION daypass_refuse_reopening();

-- Ended grants whose secret is not emptied yet, and deliveries that wait.
CREATE INDEX "secret_holds_open_idx" ON "secret_holds" ("ends_at") WHERE "status" <> 'emptied';
