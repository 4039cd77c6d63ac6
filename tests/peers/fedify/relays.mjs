// Actors that pass on what is public, by Mastodon's protocol or by LitePub's: see the trait relay in deeds.mjs.
import { Accept, Announce, Follow, PUBLIC_COLLECTION, Reject } from "@fedify/vocab";
import { send } from "./sending.mjs";

export const relayDeeds = {
  /** {as, relay}: asks a relay of Mastodon's protocol to take part. */
  subscribe: (world, { as, relay }) => send(world, world.actor(as), [relay], Follow, { object: PUBLIC_COLLECTION }),

  /** {as} → the ids of those who take part. */
  subscribers: (world, { as }) => ({ ids: [...world.actor(as).subscribers.keys()] }),

  /** {as, object}: tells all who take part of a note. */
  tell: (world, { as, object }) => announce(world, world.actor(as), object, [...world.actor(as).subscribers.keys()]),
};

/** A Follow in a relay's inbox. → false when it asks for nothing of a relay. */
export async function hearSubscription(context, follow) {
  const world = context.data;
  const relay = relayOf(context);
  if (relay === undefined || follow.objectId.href !== followed(context, relay))
    return false;
  const answer = { actor: context.getActorUri(relay.name), object: follow };
  if (relay.traits.refuses) {
    await send(world, relay, [follow.actorId.href], Reject, answer);
    return true;
  }
  relay.subscribers.set(follow.actorId.href, await follow.getActor(context));
  await send(world, relay, [follow.actorId.href], Accept, answer);
  // LitePub's relays follow back, as they are sent what their followed announce.
  if (relay.traits.relay === "litepub")
    await send(world, relay, [follow.actorId.href], Follow, { object: follow.actorId });
  return true;
}

/** An Undo of that Follow. */
export function hearLeaving(context, undone) {
  if (relayOf(context) !== undefined)
    relayOf(context).subscribers.delete(undone.actorId.href);
}

/** Anything else that a server which takes part, or somebody on this one, brings to a relay's inbox is passed on to the others. */
export async function passOn(context, activity) {
  const relay = relayOf(context);
  if (relay === undefined)
    return;
  const others = [...relay.subscribers.values()].filter((subscriber) => subscriber.id.origin !== activity.actorId.origin);
  if (others.length === relay.subscribers.size && activity.actorId.origin !== context.origin)
    return;
  if (relay.traits.relay === "mastodon")
    await context.forwardActivity({ identifier: relay.name }, others, { skipIfUnsigned: true });
  else if (activity instanceof Announce)
    await announce(context.data, relay, activity.objectId.href, others.map((other) => other.id.href));
}

const relayOf = (context) => {
  const actor = context.data.actors.get(context.recipient);
  return actor?.traits.relay === undefined ? undefined : actor;
};

const followed = (context, relay) =>
  (relay.traits.relay === "mastodon" ? PUBLIC_COLLECTION : context.getActorUri(relay.name)).href;

const announce = (world, relay, object, to) => send(world, relay, to, Announce, { object: new URL(object), to: PUBLIC_COLLECTION });
