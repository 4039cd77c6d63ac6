"""Uses a server as somebody with Mastodon.py would, and prints what came of each step as one JSON object.

journey.py BASE TOKEN OTHER_TOKEN: the tokens are of two people who know nothing of each other yet.
A step that fails has its error, so that the steps after it still tell something.
"""
import datetime
import json
import sys
import time

from mastodon import Mastodon, StreamListener

base, token, other_token = sys.argv[1:]
me = Mastodon(access_token=token, api_base_url=base, ratelimit_method="throw")
other = Mastodon(access_token=other_token, api_base_url=base, ratelimit_method="throw")
results = {}


def step(name, deed):
    try:
        results[name] = deed()
    except Exception as error:  # Every kind is a result here.
        results[name] = f"{type(error).__name__}: {error}"
    return results[name]


def until(read):
    """What others do arrives a little later."""
    for _ in range(100):
        found = read()
        if found:
            return found
        time.sleep(0.1)
    return read()


def in_hours(hours):
    return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)


def filters():
    made = me.filter_create("cup", ["home", "public"], irreversible=False, whole_word=True, expires_in=3600)
    changed = me.filter_update(made, phrase="goal", context=["thread"])
    listed = [f.phrase for f in me.filters()]
    me.filter_delete(made)
    return [made.phrase, made.whole_word, changed.phrase, changed.context, listed, len(me.filters())]


def scheduled():
    kept = me.status_post("later", scheduled_at=in_hours(2))
    me.scheduled_status_update(kept, in_hours(3))
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
    me.notifications_dismiss(me.notifications()[0])
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
    return [[a.acct for a in me.list_accounts(made)], [l.title for l in me.account_lists(other.me())]]


notice = me.status_post("Maps of the coast #Maps", sensitive=True, spoiler_text="maps")
results["post"] = [notice.visibility, notice.sensitive, notice.spoiler_text]
step("preferences", lambda: me.preferences()["posting:default:visibility"])
step("filters", filters)
step("scheduled", scheduled)
step("told", lambda: told(notice))
step("conversations", conversations)
step("thread", lambda: thread(notice))
step("markers", markers)
step("featured", featured)
step("search", lambda: search(notice))
step("stream", lambda: stream(notice))
step("lists", lists)
step("locked", lambda: me.account_update_credentials(locked=True).locked)
step("directory", lambda: sorted(a.acct for a in me.directory(local=True)))
step("suggestions", lambda: [s.acct if "acct" in s else s.account.acct for s in me.suggestions()])
step("activity", lambda: len(me.instance_activity()))
step("peers", me.instance_peers)
print(json.dumps(results, default=str))
