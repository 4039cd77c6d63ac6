-- Instants are milliseconds since 1970 (UTC); ids are milliseconds since 1970 << 16 | node and counter.

CREATE TABLE actors (
    id INTEGER NOT NULL CONSTRAINT pk_actors PRIMARY KEY,
    uri TEXT NOT NULL,
    handle TEXT NOT NULL,
    handle_key TEXT NOT NULL,
    host TEXT NOT NULL,
    host_standing INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    display_name TEXT NOT NULL,
    summary_html TEXT NOT NULL,
    url TEXT NULL,
    inbox TEXT NULL,
    inbox_host TEXT NULL,
    shared_inbox TEXT NULL,
    followers_uri TEXT NULL,
    outbox_uri TEXT NULL,
    featured_uri TEXT NULL,
    icon_url TEXT NULL,
    image_url TEXT NULL,
    is_locked INTEGER NOT NULL,
    hides_follows INTEGER NOT NULL,
    is_suspended_there INTEGER NOT NULL,
    moved_to_id INTEGER NULL,
    created_at INTEGER NOT NULL,
    fetched_at INTEGER NULL,
    gone_at INTEGER NULL,
    CONSTRAINT fk_actors_actors_moved_to_id FOREIGN KEY (moved_to_id) REFERENCES actors (id) ON DELETE SET NULL
);

CREATE TABLE lanes (
    name TEXT NOT NULL CONSTRAINT pk_lanes PRIMARY KEY,
    is_delivery INTEGER NOT NULL,
    is_doubtful INTEGER NOT NULL,
    ready_at INTEGER NULL,
    leased_by TEXT NULL,
    failures INTEGER NOT NULL,
    failing_since INTEGER NULL,
    last_error TEXT NULL,
    missed_from INTEGER NULL,
    alive_at INTEGER NULL
);

CREATE TABLE nodes (
    number INTEGER NOT NULL CONSTRAINT pk_nodes PRIMARY KEY,
    process TEXT NOT NULL,
    seen_at INTEGER NOT NULL
);

CREATE TABLE protection_keys (
    id INTEGER NOT NULL CONSTRAINT pk_protection_keys PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    xml TEXT NOT NULL
);

CREATE TABLE accounts (
    id INTEGER NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
    actor_id INTEGER NOT NULL,
    role INTEGER NOT NULL,
    is_vouched INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT fk_accounts_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE activities (
    id INTEGER NOT NULL CONSTRAINT pk_activities PRIMARY KEY,
    uri TEXT NOT NULL,
    actor_id INTEGER NOT NULL,
    json TEXT NOT NULL,
    to_followers INTEGER NOT NULL,
    notice_id INTEGER NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT fk_activities_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE blocks (
    id INTEGER NOT NULL CONSTRAINT pk_blocks PRIMARY KEY,
    actor_id INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    reason TEXT NOT NULL,
    by_id INTEGER NULL,
    since INTEGER NOT NULL,
    until INTEGER NULL,
    lifted_at INTEGER NULL,
    CONSTRAINT fk_blocks_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_blocks_actors_by_id FOREIGN KEY (by_id) REFERENCES actors (id)
);

CREATE TABLE follows (
    id INTEGER NOT NULL CONSTRAINT pk_follows PRIMARY KEY,
    follower_id INTEGER NOT NULL,
    followed_id INTEGER NOT NULL,
    uri TEXT NOT NULL,
    is_accepted INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT fk_follows_actors_followed_id FOREIGN KEY (followed_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_follows_actors_follower_id FOREIGN KEY (follower_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE log_entries (
    id INTEGER NOT NULL CONSTRAINT pk_log_entries PRIMARY KEY,
    at INTEGER NOT NULL,
    action INTEGER NOT NULL,
    by_id INTEGER NULL,
    target_id INTEGER NULL,
    scope INTEGER NULL,
    domain TEXT NULL,
    hides_domain INTEGER NOT NULL,
    reason TEXT NOT NULL,
    until INTEGER NULL,
    CONSTRAINT fk_log_entries_actors_by_id FOREIGN KEY (by_id) REFERENCES actors (id),
    CONSTRAINT fk_log_entries_actors_target_id FOREIGN KEY (target_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE notices (
    id INTEGER NOT NULL CONSTRAINT pk_notices PRIMARY KEY,
    uri TEXT NOT NULL,
    url TEXT NULL,
    author_id INTEGER NOT NULL,
    html TEXT NOT NULL,
    text TEXT NULL,
    summary TEXT NULL,
    is_sensitive INTEGER NOT NULL,
    language TEXT NULL,
    visibility INTEGER NOT NULL,
    in_reply_to_id INTEGER NULL,
    in_reply_to_uri TEXT NULL,
    repeat_of_id INTEGER NULL,
    context TEXT NULL,
    replies_uri TEXT NULL,
    refreshed_at INTEGER NULL,
    published_at INTEGER NOT NULL,
    edited_at INTEGER NULL,
    CONSTRAINT fk_notices_actors_author_id FOREIGN KEY (author_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_notices_notices_in_reply_to_id FOREIGN KEY (in_reply_to_id) REFERENCES notices (id) ON DELETE SET NULL,
    CONSTRAINT fk_notices_notices_repeat_of_id FOREIGN KEY (repeat_of_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE public_keys (
    id INTEGER NOT NULL CONSTRAINT pk_public_keys PRIMARY KEY AUTOINCREMENT,
    key_uri TEXT NOT NULL,
    actor_id INTEGER NOT NULL,
    encoded TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    CONSTRAINT fk_public_keys_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE received_activities (
    id INTEGER NOT NULL CONSTRAINT pk_received_activities PRIMARY KEY,
    sender_id INTEGER NOT NULL,
    activity_uri TEXT NOT NULL,
    json TEXT NULL,
    received_at INTEGER NOT NULL,
    CONSTRAINT fk_received_activities_actors_sender_id FOREIGN KEY (sender_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE signing_keys (
    actor_id INTEGER NOT NULL CONSTRAINT pk_signing_keys PRIMARY KEY,
    private_pem TEXT NOT NULL,
    public_pem TEXT NOT NULL,
    proof_pem TEXT NULL,
    proof_multikey TEXT NULL,
    CONSTRAINT fk_signing_keys_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE tombstones (
    uri TEXT NOT NULL,
    author_id INTEGER NOT NULL,
    was_public INTEGER NOT NULL,
    deleted_at INTEGER NOT NULL,
    CONSTRAINT pk_tombstones PRIMARY KEY (uri, author_id),
    CONSTRAINT fk_tombstones_actors_author_id FOREIGN KEY (author_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE access_tokens (
    id INTEGER NOT NULL CONSTRAINT pk_access_tokens PRIMARY KEY,
    account_id INTEGER NOT NULL,
    token_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT fk_access_tokens_accounts_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE sessions (
    id INTEGER NOT NULL CONSTRAINT pk_sessions PRIMARY KEY,
    account_id INTEGER NOT NULL,
    token_hash TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    CONSTRAINT fk_sessions_accounts_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE wiki_identities (
    id INTEGER NOT NULL CONSTRAINT pk_wiki_identities PRIMARY KEY,
    account_id INTEGER NOT NULL,
    wiki_id TEXT NOT NULL,
    sub TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    is_known INTEGER NOT NULL,
    has_required_right INTEGER NOT NULL,
    is_temporary INTEGER NOT NULL,
    is_system INTEGER NOT NULL,
    groups TEXT NOT NULL,
    blocked_until INTEGER NULL,
    block_reason TEXT NULL,
    edit_count INTEGER NULL,
    registered_at INTEGER NULL,
    checked_at INTEGER NOT NULL,
    good_until INTEGER NOT NULL,
    missing_since INTEGER NULL,
    CONSTRAINT fk_wiki_identities_accounts_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE jobs (
    id INTEGER NOT NULL CONSTRAINT pk_jobs PRIMARY KEY AUTOINCREMENT,
    lane TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    activity_id INTEGER NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT NULL,
    failed_at INTEGER NULL,
    recurs_every INTEGER NULL,
    CONSTRAINT fk_jobs_activities_activity_id FOREIGN KEY (activity_id) REFERENCES activities (id)
);

CREATE TABLE activity_recipients (
    activity_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    CONSTRAINT pk_activity_recipients PRIMARY KEY (activity_id, actor_id),
    CONSTRAINT fk_activity_recipients_activities_activity_id FOREIGN KEY (activity_id) REFERENCES activities (id) ON DELETE CASCADE,
    CONSTRAINT fk_activity_recipients_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE addressees (
    notice_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    CONSTRAINT pk_addressees PRIMARY KEY (notice_id, actor_id),
    CONSTRAINT fk_addressees_actors_actor_id FOREIGN KEY (actor_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_addressees_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE notice_tags (
    key TEXT NOT NULL,
    notice_id INTEGER NOT NULL,
    CONSTRAINT pk_notice_tags PRIMARY KEY (key, notice_id),
    CONSTRAINT fk_notice_tags_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE home_entries (
    owner_id INTEGER NOT NULL,
    notice_id INTEGER NOT NULL,
    CONSTRAINT pk_home_entries PRIMARY KEY (owner_id, notice_id),
    CONSTRAINT fk_home_entries_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_home_entries_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE INDEX ix_access_tokens_account_id ON access_tokens (account_id);
CREATE UNIQUE INDEX ix_access_tokens_token_hash ON access_tokens (token_hash);
CREATE UNIQUE INDEX ix_accounts_actor_id ON accounts (actor_id);
CREATE INDEX ix_activities_actor_id_id ON activities (actor_id, id);
CREATE INDEX ix_activities_notice_id ON activities (notice_id) WHERE notice_id is not null;
CREATE UNIQUE INDEX ix_activities_uri ON activities (uri);
CREATE INDEX ix_activity_recipients_actor_id_activity_id ON activity_recipients (actor_id, activity_id);
CREATE UNIQUE INDEX ix_actors_handle_key_host ON actors (handle_key, host);
CREATE INDEX ix_actors_host_host_standing ON actors (host, host_standing);
CREATE INDEX ix_actors_inbox ON actors (inbox);
CREATE INDEX ix_actors_moved_to_id ON actors (moved_to_id);
CREATE INDEX ix_actors_inbox_host ON actors (inbox_host) WHERE inbox_host is not null;
CREATE UNIQUE INDEX ix_actors_uri ON actors (uri);
CREATE INDEX ix_addressees_actor_id ON addressees (actor_id);
CREATE UNIQUE INDEX ix_blocks_actor_id ON blocks (actor_id) WHERE lifted_at is null;
CREATE INDEX ix_blocks_by_id ON blocks (by_id);
CREATE INDEX ix_follows_followed_id_is_accepted ON follows (followed_id, is_accepted);
CREATE UNIQUE INDEX ix_follows_follower_id_followed_id ON follows (follower_id, followed_id);
CREATE INDEX ix_follows_uri ON follows (uri);
CREATE INDEX ix_home_entries_notice_id ON home_entries (notice_id);
CREATE INDEX ix_jobs_activity_id ON jobs (activity_id);
CREATE INDEX ix_jobs_failed_at ON jobs (failed_at) WHERE failed_at is not null;
CREATE UNIQUE INDEX ix_jobs_kind ON jobs (kind) WHERE recurs_every is not null;
CREATE INDEX ix_jobs_lane_id ON jobs (lane, id) WHERE failed_at is null;
CREATE INDEX ix_lanes_leased_by ON lanes (leased_by) WHERE leased_by is not null;
CREATE INDEX ix_lanes_failing_since ON lanes (failing_since) WHERE failing_since is not null;
CREATE INDEX ix_lanes_is_delivery_is_doubtful_ready_at ON lanes (is_delivery, is_doubtful, ready_at) WHERE ready_at is not null and leased_by is null;
CREATE INDEX ix_log_entries_by_id ON log_entries (by_id);
CREATE INDEX ix_log_entries_target_id ON log_entries (target_id);
CREATE INDEX ix_notice_tags_notice_id ON notice_tags (notice_id);
CREATE INDEX ix_notices_author_id_id ON notices (author_id, id);
CREATE INDEX ix_notices_context ON notices (context) WHERE context is not null;
CREATE INDEX ix_notices_in_reply_to_id ON notices (in_reply_to_id);
CREATE INDEX ix_notices_in_reply_to_uri ON notices (in_reply_to_uri) WHERE in_reply_to_id is null and in_reply_to_uri is not null;
CREATE UNIQUE INDEX ix_notices_repeat_of_id_author_id ON notices (repeat_of_id, author_id) WHERE repeat_of_id is not null;
CREATE UNIQUE INDEX ix_notices_uri ON notices (uri);
CREATE INDEX ix_notices_visibility_id ON notices (visibility, id);
CREATE INDEX ix_notices_visibility_id_here ON notices (visibility, id) WHERE text is not null;
CREATE UNIQUE INDEX ix_protection_keys_name ON protection_keys (name);
CREATE INDEX ix_public_keys_actor_id ON public_keys (actor_id);
CREATE UNIQUE INDEX ix_public_keys_key_uri ON public_keys (key_uri);
CREATE UNIQUE INDEX ix_received_activities_activity_uri_sender_id ON received_activities (activity_uri, sender_id);
CREATE INDEX ix_received_activities_sender_id ON received_activities (sender_id);
CREATE INDEX ix_sessions_account_id ON sessions (account_id);
CREATE UNIQUE INDEX ix_sessions_token_hash ON sessions (token_hash);
CREATE INDEX ix_tombstones_author_id ON tombstones (author_id);
CREATE INDEX ix_wiki_identities_account_id ON wiki_identities (account_id);
CREATE UNIQUE INDEX ix_wiki_identities_wiki_id_sub ON wiki_identities (wiki_id, sub);
CREATE INDEX ix_wiki_identities_wiki_id_user_id ON wiki_identities (wiki_id, user_id);


-- A lane appears, and becomes ready, with its first job: no way of adding jobs can forget it. Of a host that nobody has seen
-- alive it begins in doubt, and keeps no delivery but the first: what comes after it is derived again if the host answers.
CREATE TRIGGER jobs_make_lanes AFTER INSERT ON jobs
BEGIN
    INSERT INTO lanes (name, is_delivery, is_doubtful, ready_at, failures, missed_from)
    VALUES (
        NEW.lane, NEW.lane LIKE 'host:%', NEW.lane LIKE 'host:%', NEW.due_at, 0,
        CASE WHEN NEW.lane LIKE 'host:%' AND NEW.lane NOT LIKE 'host:%/%' THEN NEW.activity_id + 1 END)
    ON CONFLICT (name) DO UPDATE SET ready_at = excluded.ready_at WHERE ready_at IS NULL;
END;
