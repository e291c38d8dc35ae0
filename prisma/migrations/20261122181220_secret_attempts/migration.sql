-- AlterTable: holds that are there already get an attempt of their own.
ALTER TABLE "secret_holds" ADD COLUMN     "attempt_id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "interruptions" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "put_at" TIMESTAMPTZ(3);
ALTER TABLE "secret_holds" ALTER COLUMN "attempt_id" DROP DEFAULT;
