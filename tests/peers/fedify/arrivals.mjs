// What other servers sent to our inboxes, and what Fedify makes of it.
import { detachSignature, verifyObject, verifyRequest } from "@fedify/fedify/sig";
import { Activity } from "@fedify/vocab";

const keys = new Map();
const keyCache = {
  get: async (id) => keys.get(id.href),
  set: async (id, key) => void keys.set(id.href, key),
};
const heard = new Map();

/**
 * Lets Fedify handle a request and notes: the bytes as they came, the key by which Fedify verifies its HTTP signature, whether its
 * integrity proof holds, Fedify's answer, and the activity as the inbox listener got it.
 */
export async function witness(world, request, handle) {
  const { contextLoader } = world.context;
  const loaders = { documentLoader: await world.loader(), contextLoader, keyCache };
  const raw = await request.clone().text();
  const arrival = {
    path: new URL(request.url).pathname,
    raw,
    headers: Object.fromEntries(request.headers),
    signedBy: (await verifyRequest(request.clone(), loaders))?.id?.href ?? null,
    proof: await judgeProof(raw, loaders),
  };
  const answer = await handle(request);
  arrival.status = answer.status;
  arrival.heard = heard.get(parsed(raw)?.id) ?? null;
  world.arrivals.push(arrival);
  return answer;
}

/** The inbox listener: keeps the activity as Fedify parsed it and prints it again. */
export async function keep(context, activity) {
  heard.set(activity.id?.href, await activity.toJsonLd({ format: "compact", contextLoader: context.contextLoader }));
}

async function judgeProof(raw, loaders) {
  const json = parsed(raw);
  if (json?.proof === undefined)
    return "none";
  // A Linked Data signature is put on after the proof, which does not cover it.
  return (await verifyObject(Activity, detachSignature(json), loaders)) === null ? "broken" : "valid";
}

function parsed(raw) {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
