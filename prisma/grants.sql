-- What the application's role may do; run as owner after every migration. Idempotent.
-- :app_role is replaced by the quoted name of the role in DATABASE_URL.

grant usage on schema public to :app_role;
grant select, insert, update, delete on all tables in schema public to :app_role;
grant execute on function daypass_now() to :app_role;

-- The log only grows (invariant 9): the application may insert and read.
revoke all on table audit_events from :app_role;
grant select, insert on table audit_events to :app_role;

-- What was asked, approved and issued never changes, and who a person is neither: only what moves may be written.
revoke update, delete on table entitlement_versions, narrowings, request_messages from :app_role;
revoke update, delete on table
  people, identity_links, entitlements, requests, decisions, grants, reviews, suspensions, delegations, sessions, secret_holds
  from :app_role;
revoke update on table sign_ins, memberships, listed_members from :app_role;
grant update (name, email, manager_handle) on table people to :app_role;
grant update (current_version_id, withdrawn_at) on table entitlements to :app_role;
grant update (status, closed_at, reminded_at, escalated_at) on table requests to :app_role;
grant update (withdrawn_at) on table decisions to :app_role;
grant update (status, ends_at, ended_at, end_reason, ended_by_id, end_comment) on table grants to :app_role;
grant update (escalated_at, outcome, comment, reviewer_id, reviewed_at) on table reviews to :app_role;
grant update (lifted_at, lifted_by_id) on table suspensions to :app_role;
grant update (ended_at) on table delegations to :app_role;
revoke update on table favourites from :app_role;
revoke update, delete on table catalog_changes, catalog_change_steps from :app_role;
grant update (status, closed_at, closed_by_id, comment, members) on table catalog_changes to :app_role;
grant update (
  status, settled_at, expires_at, access_key_id, assumed_role_id, packed_policy_percent, failure_code, failure_sentence,
  handed_over_at
) on table sessions to :app_role;
grant update (
  ends_at, status, attempt_id, interruptions, arn, put_at, session_id, delivered_at, emptied_at, failure_code,
  failure_sentence
) on table secret_holds to :app_role;
revoke update, delete on table mails from :app_role;
grant update (
  state, due_at, queued_at, attempts, last_attempt_at, settled_at, subject, error_code, error_sentence, provider_id,
  digest_id
) on table mails to :app_role;
grant update (last_seen_at) on table sign_ins to :app_role;

-- Whether migrations are applied is the application's to know, not to change.
revoke all on table _prisma_migrations from :app_role;
grant select on table _prisma_migrations to :app_role;

-- Jobs: the worker runs under the application's role too.
grant usage on schema graphile_worker to :app_role;
grant select, insert, update, delete on all tables in schema graphile_worker to :app_role;
grant usage on all sequences in schema graphile_worker to :app_role;
grant execute on all functions in schema graphile_worker to :app_role;

-- graphile-worker's tables have row-level security with no policy: whoever does not own them sees no row without one.
drop policy if exists application on graphile_worker._private_jobs;
create policy application on graphile_worker._private_jobs to :app_role using (true) with check (true);
drop policy if exists application on graphile_worker._private_job_queues;
create policy application on graphile_worker._private_job_queues to :app_role using (true) with check (true);
drop policy if exists application on graphile_worker._private_tasks;
create policy application on graphile_worker._private_tasks to :app_role using (true) with check (true);
drop policy if exists application on graphile_worker._private_known_crontabs;
create policy application on graphile_worker._private_known_crontabs to :app_role using (true) with check (true);
