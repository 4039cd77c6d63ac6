"""Uses a server from the command line as somebody with toot would, and prints what came of each step as one JSON object.

journey.py BASE: for each "authorize NAME URL" that it prints, it reads the code that NAME was given there.
A step that fails has its error, so that the steps after it still tell something.
"""
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import time

base = sys.argv[1]
host = base.split("//")[1]
home = tempfile.TemporaryDirectory(prefix="toot-")
environment = {**os.environ, "HOME": home.name, "XDG_CONFIG_HOME": home.name, "PYTHONUTF8": "1"}
results = {}
PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")


def toot(command, *arguments, given=""):
    """What toot prints; what it complains of is an error."""
    done = subprocess.run(
        ["/usr/bin/toot", command, *arguments], input=given, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0 or done.stderr:
        raise RuntimeError((done.stderr + done.stdout).strip())
    return done.stdout


def refused(command, *arguments):
    try:
        return toot(command, *arguments)
    except RuntimeError as error:
        return str(error)


def other(command, *arguments, given=""):
    return toot(command, *arguments, "--using", f"sysop_1@{host}", given=given)


def step(name, deed):
    try:
        results[name] = deed()
    except Exception as error:  # Every kind is a result here.
        results[name] = f"{type(error).__name__}: {error}"
    return results[name]


def until(read, enough):
    """What others do arrives a little later."""
    for _ in range(600):
        found = read()
        if enough in found:
            return True
        time.sleep(0.1)
    return found


def last(printed):
    return printed.strip().splitlines()[-1]


def first(printed):
    return printed.strip().splitlines()[0]


def posted(printed):
    """The id of what was posted: toot prints the address."""
    return re.search(r"^Toot posted: \S+/(\d+)$", printed, re.M)[1]


def names(printed):
    return re.findall(r"^\* @(\S+)", printed, re.M)


def log_in(name):
    """Asks on the command line for what the page in the browser shows."""
    with subprocess.Popen(
            ["/usr/bin/toot", "login", "--instance", host, "--disable-https"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment) as process:
        address = None
        while address is None:
            line = process.stdout.readline()
            if not line:
                raise RuntimeError("toot login ended")
            address = line.strip() if line.startswith(f"{base}/oauth/authorize") else None
        process.stdin.write("n\n")
        process.stdin.flush()
        print(f"authorize {name} {address}", flush=True)
        process.stdin.write(sys.stdin.readline())
        process.stdin.flush()
        return last(process.stdout.read())


def accounts():
    listed = re.findall(r"^\* (\S+?)@\S+ (\w*)$", toot("auth"), re.M)
    activated = last(toot("activate", f"editor@{host}")).replace(host, "here")
    return [listed, activated]


def who():
    me, them = toot("whoami"), toot("whois", "sysop_1")
    return [first(me), "Statuses: 0" in me, "Demo Wiki" in me, first(them), first(toot("whois", f"@editor@{host}"))]


def instance():
    shown = toot("instance", host, "--disable-https").splitlines()
    return [shown[1] == host, shown[2].split()[:2]]


def post():
    path = os.path.join(home.name, "map.png")
    with open(path, "wb") as file:
        file.write(PICTURE)
    printed = toot(
        "post", "Maps of the coast #Maps", "--media", path, "--description", "A map", "--sensitive", "--spoiler-text", "maps", "--language", "en",
        "--visibility", "public")
    uploaded = toot("upload", path, "--description", "Another")
    return [posted(printed), re.search("type '(\\w+)'", uploaded)[1], f"URL: {base}/media/" in uploaded]


def spoken():
    """The text comes from another program."""
    return toot("thread", posted(toot("post", given="From a pipe\n"))).count("From a pipe")


def later():
    return [first(toot("post", "Later", "--scheduled-in", "2 hours"))[:19], first(toot("post", "Later", "--scheduled-at", "2040-01-01T10:00:00Z"))]


def timelines(notice):
    home = until(lambda: toot("timeline", "--once"), notice)
    return [
        home,
        [notice in toot("timeline", "--once", *more) for more in (["--public"], ["--public", "--local"], ["--tag", "Maps"], ["--tag", "maps", "--local", "--reverse"])],
        "Media:" in toot("timeline", "--once", "--public", "--count", "5"),
    ]


def thread(notice):
    answer = posted(other("post", "@editor nice", "--reply-to", notice))
    shown = toot("thread", notice)
    return [shown.index(notice) < shown.index(answer), f"In reply to {notice}" in shown]



def reacted(notice, does, undoes):
    return [first(other(does, notice)), first(other(undoes, notice))]


def repeated(notice):
    did = first(other("reblog", notice, "--visibility", "unlisted"))
    by = toot("reblogged_by", notice).split()
    return [did, by, first(other("unreblog", notice)), toot("reblogged_by", notice)]


def bookmarked(notice):
    did = first(toot("bookmark", notice))
    return [did, notice in toot("bookmarks", "--once"), first(toot("unbookmark", notice)), notice in toot("bookmarks", "--once")]


def pinned(notice):
    return [first(toot("pin", notice)), first(toot("unpin", notice))]


def deleted():
    notice = posted(toot("post", "Wrong"))
    return [first(toot("delete", notice)), refused("thread", notice)]


def followed():
    did = first(toot("follow", "sysop_1"))
    return [did, names(toot("following", "editor")), names(toot("followers", f"sysop_1@{host}")), first(toot("unfollow", "@sysop_1"))]


def related(does, undoes):
    return [first(toot(does, "sysop_1")), first(toot(undoes, "sysop_1"))]


def tags():
    did = first(toot("tags_follow", "#Maps"))
    listed = re.findall(r"#(\w+)", first(toot("tags_followed")))
    return [did, [tag.lower() for tag in listed], first(toot("tags_unfollow", "maps")), first(toot("tags_followed"))]


def searched():
    return [toot("search", "sys").split(), toot("search", "#map").split(), first(toot("search", "nobody")), names(toot("search", f"sysop_1@{host}", "--resolve"))]


def notifications(notice):
    toot("notifications", "--clear")
    other("favourite", notice)
    other("reblog", notice)
    other("post", "@editor hello")
    other("follow", "editor")
    told = [until(lambda: toot("notifications"), what) for what in ("favourited your", "reblogged your", "mentioned you", "now follows you")]
    mentions = re.findall(r"^\S+ @sysop_1 (\w+)", toot("notifications", "--mentions", "--reverse"), re.M)
    return [told, mentions, first(toot("notifications", "--clear")), first(toot("notifications"))]


def logged_out():
    return [last(toot("logout", f"sysop_1@{host}")).replace(host, "here"), re.findall(r"^\* (\S+?)@", toot("auth"), re.M)]


step("log in", lambda: [log_in("Sysop"), log_in("Editor")])
step("accounts", accounts)
step("who", who)
step("instance", instance)
notice = step("post", post)[0]
results["post"][0] = notice.isdecimal()
step("from a pipe", spoken)
step("later", later)
step("timelines", lambda: timelines(notice))
step("thread", lambda: thread(notice))
step("favourite", lambda: reacted(notice, "favourite", "unfavourite"))
step("repeat", lambda: repeated(notice))
step("bookmark", lambda: bookmarked(notice))
step("pin", lambda: pinned(notice))
step("delete", deleted)
step("follow", followed)
step("mute", lambda: related("mute", "unmute"))
step("block", lambda: related("block", "unblock"))
step("tags", tags)
step("search", searched)
step("notifications", lambda: notifications(notice))
step("refused", lambda: refused("post", "x" * 501))
step("log out", logged_out)
print(json.dumps(results, ensure_ascii=False))
