-- Jobs are enqueued in the transaction that causes them, through the jobs login's own function (DESIGN §4.17).
-- Payloads carry ids only. graphile_worker.add_job is made by the runner's own migrations, before the first call.
create function ops.enqueue(task text, payload json, only_once text default null) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, payload, job_key => only_once);
end
$$;
alter function ops.enqueue(text, json, text) owner to openecf_jobs;
revoke all on function ops.enqueue(text, json, text) from public;
grant execute on function ops.enqueue(text, json, text) to openecf_web, openecf_court, openecf_vault, openecf_jobs;
