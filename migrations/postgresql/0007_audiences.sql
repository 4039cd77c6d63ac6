CREATE TABLE former_addressees (
    notice_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT pk_former_addressees PRIMARY KEY (notice_id, actor_id),
    CONSTRAINT fk_former_addressees_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_former_addressees_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE INDEX ix_former_addressees_actor_id ON former_addressees (actor_id);
