-- What is fetched from servers in doubt gets slots of its own, beside those of servers that answer in time; and a lane remembers when its
-- host was last in trouble, and until when the host asked to be left alone.
ALTER TABLE lanes ADD COLUMN is_fetch boolean NOT NULL DEFAULT false;
ALTER TABLE lanes ADD COLUMN rest_until bigint NULL;
ALTER TABLE lanes ADD COLUMN troubled_at bigint NULL;
UPDATE lanes SET is_fetch = true WHERE name LIKE '% fetch:%';

DROP INDEX ix_lanes_is_delivery_is_doubtful_ready_at;
CREATE INDEX ix_lanes_is_delivery_is_fetch_is_doubtful_ready_at ON lanes (is_delivery, is_fetch, is_doubtful, ready_at)
    WHERE ready_at is not null and leased_by is null;

CREATE TABLE fetched_hosts (
    host text NOT NULL CONSTRAINT pk_fetched_hosts PRIMARY KEY,
    is_doubtful boolean NOT NULL,
    answered_at bigint NOT NULL,
    troubled_at bigint NULL
);

CREATE INDEX ix_fetched_hosts_answered_at ON fetched_hosts (answered_at);

INSERT INTO fetched_hosts (host, is_doubtful, answered_at)
SELECT substr(name, 6), false, alive_at FROM lanes
WHERE name LIKE 'host:%' AND name NOT LIKE 'host:%/%' AND alive_at IS NOT NULL AND NOT is_doubtful;

CREATE OR REPLACE FUNCTION jobs_make_lanes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO lanes (name, is_delivery, is_fetch, is_doubtful, ready_at, failures, missed_from)
    SELECT
        lane, lane LIKE 'host:%', lane LIKE '% fetch:%',
        CASE
            WHEN lane LIKE 'host:%' OR lane LIKE '% fetch:%/%' THEN true
            WHEN lane LIKE '% fetch:%' THEN EXISTS (
                SELECT 1
                FROM unnest(string_to_array(split_part(lane, ' fetch:', 2), ' ')) AS asked(host)
                WHERE NOT EXISTS (SELECT 1 FROM fetched_hosts f WHERE f.host = split_part(asked.host, '#', 1) AND NOT f.is_doubtful))
            ELSE false
        END,
        min(due_at), 0,
        CASE WHEN lane LIKE 'host:%' AND lane NOT LIKE 'host:%/%' THEN max(activity_id) + 1 END
    FROM added GROUP BY lane ORDER BY lane
    ON CONFLICT (name) DO UPDATE SET ready_at = excluded.ready_at WHERE lanes.ready_at IS NULL;
    PERFORM pg_notify('microblog_jobs', '');
    RETURN NULL;
END;
$$;
