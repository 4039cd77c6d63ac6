// Quotes as FEP-044f says: asked for, agreed to by a stamp, refused, taken back.
import { Accept, Note, QuoteAuthorization, QuoteRequest, Reject, Update } from "@fedify/vocab";
import { followersAnd, send } from "./sending.mjs";

export const quoteDeeds = {
  /** {as, object, quote, embeds?, to}: asks the author of object whether our note quote, which is embedded or named, may quote it. */
  requestQuote: (world, { as, object, quote, embeds = true, to }) => send(
    world, world.actor(as), to, QuoteRequest, { object: new URL(object), instrument: embeds ? world.objects.get(quote) : new URL(quote) }),

  /** {as, request, agrees, embeds?}: answers a QuoteRequest that came in, embedded or named, with a stamp or a no. → the stamp's id too. */
  async answerQuote(world, { as, request: id, agrees, embeds = true }) {
    const actor = world.actor(as);
    const request = world.requests.get(id);
    const quoting = await quotingNote(world, request);
    const asked = embeds
      ? new QuoteRequest({ id: request.id, actor: request.actorId, object: request.objectId, instrument: quoting.id })
      : request.id;
    if (!agrees)
      return send(world, actor, [request.actorId.href], Reject, { object: asked });
    const stamp = new QuoteAuthorization({
      id: world.context.getObjectUri(QuoteAuthorization, world.next(actor, "stamp")),
      attribution: world.context.getActorUri(as),
      interactingObject: quoting.id,
      interactionTarget: request.objectId,
    });
    world.objects.set(stamp.id.href, stamp);
    const sent = await send(world, actor, [request.actorId.href], Accept, { object: asked, result: stamp.id });
    return { stamp: stamp.id.href, ...sent };
  },

  /** {as, by, quoting, quoted}: a stamp for a note of somebody on this server, given without being asked. */
  stamp(world, { as, quoting, quoted }) {
    const id = world.context.getObjectUri(QuoteAuthorization, world.next(world.actor(as), "stamp"));
    world.objects.set(id.href, new QuoteAuthorization({
      id, attribution: world.context.getActorUri(as), interactingObject: new URL(quoting), interactionTarget: new URL(quoted),
    }));
    return { stamp: id.href };
  },

  /** {stamp, quoting, quoted} → why Fedify does not find it proven that the one may quote the other, null when it does. */
  judgeStamp: async (world, { stamp, quoting, quoted }) => ({ objection: await objection(world, stamp, quoting, quoted) }),

  /** {object} → what the note says of its quote by now. */
  quoteOf(world, { object }) {
    const note = world.objects.get(object);
    return { quote: note.quoteId?.href ?? null, stamp: note.quoteAuthorizationId?.href ?? null };
  },
};

/** Somebody asks to quote; see answerQuote. */
export const hearRequest = (context, request) => void context.data.requests.set(request.id.href, request);

/** Where it agrees to what we asked, and proves it, our note says so from now on. */
export async function hearAgreement(context, accept) {
  const world = context.data;
  const asked = world.activities.get(accept.objectId?.href);
  if (!(asked instanceof QuoteRequest) || accept.resultId === null)
    return;
  const note = world.objects.get(asked.instrumentId.href);
  if (note !== undefined && (await objection(world, accept.resultId.href, note.id.href, asked.objectId.href)) === null)
    await say(world, note.clone({ quoteAuthorization: accept.resultId }));
}

/** Where it is a stamp by which a note of ours quotes, that quotes no more. */
export async function hearRevocation(context, deleted) {
  const world = context.data;
  for (const note of [...world.objects.values()].filter((said) => said.quoteAuthorizationId?.href === deleted.objectId?.href)) {
    if (deleted.objectId.origin === deleted.actorId.origin)
      await say(world, await withoutQuote(note, context));
  }
}

// A clone keeps what it is given nothing for.
async function withoutQuote(note, { contextLoader }) {
  const { quote, quoteUrl, quoteUri, _misskey_quote, quoteAuthorization, ...rest } = await note.toJsonLd({ format: "compact", contextLoader });
  return Note.fromJsonLd(rest, { contextLoader });
}

// A note that says something else about its quote is not said anew: it has no newer date.
async function say(world, note) {
  world.objects.set(note.id.href, note);
  const actor = world.actor(world.context.parseUri(note.attributionId).identifier);
  await send(world, actor, followersAnd(actor, []), Update, { object: note, tos: note.toIds, ccs: note.ccIds });
}

async function quotingNote(world, request) {
  const note = await request.getInstrument({ documentLoader: await world.loader(), contextLoader: world.context.contextLoader });
  if (note?.attributionId?.href !== request.actorId.href || note.quoteId?.href !== request.objectId.href)
    throw new Error(`${request.id} is for a note that is another's, or quotes something else`);
  return note;
}

async function objection(world, stampId, quotingId, quotedId) {
  const options = { documentLoader: await world.loader() };
  const [stamp, quoted] = [await world.context.lookupObject(stampId, options), await world.context.lookupObject(quotedId, options)];
  if (!(stamp instanceof QuoteAuthorization))
    return "there is no such stamp";
  if (new URL(stampId).origin !== new URL(quotedId).origin || stamp.attributionId?.href !== quoted?.attributionId?.href)
    return "it is not by the author of what is quoted";
  if (stamp.interactingObjectId?.href !== quotingId || stamp.interactionTargetId?.href !== quotedId)
    return "it is for other notes";
  return null;
}
