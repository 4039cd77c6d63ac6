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

CREATE TABLE reports (
    id bigint NOT NULL,
    target_id bigint NOT NULL,
    by_id bigint NOT NULL,
    from_host text NOT NULL,
    comment text NOT NULL,
    is_forwarded boolean NOT NULL,
    at bigint NOT NULL,
    closed_at bigint,
    closed_by_id bigint,
    closing_note text,
    CONSTRAINT pk_reports PRIMARY KEY (id),
    CONSTRAINT fk_reports_actors_by_id FOREIGN KEY (by_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_reports_actors_closed_by_id FOREIGN KEY (closed_by_id) REFERENCES actors (id),
    CONSTRAINT fk_reports_actors_target_id FOREIGN KEY (target_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE reported_notices (
    report_id bigint NOT NULL,
    notice_uri text NOT NULL,
    notice_id bigint,
    CONSTRAINT pk_reported_notices PRIMARY KEY (report_id, notice_uri),
    CONSTRAINT fk_reported_notices_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE SET NULL,
    CONSTRAINT fk_reported_notices_reports_report_id FOREIGN KEY (report_id) REFERENCES reports (id) ON DELETE CASCADE
);

CREATE INDEX ix_reports_open ON reports (id) WHERE closed_at is null;
CREATE INDEX ix_reports_by_id ON reports (by_id);
CREATE INDEX ix_reports_closed_by_id ON reports (closed_by_id);
CREATE INDEX ix_reports_from_host_id ON reports (from_host, id);
CREATE INDEX ix_reports_target_id ON reports (target_id);
CREATE INDEX ix_reported_notices_notice_id ON reported_notices (notice_id);

CREATE TABLE relays (
    id bigint NOT NULL,
    inbox text NOT NULL,
    protocol integer NOT NULL,
    state integer NOT NULL,
    follow_uri text NOT NULL,
    actor_id bigint,
    added_at bigint NOT NULL,
    answered_at bigint,
    CONSTRAINT pk_relays PRIMARY KEY (id),
    CONSTRAINT fk_relays_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE SET NULL
);

CREATE UNIQUE INDEX ix_relays_inbox ON relays (inbox);
CREATE UNIQUE INDEX ix_relays_follow_uri ON relays (follow_uri);
CREATE INDEX ix_relays_actor_id ON relays (actor_id);
