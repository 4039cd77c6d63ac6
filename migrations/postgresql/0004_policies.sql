-- What holds here for other servers, and what they and people here report.

CREATE TABLE domain_policies (
    id bigint NOT NULL,
    host text NOT NULL,
    level integer NOT NULL,
    rejects_media boolean NOT NULL,
    rejects_reports boolean NOT NULL,
    public_comment text NOT NULL,
    private_comment text NOT NULL,
    is_obfuscated boolean NOT NULL,
    by_id bigint,
    changed_at bigint NOT NULL,
    CONSTRAINT pk_domain_policies PRIMARY KEY (id),
    CONSTRAINT fk_domain_policies_actors_by_id FOREIGN KEY (by_id) REFERENCES actors (id)
);

CREATE TABLE severed_follows (
    follower_id bigint NOT NULL,
    followed_id bigint NOT NULL,
    host text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT pk_severed_follows PRIMARY KEY (follower_id, followed_id),
    CONSTRAINT fk_severed_follows_actors_followed_id FOREIGN KEY (followed_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_severed_follows_actors_follower_id FOREIGN KEY (follower_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_domain_policies_host ON domain_policies (host);
CREATE INDEX ix_domain_policies_by_id ON domain_policies (by_id);
CREATE INDEX ix_severed_follows_followed_id ON severed_follows (followed_id);
CREATE INDEX ix_severed_follows_host ON severed_follows (host);
