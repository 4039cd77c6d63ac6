"""Uses a server as somebody with Mastodon.py would, and prints what came of each step as one JSON object.

journey.py BASE: for each "authorize NAME URL" that it prints, it reads the code that NAME was given there.
A step that fails has its error, so that the steps after it still tell something.
"""
import base64
import datetime
import json
import sys
import time

from mastodon import Mastodon, MastodonNotFoundError, MastodonUnauthorizedError, StreamListener

base = sys.argv[1]
client_id, client_secret = Mastodon.create_app("Mastodon.py", website="https://app.test/", api_base_url=base)
PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")


def sign_in(name):
    client = Mastodon(client_id, client_secret, api_base_url=base, ratelimit_method="throw")
    print(f"authorize {name} {client.auth_request_url()}", flush=True)
    client.log_in(code=sys.stdin.readline().strip())
    return client


me, other = sign_in("Editor"), sign_in("Sysop")
results = {}


def step(name, deed):
    try:
        results[name] = deed()
    except Exception as error:  # Every kind is a result here.
        results[name] = f"{type(error).__name__}: {error}"
    return results[name]


def until(read):
    """What others do arrives a little later."""
    for _ in range(600):
        found = read()
        if found:
            return found
        time.sleep(0.1)
    return read()


def accts(accounts):
    return [a.acct for a in accounts]


def in_hours(hours):
    return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)


def filters():
    made = me.filter_create("cup", ["home", "public"], irreversible=False, whole_word=True, expires_in=3600)
    changed = me.filter_update(made, phrase="goal", context=["thread"])
    listed = [f.phrase for f in me.filters()]
    me.filter_delete(made)
    return [made.phrase, made.whole_word, changed.phrase, changed.context, listed, len(me.filters())]


def filters_apply(notice):
    made = me.filter_create("coast", ["public"], whole_word=True)
    other_notice = me.status_post("Of nothing that it names")
    left = me.filters_apply([notice, other_notice], me.filters(), "public")
    phrase = me.filter(made).phrase
    me.filter_delete(made)
    return [[s.id == other_notice.id for s in left], phrase]


def scheduled():
    kept = me.status_post("later", scheduled_at=in_hours(2))
    me.scheduled_status_update(me.scheduled_status(kept), in_hours(3))
    listed = [s.params.text for s in me.scheduled_statuses()]
    me.scheduled_status_delete(kept)
    return [listed, len(me.scheduled_statuses())]


def conversations():
    other.status_post(f"@{me.me().acct} just us", visibility="direct")
    talk = until(me.conversations)[0]
    return [talk.unread, [a.acct for a in talk.accounts], me.conversations_read(talk).unread]


def thread(notice):
    return [me.status_mute(notice).muted, me.status_unmute(notice).muted]


def told(notice):
    other.status_favourite(notice)
    other.account_follow(me.me())
    until(lambda: len(me.notifications()) >= 2)
    types = sorted(n.type for n in me.notifications())
    without = [n.type for n in me.notifications(exclude_types=["follow"])]
    one = me.notifications(me.notifications()[0])
    me.notifications_dismiss(one)
    left = len(me.notifications())
    me.notifications_clear()
    return [types, without, left, len(me.notifications())]


def markers():
    set_to = me.markers_set(["notifications"], [12345])
    return [str(set_to["notifications"].last_read_id), str(me.markers_get(["notifications"])["notifications"].last_read_id)]


def featured():
    shown = me.featured_tag_create("Maps")
    names = [t.name for t in me.featured_tags()]
    me.featured_tag_delete(shown)
    return [names, len(me.featured_tags())]


def search(notice):
    found = me.search_v2(notice.url)
    return [
        [s.url == notice.url for s in found.statuses],
        [t.name for t in me.search_v2("#map", result_type="hashtags").hashtags],
        [a.acct for a in me.account_search(other.me().acct, following=False)],
        [s.url == notice.url for s in me.search_v2("coast from:me", result_type="statuses").statuses],
    ]


class Heard(StreamListener):
    def __init__(self):
        self.events = []

    def on_update(self, status):
        self.events.append(f"update {status.spoiler_text}")

    def on_status_update(self, status):
        self.events.append(f"edit {status.spoiler_text}")

    def on_delete(self, status_id):
        self.events.append("delete")

    def on_notification(self, notification):
        self.events.append(notification.type)

    def on_conversation(self, conversation):
        self.events.append(f"conversation {conversation.accounts[0].acct}")


def stream(notice):
    heard = Heard()
    handle = me.stream_user(heard, run_async=True)
    until(handle.is_receiving)
    posted = me.status_post("Streamed", spoiler_text="first")
    until(lambda: len(heard.events) == 1)
    me.status_update(posted, "Streamed", spoiler_text="second")
    until(lambda: len(heard.events) == 2)
    me.status_delete(posted)
    until(lambda: len(heard.events) == 3)
    other.status_reblog(notice)
    until(lambda: len(heard.events) == 4)
    handle.close()
    return [me.stream_healthy(), *heard.events]


def lists():
    me.account_follow(other.me())
    made = me.list_create("Friends")
    me.list_accounts_add(made, [other.me()])
    found = [accts(me.list_accounts(made)), [l.title for l in me.account_lists(other.me())]]
    posted = other.status_post("For the list")
    shown = until(lambda: me.timeline_list(made))[0].id == posted.id
    me.list_accounts_delete(made, [other.me()])
    renamed = me.list_update(made, "Others").title
    left = len(me.list_accounts(me.list(made)))
    me.list_delete(made)
    return [*found, shown, renamed, left, len(me.lists())]


def app():
    shown = me.app_verify_credentials()
    return [shown.name, shown.website]


def profile():
    changed = me.account_update_credentials(
        display_name="Ed", note="I edit.", avatar=PICTURE, avatar_mime_type="image/png", header=PICTURE, header_mime_type="image/png",
        fields=[("Site", "https://wiki.test/Ed")], bot=False, discoverable=True)
    return [changed.display_name, changed.source.note, [f.name for f in changed.source.fields], "/media/" in changed.avatar, "/media/" in changed.header]


def accounts():
    them = other.me()
    followed = me.account_follow(them, reblogs=False, notify=True)
    return [
        me.account(them).acct, me.account_lookup("sysop_1").id == them.id, followed.following, followed.showing_reblogs, followed.notifying,
        accts(me.account_following(me.me())), accts(me.account_followers(them)), [r.following for r in me.account_relationships([them.id, me.me().id])],
        [len(f.accounts) for f in me.account_familiar_followers(them)], me.account_note_set(them, "met once").note,
        me.account_pin(them).endorsed, accts(me.endorsements()), me.account_unpin(them).endorsed, me.account_unfollow(them).following,
    ]


def kept_away():
    them = other.me()
    muted = me.account_mute(them, notifications=False, duration=3600)
    found = [muted.muting, muted.muting_notifications, accts(me.mutes()), me.account_unmute(them).muting]
    found += [me.account_block(them).blocking, accts(me.blocks()), me.account_unblock(them).blocking]
    me.domain_block("bad.test")
    found.append(list(me.domain_blocks()))
    me.domain_unblock("bad.test")
    return [*found, list(me.domain_blocks())]


def follow_requests():
    me.account_update_credentials(locked=True)
    asked = other.account_follow(me.me()).requested
    listed = accts(me.follow_requests())
    me.follow_request_reject(other.me())
    refused = other.account_relationships(me.me())[0].requested
    other.account_follow(me.me())
    me.follow_request_authorize(other.me())
    let_in = other.account_relationships(me.me())[0].following
    me.account_remove_from_followers(other.me())
    me.account_update_credentials(locked=False)
    return [asked, listed, refused, let_in, other.account_relationships(me.me())[0].following]


def media():
    file = me.media_post(PICTURE, mime_type="image/png", description="A dot", focus=(0.5, -0.5))
    described = me.media_update(file, description="A red dot")
    posted = me.status_post("A dot", media_ids=[me.media(file)])
    changed = me.status_update(posted, "A dot, red", media_ids=posted.media_attachments)
    return [
        file.type, file.meta.focus.x, described.description, posted.media_attachments[0].description, len(changed.media_attachments),
        len(me.account_statuses(me.me(), only_media=True)), len(file.blurhash) > 0,
    ]


def edits(notice):
    me.status_update(notice, "Maps of all coasts #Maps", spoiler_text="all maps", sensitive=True)
    return [me.status_source(notice).text, [h.spoiler_text for h in me.status_history(notice)]]


def reactions(notice):
    found = [other.status_favourite(notice).favourited, accts(me.status_favourited_by(notice)), len(other.favourites()), other.status_unfavourite(notice).favourited]
    other.status_unreblog(notice)  # It streamed.
    found += [other.status_reblog(notice, visibility="unlisted").visibility, accts(me.status_reblogged_by(notice)), other.status_unreblog(notice).reblogged]
    found += [me.status_bookmark(notice).bookmarked, len(me.bookmarks()), me.status_unbookmark(notice).bookmarked]
    return [*found, me.status_pin(notice).pinned, len(me.account_statuses(me.me(), pinned=True)), me.status_unpin(notice).pinned]


def replies(notice):
    reply = other.status_reply(notice, "nice", untag=False)
    return [
        reply.in_reply_to_id == notice.id, accts(reply.mentions), [s.id == reply.id for s in me.status_context(notice).descendants],
        [s.id == notice.id for s in me.status_context(reply).ancestors],
    ]


def poll():
    asked = me.status_post("Which way?", poll=me.make_poll(["North", "South"], 3600, multiple=True))
    other.poll_vote(asked.poll, [0, 1])
    voted = other.poll(asked.poll)
    return [voted.own_votes, [o.votes_count for o in voted.options], voted.voters_count]


def deleted():
    wrong = me.status_post("Wrong")
    text = me.status_delete(wrong).text
    try:
        return [text, me.status(wrong)]
    except MastodonNotFoundError as error:
        return [text, type(error).__name__]


def timelines(notice):
    home = until(lambda: [s for s in me.timeline_home(limit=40) if s.id == notice.id])
    shown = [timeline(limit=40) for timeline in (me.timeline_local, me.timeline_public, lambda limit: me.timeline_hashtag("maps", local=True, limit=limit))]
    first = me.account_statuses(me.me(), limit=1)
    rest = me.fetch_remaining(first)
    second = me.fetch_next(first)
    return [
        len(home), [any(s.id == notice.id for s in page) for page in shown], len(me.timeline_public(remote=True)),
        [s.id for s in rest] == [s.id for s in me.account_statuses(me.me(), limit=40)], me.fetch_previous(second)[0].id == first[0].id,
    ]


def report():
    posted = other.status_post("Buy this")
    filed = me.report(other.me(), status_ids=[posted], comment="spam", category="spam")
    return [filed.comment, filed.target_account.acct, filed.action_taken]


def instance():
    found = me.instance()
    return [
        found.uri == base.split("//")[1], found.urls.streaming_api.startswith("ws"), me.instance_health(), me.instance_nodeinfo().software.name,
        me.instance_rules(), me.custom_emojis(), me.get_approx_server_time().year > 2000,
    ]


def streams():
    """The first that each of the other streams is sent."""
    me.account_follow(other.me())
    made = me.list_create("Streamed")
    me.list_accounts_add(made, [other.me()])
    found = []
    for begin, text, visibility in (
            (me.stream_public, "To everybody", "public"), (me.stream_local, "To everybody here", "public"),
            (lambda *a, **k: me.stream_hashtag("rivers", *a, **k), "#Rivers", "public"),
            (lambda *a, **k: me.stream_hashtag("rivers", *a, local=True, **k), "#Rivers", "public"),
            (lambda *a, **k: me.stream_list(made, *a, **k), "Listed", "public"), (me.stream_direct, "@editor only you", "direct")):
        heard = Heard()
        handle = begin(heard, run_async=True)
        until(handle.is_receiving)
        other.status_post(text, visibility=visibility)
        until(lambda: heard.events)
        handle.close()
        found.append(heard.events[0])
    return found


def revoked():
    me.revoke_access_token()
    keyless = Mastodon(access_token=token, api_base_url=base, ratelimit_method="throw")
    return until(lambda: refuses(keyless))


def refuses(client):
    try:
        client.me()
    except MastodonUnauthorizedError as error:
        return type(error).__name__


token = me.access_token
step("app", app)
notice = me.status_post("Maps of the coast #Maps", sensitive=True, spoiler_text="maps")
results["post"] = [notice.visibility, notice.sensitive, notice.spoiler_text]
step("preferences", lambda: me.preferences()["posting:default:visibility"])
step("filters", filters)
step("filters apply", lambda: filters_apply(notice))
step("scheduled", scheduled)
step("told", lambda: told(notice))
step("conversations", conversations)
step("thread", lambda: thread(notice))
step("markers", markers)
step("featured", featured)
step("search", lambda: search(notice))
step("stream", lambda: stream(notice))
step("streams", streams)
step("lists", lists)
step("profile", profile)
step("accounts", accounts)
step("kept away", kept_away)
step("follow requests", follow_requests)
step("media", media)
step("edits", lambda: edits(notice))
step("reactions", lambda: reactions(notice))
step("replies", lambda: replies(notice))
step("poll", poll)
step("deleted", deleted)
step("timelines", lambda: timelines(notice))
step("report", report)
step("instance", instance)
step("trends", lambda: [me.trending_tags(), me.trending_statuses(), me.trending_links(), me.announcements()])
step("directory", lambda: sorted(accts(me.directory(local=True))))
step("suggestions", lambda: [s.acct if "acct" in s else s.account.acct for s in me.suggestions()])
step("activity", lambda: len(me.instance_activity()))
step("peers", me.instance_peers)
step("revoked", revoked)
print(json.dumps(results, default=str))
