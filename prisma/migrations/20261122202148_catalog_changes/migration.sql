-- CreateEnum
CREATE TYPE "catalog_change_kind" AS ENUM ('first', 'emergency', 'proposal');

-- CreateEnum
CREATE TYPE "catalog_change_status" AS ENUM ('open', 'applied', 'declined', 'superseded');

-- CreateTable
CREATE TABLE "catalog_changes" (
    "id" UUID NOT NULL,
    "kind" "catalog_change_kind" NOT NULL,
    "status" "catalog_change_status" NOT NULL,
    "operator" TEXT NOT NULL,
    "message" TEXT,
    "files" TEXT NOT NULL,
    "offer_hash" CHAR(64) NOT NULL,
    "wanted_hash" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,
    "comment" TEXT,
    "members" JSONB,

    CONSTRAINT "catalog_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalog_change_steps" (
    "change_id" UUID NOT NULL,
    "entitlement_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version_id" CHAR(64) NOT NULL,
    "previous_version_id" CHAR(64),
    "applied_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalog_change_steps_pkey" PRIMARY KEY ("change_id","entitlement_id")
);

-- CreateIndex
CREATE INDEX "catalog_changes_created_at_id_idx" ON "catalog_changes"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "catalog_change_steps_entitlement_id_applied_at_idx" ON "catalog_change_steps"("entitlement_id", "applied_at" DESC);

-- AddForeignKey
ALTER TABLE "catalog_changes" ADD CONSTRAINT "catalog_changes_closed_by_id_fkey" FOREIGN KEY ("closed_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_change_steps" ADD CONSTRAINT "catalog_change_steps_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "catalog_changes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One proposal is open at a time, and only an administrator closes one for good.
ALTER TABLE "catalog_changes"
    ADD CONSTRAINT "catalog_changes_one_open" EXCLUDE ("status" WITH =) WHERE ("status" = 'open'),
    ADD CONSTRAINT "catalog_changes_closed_check" CHECK (("status" = 'open') = ("closed_at" IS NULL)),
    ADD CONSTRAINT "catalog_changes_by_check" CHECK (
        ("kind" = 'proposal' AND "status" IN ('applied', 'declined')) = ("closed_by_id" IS NOT NULL)),
    ADD CONSTRAINT "catalog_changes_at_once_check" CHECK ("kind" = 'proposal' OR "status" = 'applied'),
    ADD CONSTRAINT "catalog_changes_emergency_check" CHECK ("kind" <> 'emergency' OR "message" IS NOT NULL);

ALTER TABLE "catalog_change_steps"
    ADD CONSTRAINT "catalog_change_steps_kind_check" CHECK ("kind" IN ('new', 'changed', 'withdrawn', 'offered-again'));

CREATE TRIGGER "catalog_changes_stay_closed" BEFORE UPDATE ON "catalog_changes"
    FOR EACH ROW WHEN (OLD."status" <> 'open') EXECUTE FUNCTION daypass_refuse_reopening();
