-- Notices that are to be posted later.

CREATE TABLE scheduled_notices (
    id bigint NOT NULL CONSTRAINT pk_scheduled_notices PRIMARY KEY,
    owner_id bigint NOT NULL,
    due_at bigint NOT NULL,
    draft text NOT NULL,
    problem text NULL,
    CONSTRAINT fk_scheduled_notices_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE scheduled_files (
    scheduled_id bigint NOT NULL,
    upload_id bigint NOT NULL,
    position integer NOT NULL,
    CONSTRAINT pk_scheduled_files PRIMARY KEY (scheduled_id, upload_id),
    CONSTRAINT fk_scheduled_files_scheduled_notices_scheduled_id FOREIGN KEY (scheduled_id) REFERENCES scheduled_notices (id) ON DELETE CASCADE,
    CONSTRAINT fk_scheduled_files_uploads_upload_id FOREIGN KEY (upload_id) REFERENCES uploads (id) ON DELETE CASCADE
);

CREATE INDEX ix_scheduled_files_upload_id ON scheduled_files (upload_id);
CREATE INDEX ix_scheduled_notices_owner_id_id ON scheduled_notices (owner_id, id);
