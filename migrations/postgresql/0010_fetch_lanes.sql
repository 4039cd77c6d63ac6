-- What waits for documents of others' servers runs beside our own work, in slots of its own: its lanes begin, and stay, in doubt.
CREATE OR REPLACE FUNCTION jobs_make_lanes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO lanes (name, is_delivery, is_doubtful, ready_at, failures, missed_from)
    SELECT
        lane, lane LIKE 'host:%', lane LIKE 'host:%' OR lane LIKE '% fetch:%', min(due_at), 0,
        CASE WHEN lane LIKE 'host:%' AND lane NOT LIKE 'host:%/%' THEN max(activity_id) + 1 END
    FROM added GROUP BY lane ORDER BY lane
    ON CONFLICT (name) DO UPDATE SET ready_at = excluded.ready_at WHERE lanes.ready_at IS NULL;
    PERFORM pg_notify('microblog_jobs', '');
    RETURN NULL;
END;
$$;
