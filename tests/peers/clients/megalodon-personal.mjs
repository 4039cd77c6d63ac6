// What only oneself sees: notifications, conversations, filters, markers, preferences.
import { acct, step, until } from "./journey.mjs";

export async function travel({ me, other, mine, theirs }) {
  await step("conversations", async () => {
    await other.postStatus("@editor just us", { visibility: "direct" });
    const [talk] = await until(() => me.getConversationTimeline({ limit: 5 }), (found) => found.length > 0);
    const read = (await me.readConversation(talk.id)).unread;
    await me.deleteConversation(talk.id);
    return [talk.unread, acct(talk.accounts), talk.last_status.visibility, read, (await me.getConversationTimeline()).length];
  });
  await step("notifications", async () => {
    await me.dismissNotifications();
    const said = await me.postStatus("Tell me", { poll: { options: ["a", "b"], expires_in: 3600 } });
    await other.favouriteStatus(said.id);
    await other.reblogStatus(said.id);
    await other.postStatus("@editor hello");
    await other.unfollowAccount(mine.id);
    await other.followAccount(mine.id);
    const told = await until(() => me.getNotifications(), (found) => found.length === 4);
    const some = await me.getNotifications({ limit: 10, exclude_types: ["follow", "mention"], account_id: theirs.id });
    const fetched = await me.getNotification(told[0].id);
    await me.dismissNotification(told[0].id);
    return [told.map((n) => n.type).sort(), some.map((n) => n.type).sort(), fetched.type, (await me.getNotifications({ min_id: "1" })).length];
  });
  await step("filters", async () => {
    const filter = await me.createFilter("cup", ["home"], { irreversible: true, whole_word: true, expires_in: "3600" });
    const changed = await me.updateFilter(filter.id, "goal", ["thread", "public"], { irreversible: false });
    const seen = [(await me.getFilter(filter.id)).phrase, (await me.getFilters()).map((f) => f.phrase)];
    await me.deleteFilter(filter.id);
    return [filter.irreversible, filter.expires_at !== null, changed.context, changed.irreversible, ...seen, (await me.getFilters()).length];
  });
  await step("markers", async () => {
    const set = await me.saveMarkers({ home: { last_read_id: "12345" }, notifications: { last_read_id: "67890" } });
    const read = await me.getMarkers(["home", "notifications"]);
    return [set.home.last_read_id, read.notifications.last_read_id];
  });
  await step("preferences", async () => {
    const found = await me.getPreferences();
    return [found["posting:default:visibility"], found["posting:default:sensitive"], found["posting:default:language"]];
  });
}
