-- What kind of report it is, which rules it says were broken, who deals with it, and when somebody last did.

ALTER TABLE reports ADD COLUMN category integer NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN rules text NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN assigned_to_id bigint NULL CONSTRAINT fk_reports_actors_assigned_to_id REFERENCES actors (id);
ALTER TABLE reports ADD COLUMN changed_at bigint NULL;

CREATE INDEX ix_reports_assigned_to_id ON reports (assigned_to_id);
