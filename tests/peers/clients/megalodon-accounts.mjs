// People: oneself, others, and what one is to them.
import { acct, picture, step, until } from "./journey.mjs";

export async function travel({ passerBy, me, other, mine, theirs }) {
  await step("profile", async () => {
    const before = mine.avatar;
    const changed = await me.updateCredentials({
      display_name: "Ed", note: "I edit.", discoverable: true, bot: true, source: { privacy: "unlisted", sensitive: false, language: "en" },
      fields_attributes: [{ name: "Site", value: "https://wiki.test/Ed" }],
      avatar: `data:image/png;base64,${picture(30, 30).toString("base64")}`, header: `data:image/png;base64,${picture(60, 20).toString("base64")}`,
    });
    const after = await me.updateCredentials({ bot: false, source: { privacy: "public" } });
    return [
      changed.display_name, changed.source.note, changed.source.privacy, changed.bot, changed.fields.map((f) => f.name), changed.avatar !== before,
      (await fetch(changed.avatar)).status, (await fetch(changed.header)).status, after.source.privacy, after.bot,
    ];
  });
  await step("fetch", async () => [
    (await me.getAccount(theirs.id)).acct, (await me.lookupAccount("sysop_1")).id === theirs.id, acct(await me.searchAccount("sys", { limit: 5, resolve: false })),
  ]);
  await step("follow", async () => {
    const followed = await me.followAccount(theirs.id, { reblog: false });
    const told = await me.subscribeAccount(theirs.id);
    const not = await me.unsubscribeAccount(theirs.id);
    return [
      followed.following, told.notifying, not.notifying, not.following, acct(await me.getAccountFollowing(mine.id, { limit: 1, get_all: true })),
      acct(await me.getAccountFollowers(theirs.id, { limit: 1, get_all: true })), (await other.getRelationship(mine.id)).followed_by,
      (await me.getRelationships([mine.id, theirs.id])).length,
    ];
  });
  await step("personal note", async () => (await me.setAccountNote(theirs.id, "met at the library")).note);
  await step("endorse", async () => [
    (await me.pinAccount(theirs.id)).endorsed, acct(await me.getEndorsements({ limit: 5 })), (await me.unpinAccount(theirs.id)).endorsed,
  ]);
  await step("mute", async () => [
    (await me.muteAccount(theirs.id, false)).muting_notifications, acct(await me.getMutes({ limit: 5 })), (await me.unmuteAccount(theirs.id)).muting,
  ]);
  await step("unfollow", async () => (await me.unfollowAccount(theirs.id)).following);
  await step("block", async () => [
    (await me.blockAccount(theirs.id)).blocking, acct(await me.getBlocks({ limit: 5 })), (await me.unblockAccount(theirs.id)).blocking,
  ]);
  await step("domain block", async () => {
    await me.blockDomain("bad.test");
    const listed = await me.getDomainBlocks({ limit: 5 });
    await me.unblockDomain("bad.test");
    return [listed, await me.getDomainBlocks()];
  });
  await step("follow requests", async () => {
    await me.updateCredentials({ locked: true });
    const asked = (await other.followAccount(mine.id)).requested;
    const listed = acct(await me.getFollowRequests(5));
    const refused = (await me.rejectFollowRequest(theirs.id)).followed_by;
    await other.followAccount(mine.id);
    const let_in = (await me.acceptFollowRequest(theirs.id)).followed_by;
    await me.updateCredentials({ locked: false });
    return [asked, listed, refused, let_in, (await me.getFollowRequests()).length];
  });
  await step("lists", async () => {
    await me.followAccount(theirs.id);
    const list = await me.createList("Admins");
    const renamed = (await me.updateList(list.id, "Sysops")).title;
    await me.addAccountsToList(list.id, [theirs.id]);
    const listed = [acct(await me.getAccountsInList(list.id, { limit: 5 })), (await me.getAccountLists(theirs.id)).map((l) => l.title)];
    const said = await other.postStatus("For the list");
    const shown = await until(() => me.getListTimeline(list.id, { limit: 5 }), (found) => found.length > 0);
    await me.deleteAccountsFromList(list.id, [theirs.id]);
    const left = (await me.getAccountsInList(list.id)).length;
    const fetched = (await me.getList(list.id)).title;
    await me.deleteList(list.id);
    return [renamed, ...listed, shown[0].id === said.id, left, fetched, (await me.getLists()).length];
  });
  await step("report", async () => {
    const said = await other.postStatus("Buy this");
    const filed = await me.report(theirs.id, { status_ids: [said.id], comment: "spam", forward: false, category: "spam" });
    return [filed.comment, filed.target_account.acct, filed.status_ids.length, filed.action_taken];
  });
  await step("directory", async () => acct(await passerBy.getInstanceDirectory({ limit: 5, order: "new", local: true })).sort());
  await step("suggestions", async () => [(await me.getSuggestions()).length, (await me.getSuggestions(5)).length]);
}
