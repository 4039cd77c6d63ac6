"""Moderates a server as somebody with Mastodon.py would, and prints what came of each step as one JSON object.

moderate.py BASE TOKEN OTHER_TOKEN: the first token is an administrator's, the other somebody's whom they moderate; something is announced.
A step that fails has its error, so that the steps after it still tell something.
"""
import datetime
import json
import sys

from mastodon import Mastodon

base, token, other_token = sys.argv[1:]
me = Mastodon(access_token=token, api_base_url=base, ratelimit_method="throw")
other = Mastodon(access_token=other_token, api_base_url=base, ratelimit_method="throw")
results = {}


def step(name, deed):
    try:
        results[name] = deed()
    except Exception as error:  # Every kind is a result here.
        results[name] = f"{type(error).__name__}: {error}"


whom = other.me().id


def accounts():
    return [
        [a.username for a in me.admin_accounts_v2(origin="local", status="active", limit=5)],
        [a.username for a in me.admin_accounts_v2(permissions="staff")],
        [a.username for a in me.admin_accounts_v1(username="bo")],
        [me.admin_account(whom).username, me.admin_account(whom).account.acct],
    ]


def actions():
    seen = []
    for action, mark, undo in (
        ("sensitive", "sensitized", me.admin_account_unsensitive),
        ("disable", "disabled", me.admin_account_enable),
        ("silence", "silenced", me.admin_account_unsilence),
    ):
        me.admin_account_moderate(whom, action, text="For a while")
        during = me.admin_account(whom)[mark]
        seen.append([during, undo(whom)[mark]])
    return seen


def reports():
    filed = me.report(whom, comment="Rude", category="spam")
    found = [r for r in me.admin_reports(target_account_id=whom)]
    assigned = me.admin_report_assign(filed)
    left = me.admin_report_unassign(filed)
    closed = me.admin_report_resolve(filed)
    opened = me.admin_report_reopen(filed)
    me.admin_account_moderate(whom, report_id=filed, text="Please be kind")
    return [
        [[r.comment, r.category] for r in found],
        assigned.assigned_account.username,
        left.assigned_account,
        [closed.action_taken, opened.action_taken],
        [r.action_taken for r in me.admin_reports(resolved=True)],
        me.admin_report(filed).target_account.username,
    ]


def domains():
    made = me.admin_create_domain_block("example.org", severity="silence", public_comment="Noise", reject_media=True)
    changed = me.admin_update_domain_block(made, severity="suspend", obfuscate=True)
    listed = [[d.domain, d.severity, d.public_comment] for d in me.admin_domain_blocks(limit=10)]
    one = me.admin_domain_blocks(made.id).obfuscate
    me.admin_delete_domain_block(made)
    return [[made.severity, made.reject_media, changed.severity], listed, one, len(me.admin_domain_blocks())]


def figures():
    now = datetime.datetime.now(datetime.timezone.utc)
    ago = now - datetime.timedelta(days=2)
    measures = me.admin_measures(ago, now, new_users=True, opened_reports=True, instance_statuses="example.org")
    dimensions = me.admin_dimensions(ago, now, limit=3, languages=True, software_versions=True)
    cohorts = me.admin_retention(ago, now, "day")
    return [
        [[m.key, int(m.total), len(m.data)] for m in measures],
        [[d.key, [i.key for i in d.data][:1]] for d in dimensions],
        [len(c.data) for c in cohorts],
    ]


def suspended():
    me.admin_account_moderate(whom, "suspend", text="Too much")
    seen = [a.username for a in me.admin_accounts_v2(status="suspended")]
    back = me.admin_account_unsuspend(whom).suspended
    me.admin_account_moderate(whom, "suspend", text="Really too much")
    return [seen, back, me.admin_account_delete(whom).suspended]


def announced():
    told = other.announcements()[0]
    other.announcement_reaction_create(told.id, "🎉")
    answered = [[r.name, r.count, r.me] for r in other.announcements()[0].reactions]
    other.announcement_reaction_delete(told.id, "🎉")
    other.announcement_dismiss(told.id)
    again = other.announcements()[0]
    return [told.content, told.read, answered, again.read, len(again.reactions)]


step("announced", announced)
step("accounts", accounts)
step("actions", actions)
step("reports", reports)
step("domains", domains)
step("figures", figures)
step("suspended", suspended)
print(json.dumps(results, default=str))
