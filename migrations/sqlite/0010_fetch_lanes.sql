-- What waits for documents of others' servers runs beside our own work, in slots of its own: its lanes begin, and stay, in doubt.
DROP TRIGGER jobs_make_lanes;

CREATE TRIGGER jobs_make_lanes AFTER INSERT ON jobs
BEGIN
    INSERT INTO lanes (name, is_delivery, is_doubtful, ready_at, failures, missed_from)
    VALUES (
        NEW.lane, NEW.lane LIKE 'host:%', NEW.lane LIKE 'host:%' OR NEW.lane LIKE '% fetch:%', NEW.due_at, 0,
        CASE WHEN NEW.lane LIKE 'host:%' AND NEW.lane NOT LIKE 'host:%/%' THEN NEW.activity_id + 1 END)
    ON CONFLICT (name) DO UPDATE SET ready_at = excluded.ready_at WHERE ready_at IS NULL;
END;
