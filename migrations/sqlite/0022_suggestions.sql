-- Whom people do not want to be put forward to them.

CREATE TABLE dismissed_suggestions (
    owner_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    CONSTRAINT pk_dismissed_suggestions PRIMARY KEY (owner_id, actor_id),
    CONSTRAINT fk_dismissed_suggestions_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_dismissed_suggestions_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE INDEX ix_dismissed_suggestions_actor_id ON dismissed_suggestions (actor_id);
