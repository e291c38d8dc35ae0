-- AlterEnum: nothing in this migration uses the new values, so one transaction may add them all.
ALTER TYPE "mail_kind" ADD VALUE 'question';
ALTER TYPE "mail_kind" ADD VALUE 'glass';
ALTER TYPE "mail_kind" ADD VALUE 'policy';
