-- What holds here for other servers, and what they and people here report.

CREATE TABLE domain_policies (
    id INTEGER NOT NULL CONSTRAINT pk_domain_policies PRIMARY KEY,
    host TEXT NOT NULL,
    level INTEGER NOT NULL,
    rejects_media INTEGER NOT NULL,
    rejects_reports INTEGER NOT NULL,
    public_comment TEXT NOT NULL,
    private_comment TEXT NOT NULL,
    is_obfuscated INTEGER NOT NULL,
    by_id INTEGER NULL,
    changed_at INTEGER NOT NULL,
    CONSTRAINT fk_domain_policies_actors_by_id FOREIGN KEY (by_id) REFERENCES actors (id)
);

CREATE TABLE severed_follows (
    follower_id INTEGER NOT NULL,
    followed_id INTEGER NOT NULL,
    host TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT pk_severed_follows PRIMARY KEY (follower_id, followed_id),
    CONSTRAINT fk_severed_follows_actors_followed_id FOREIGN KEY (followed_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_severed_follows_actors_follower_id FOREIGN KEY (follower_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_domain_policies_host ON domain_policies (host);
CREATE INDEX ix_domain_policies_by_id ON domain_policies (by_id);
CREATE INDEX ix_severed_follows_followed_id ON severed_follows (followed_id);
CREATE INDEX ix_severed_follows_host ON severed_follows (host);
