-- What kind of report it is, which rules it says were broken, who deals with it, and when somebody last did.
-- Beside a block of posting or of the account others can stand, each once: being silenced, having one's files marked.

ALTER TABLE reports ADD COLUMN category integer NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN rules text NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN assigned_to_id bigint NULL CONSTRAINT fk_reports_actors_assigned_to_id REFERENCES actors (id);
ALTER TABLE reports ADD COLUMN changed_at bigint NULL;

CREATE INDEX ix_reports_assigned_to_id ON reports (assigned_to_id);

DROP INDEX ix_blocks_actor_id;
CREATE UNIQUE INDEX ix_blocks_actor_id ON blocks (actor_id) WHERE lifted_at is null AND scope <= 1;
CREATE UNIQUE INDEX ix_blocks_actor_id_scope ON blocks (actor_id, scope) WHERE lifted_at is null;
