// People: oneself, others, and what one is to them.
import { acct, picture, step, until } from "./journey.mjs";

export async function travel({ url, passerBy, me, other, mine, theirs }) {
  const them = me.v1.accounts.$select(theirs);
  const own = other.v1.accounts.$select(mine);
  const relationship = async (api, id) => (await api.v1.accounts.relationships.fetch({ id: [id] }))[0];

  await step("profile", async () => {
    const changed = await me.v1.accounts.updateCredentials({
      displayName: "Ed",
      note: "I edit.",
      avatar: new Blob([picture(40, 40)], { type: "image/png" }),
      header: new Blob([picture(60, 20)], { type: "image/png" }),
      fieldsAttributes: [{ name: "Site", value: "https://wiki.test/Ed" }, { name: "Pronouns", value: "they" }],
      source: { sensitive: false, language: "en" },
      discoverable: true,
      bot: false,
    });
    const picturesAreShown = await Promise.all([changed.avatar, changed.header].map(async (at) => (await fetch(at)).headers.get("content-type")));
    return [changed.displayName, changed.source.note, changed.source.fields.map((f) => f.name), changed.source.language, picturesAreShown];
  });
  await step("avatar as text", async () => {
    const before = (await me.v1.accounts.verifyCredentials()).avatar;
    const changed = await me.v1.accounts.updateCredentials({ avatar: `data:image/png;base64,${picture(30, 30).toString("base64")}` });
    return [changed.avatar !== before, (await fetch(changed.avatar)).status];
  });
  await step("pictures away", async () => {
    await me.v1.profile.header.remove();
    const bare = await me.v1.profile.avatar.remove();
    return [bare.avatar, bare.header].map((at) => at.slice(url.length));
  });
  await step("fetch", async () => [
    (await passerBy.v1.accounts.$select(theirs).fetch()).acct,
    acct(await me.v1.accounts.fetch({ id: [theirs, mine] })).sort(),
    (await passerBy.v1.accounts.lookup({ acct: "sysop_1" })).id === theirs,
    acct(await me.v1.accounts.search.list({ q: "sys", limit: 5 })),
  ]);
  await step("follow", async () => {
    const followed = await them.follow({ reblogs: false, notify: true, languages: ["en"] });
    return [
      followed.following, followed.showingReblogs, followed.notifying, followed.languages,
      acct(await me.v1.accounts.$select(mine).following.list({ limit: 1 })), acct(await them.followers.list()),
      (await relationship(other, mine)).followedBy,
    ];
  });
  await step("personal note", async () => (await them.note.create({ comment: "met at the library" })).note);
  await step("endorse", async () => {
    const endorsed = (await them.endorse()).endorsed;
    const listed = [acct(await me.v1.endorsements.list()), acct(await passerBy.v1.accounts.$select(mine).endorsements.list())];
    return [endorsed, ...listed, (await them.unendorse()).endorsed, (await them.pin()).endorsed, (await them.unpin()).endorsed];
  });
  await step("familiar followers", async () => {
    const [familiar] = await me.v1.accounts.familiarFollowers.fetch({ id: [theirs] });
    return [familiar.id === theirs, familiar.accounts.length];
  });
  await step("mute", async () => {
    const muted = await them.mute({ notifications: false, duration: 3600 });
    const listed = acct(await me.v1.mutes.list());
    return [muted.muting, muted.mutingNotifications, listed, (await them.unmute()).muting, (await me.v1.mutes.list()).length];
  });
  await step("unfollow", async () => (await them.unfollow()).following);
  await step("block", async () => {
    const blocked = await them.block();
    const listed = acct(await me.v1.blocks.list());
    return [blocked.blocking, listed, (await relationship(other, mine)).blockedBy, (await them.unblock()).blocking];
  });
  await step("domain block", async () => {
    await me.v1.domainBlocks.create({ domain: "bad.test" });
    const listed = await me.v1.domainBlocks.list();
    await me.v1.domainBlocks.remove({ domain: "bad.test" });
    return [listed, await me.v1.domainBlocks.list()];
  });
  await step("follow requests", async () => {
    const locked = (await me.v1.accounts.updateCredentials({ locked: true })).locked;
    const asked = (await own.follow()).requested;
    const listed = acct(await me.v1.followRequests.list());
    const let_in = await me.v1.followRequests.$select(theirs).authorize();
    await me.v1.accounts.$select(theirs).removeFromFollowers();
    const out = (await relationship(other, mine)).following;
    await own.follow();
    const refused = await me.v1.followRequests.$select(theirs).reject();
    await me.v1.accounts.updateCredentials({ locked: false });
    return [locked, asked, listed, let_in.followedBy, out, refused.followedBy, (await relationship(other, mine)).requested];
  });
  await step("lists", async () => {
    await them.follow();
    const list = await me.v1.lists.create({ title: "Admins", exclusive: true });
    const one = me.v1.lists.$select(list.id);
    const renamed = await one.update({ title: "Sysops", exclusive: false });
    await one.accounts.create({ accountIds: [theirs] });
    const listed = [acct(await one.accounts.list()), (await them.lists.list()).map((l) => l.title)];
    const said = await other.v1.statuses.create({ status: "For the list" });
    const shown = await until(() => me.v1.timelines.list.$select(list.id).list(), (found) => found.length > 0);
    await one.accounts.remove({ accountIds: [theirs] });
    const left = (await one.accounts.list()).length;
    const fetched = await one.fetch();
    await one.remove();
    return [list.exclusive, renamed.title, renamed.exclusive, ...listed, shown[0].id === said.id, left, fetched.title, (await me.v1.lists.list()).length];
  });
  await step("directory", async () => acct(await passerBy.v1.directory.list({ order: "new", local: true })).sort());
  await step("suggestions", async () => [
    (await me.v1.suggestions.list()).length, (await me.v2.suggestions.list({ limit: 5 })).length, (await me.v1.suggestions.$select(theirs).remove()) !== undefined,
  ]);
  await step("report", async () => {
    const said = await other.v1.statuses.create({ status: "Buy this" });
    const filed = await me.v1.reports.create({ accountId: theirs, statusIds: [said.id], comment: "spam", forward: false });
    return [filed.comment, filed.targetAccount.acct, filed.statusIds.length, filed.actionTaken];
  });
}
