-- What people are told of, and how far they have read.

CREATE TABLE notifications (
    id INTEGER NOT NULL CONSTRAINT pk_notifications PRIMARY KEY,
    owner_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    notice_id INTEGER NULL,
    is_held INTEGER NOT NULL,
    CONSTRAINT fk_notifications_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_notifications_actors_from_id FOREIGN KEY (from_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_notifications_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE markers (
    owner_id INTEGER NOT NULL,
    timeline INTEGER NOT NULL,
    last_read_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT pk_markers PRIMARY KEY (owner_id, timeline),
    CONSTRAINT fk_markers_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE notification_policies (
    owner_id INTEGER NOT NULL CONSTRAINT pk_notification_policies PRIMARY KEY,
    not_followed INTEGER NOT NULL,
    not_following INTEGER NOT NULL,
    new_accounts INTEGER NOT NULL,
    private_mentions INTEGER NOT NULL,
    silenced_servers INTEGER NOT NULL,
    CONSTRAINT fk_notification_policies_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE notification_permissions (
    owner_id INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    CONSTRAINT pk_notification_permissions PRIMARY KEY (owner_id, from_id),
    CONSTRAINT fk_notification_permissions_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_notification_permissions_actors_from_id FOREIGN KEY (from_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE INDEX ix_notification_permissions_from_id ON notification_permissions (from_id);
CREATE INDEX ix_notifications_from_id_owner_id ON notifications (from_id, owner_id);
CREATE INDEX ix_notifications_notice_id_owner_id ON notifications (notice_id, owner_id);
CREATE INDEX ix_notifications_owner_id_id ON notifications (owner_id, id);
