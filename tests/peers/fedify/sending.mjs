// How what people on this server do reaches others.
import { Activity } from "@fedify/vocab";

/**
 * Does something in an actor's name and tells those whose ids are given.
 * @returns {activity, status, error?}: its id, 202 when everybody took it, or the first answer that was no.
 */
export async function send(world, actor, to, Kind, traits) {
  const activity = done(world, actor, Kind, traits);
  const recipients = await Promise.all(to.map((address) => lookUp(world, address)));
  const options = { preferSharedInbox: to.length > 1 };
  return attempt(() => world.context.sendActivity({ identifier: actor.name }, recipients, activity, options), { activity: activity.id.href });
}

/** The same to the actor's followers alone, telling each server beside it who there follows (FEP-8fcf). */
export function sendToFollowers(world, actor, Kind, traits) {
  const activity = done(world, actor, Kind, traits);
  const options = { preferSharedInbox: true, syncCollection: true };
  return attempt(() => world.context.sendActivity({ identifier: actor.name }, "followers", activity, options), { activity: activity.id.href });
}

export async function lookUp(world, id) {
  const found = await world.context.lookupObject(id, { documentLoader: await world.loader() });
  if (found === null)
    throw new Error(`${id} is nobody`);
  return found;
}

/** Whether everybody took it, or the first answer that was no. */
export async function attempt(deed, result) {
  try {
    await deed();
    return { ...result, status: 202 };
  } catch (error) {
    return { ...result, status: error.statusCode ?? null, error: error.message };
  }
}

/** The followers and whoever else is named. */
export const followersAnd = (actor, to) => [...new Set([...actor.followers.keys(), ...to])];

function done(world, actor, Kind, traits) {
  const { context } = world;
  const id = context.getObjectUri(Activity, world.next(actor, Kind.name.toLowerCase()));
  const activity = new Kind({ id, actor: context.getActorUri(actor.name), ...traits });
  world.activities.set(id.href, activity);
  return activity;
}
