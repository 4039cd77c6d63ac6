-- What is fetched from servers in doubt gets slots of its own, beside those of servers that answer in time; and a lane remembers when its
-- host was last in trouble, and until when the host asked to be left alone.
ALTER TABLE lanes ADD COLUMN is_fetch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lanes ADD COLUMN rest_until INTEGER NULL;
ALTER TABLE lanes ADD COLUMN troubled_at INTEGER NULL;
UPDATE lanes SET is_fetch = 1 WHERE name LIKE '% fetch:%';

DROP INDEX ix_lanes_is_delivery_is_doubtful_ready_at;
CREATE INDEX ix_lanes_is_delivery_is_fetch_is_doubtful_ready_at ON lanes (is_delivery, is_fetch, is_doubtful, ready_at)
    WHERE ready_at is not null and leased_by is null;

CREATE TABLE fetched_hosts (
    host TEXT NOT NULL CONSTRAINT pk_fetched_hosts PRIMARY KEY,
    is_doubtful INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    troubled_at INTEGER NULL
);

CREATE INDEX ix_fetched_hosts_answered_at ON fetched_hosts (answered_at);

INSERT INTO fetched_hosts (host, is_doubtful, answered_at)
SELECT substr(name, 6), 0, alive_at FROM lanes
WHERE name LIKE 'host:%' AND name NOT LIKE 'host:%/%' AND alive_at IS NOT NULL AND NOT is_doubtful;

DROP TRIGGER jobs_make_lanes;

CREATE TRIGGER jobs_make_lanes AFTER INSERT ON jobs
BEGIN
    INSERT INTO lanes (name, is_delivery, is_fetch, is_doubtful, ready_at, failures, missed_from)
    VALUES (
        NEW.lane, NEW.lane LIKE 'host:%', NEW.lane LIKE '% fetch:%',
        CASE
            WHEN NEW.lane LIKE 'host:%' OR NEW.lane LIKE '% fetch:%/%' THEN 1
            WHEN NEW.lane LIKE '% fetch:%' THEN EXISTS (
                SELECT 1
                FROM json_each('[' || replace(json_quote(substr(NEW.lane, instr(NEW.lane, ' fetch:') + 7)), ' ', '","') || ']') asked
                WHERE NOT EXISTS (SELECT 1 FROM fetched_hosts f WHERE f.host = substr(asked.value, 1, instr(asked.value || '#', '#') - 1) AND NOT f.is_doubtful))
            ELSE 0
        END,
        NEW.due_at, 0,
        CASE WHEN NEW.lane LIKE 'host:%' AND NEW.lane NOT LIKE 'host:%/%' THEN NEW.activity_id + 1 END)
    ON CONFLICT (name) DO UPDATE SET ready_at = excluded.ready_at WHERE ready_at IS NULL;
END;
