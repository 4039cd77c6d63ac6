-- Relations in full: personal blocks, other names of an actor and its moves, pinned notices, the table of a profile.

CREATE TABLE personal_blocks (
    id bigint NOT NULL,
    blocker_id bigint NOT NULL,
    blocked_id bigint NOT NULL,
    uri text NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT pk_personal_blocks PRIMARY KEY (id),
    CONSTRAINT fk_personal_blocks_actors_blocked_id FOREIGN KEY (blocked_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_personal_blocks_actors_blocker_id FOREIGN KEY (blocker_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE actor_aliases (
    actor_id bigint NOT NULL,
    uri text NOT NULL,
    CONSTRAINT pk_actor_aliases PRIMARY KEY (actor_id, uri),
    CONSTRAINT fk_actor_aliases_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE actor_moves (
    actor_id bigint NOT NULL,
    target_id bigint NOT NULL,
    moved_at bigint NOT NULL,
    CONSTRAINT pk_actor_moves PRIMARY KEY (actor_id),
    CONSTRAINT fk_actor_moves_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_actor_moves_actors_target_id FOREIGN KEY (target_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE profile_fields (
    actor_id bigint NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    html text NOT NULL,
    text text,
    CONSTRAINT pk_profile_fields PRIMARY KEY (actor_id, position),
    CONSTRAINT fk_profile_fields_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE featured_reads (
    actor_id bigint NOT NULL,
    read_at bigint NOT NULL,
    CONSTRAINT pk_featured_reads PRIMARY KEY (actor_id),
    CONSTRAINT fk_featured_reads_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE pins (
    actor_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    pinned_at bigint NOT NULL,
    CONSTRAINT pk_pins PRIMARY KEY (actor_id, notice_id),
    CONSTRAINT fk_pins_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_pins_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE INDEX ix_actor_moves_target_id ON actor_moves (target_id);
CREATE INDEX ix_personal_blocks_blocked_id ON personal_blocks (blocked_id);
CREATE UNIQUE INDEX ix_personal_blocks_blocker_id_blocked_id ON personal_blocks (blocker_id, blocked_id);
CREATE INDEX ix_pins_notice_id ON pins (notice_id);
