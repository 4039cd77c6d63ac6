// What people on this server say.
import {
  Article, Audio, Collection, Document, Emoji, Event, Hashtag, Image, InteractionPolicy, InteractionRule, Link, Mention, Note, PUBLIC_COLLECTION,
  Page, Question, Source, Video,
} from "@fedify/vocab";
import { LanguageString } from "@fedify/vocab-runtime";
import { Temporal } from "@js-temporal/polyfill";

const linkedData = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

/** What is not written as a note, but read as one. */
export const otherKinds = { Article, Audio, Event, Image, Page, Video };

/**
 * @param draft {content, visibility?: public|unlisted|followers|direct, mentions?: [[id, name]], inReplyTo?, summary?, sensitive?,
 *   language?, hashtags?: [name], emojis?: [[name, url]], attachments?: [[url, type, description]], choices?: [text], multiple?, closes?,
 *   votes?: [number], quote?, authorization?, quotedBy?: quote|quoteUrl|link, quotable?: public|nobody, id?, updated?, vote?: true,
 *   addressees?: [id], article?: [title, url], kind?: one of otherKinds}
 */
export function write(world, actor, draft) {
  const { context } = world;
  const Kind = draft.article !== undefined ? otherKinds[draft.kind ?? "Article"] : draft.choices !== undefined ? Question : Note;
  const followers = context.getFollowersUri(actor.name);
  const mentioned = [...(draft.mentions ?? []).map(([id]) => id), ...(draft.addressees ?? [])].map((id) => new URL(id));
  const [tos, ccs] = {
    public: [[PUBLIC_COLLECTION], [followers, ...mentioned]],
    unlisted: [[followers], [PUBLIC_COLLECTION, ...mentioned]],
    followers: [[followers], mentioned],
    direct: [mentioned, []],
  }[draft.visibility ?? "public"];
  const now = Temporal.Now.instant();
  return new Kind({
    id: draft.id === undefined ? context.getObjectUri(Kind, world.next(actor, "said")) : new URL(draft.id),
    attribution: context.getActorUri(actor.name),
    ...(draft.vote ? { name: draft.content } : text(draft)),
    summary: draft.summary ?? null,
    sensitive: draft.sensitive ?? null,
    replyTarget: draft.inReplyTo === undefined ? null : new URL(draft.inReplyTo),
    published: draft.updated ? world.objects.get(draft.id)?.published ?? now : now,
    updated: draft.updated ? now : null,
    tos,
    ccs,
    tags: tags(draft, context),
    attachments: (draft.attachments ?? []).map(([url, mediaType, name]) => new Document({ url: new URL(url), mediaType, name })),
    ...(draft.quote === undefined ? {} : quote(draft)),
    ...(draft.quotable === undefined ? {} : { interactionPolicy: quotePolicy(draft.quotable, context.getActorUri(actor.name)) }),
    ...(draft.choices === undefined ? {} : poll(draft)),
    ...(draft.article === undefined ? {} : { name: draft.article[0], url: new URL(draft.article[1]) }),
  });
}

function text({ content, language, source }) {
  const said = language === undefined ? { content } : { contents: [content, new LanguageString(content, language)] };
  return source === undefined ? said : { ...said, source: new Source({ content: source, mediaType: "text/plain" }) };
}

function tags(draft, context) {
  return [
    ...(draft.mentions ?? []).map(([id, name]) => new Mention({ href: new URL(id), name: `@${name}` })),
    ...(draft.hashtags ?? []).map((name) => new Hashtag({ href: new URL(`/tags/${name}`, context.origin), name: `#${name}` })),
    ...emojis(draft, context),
    ...(draft.quotedBy === "link" ? [new Link({ href: new URL(draft.quote), mediaType: linkedData, name: `RE: ${draft.quote}` })] : []),
  ];
}

export const emojis = (draft, context) => (draft.emojis ?? []).map(([name, url]) => new Emoji({
  id: new URL(`/emojis/${name}`, context.origin), name: `:${name}:`, icon: new Image({ url: new URL(url), mediaType: "image/png" }),
}));

// As FEP-044f says, as Misskey and others did before, or by a link alone as FEP-e232 does.
function quote({ quote: quoted, authorization, quotedBy = "quote" }) {
  return {
    quote: quotedBy === "quote" ? new URL(quoted) : null,
    quoteUrl: quotedBy === "link" ? null : new URL(quoted),
    quoteAuthorization: authorization === undefined ? null : new URL(authorization),
  };
}

const quotePolicy = (quotable, author) =>
  new InteractionPolicy({ canQuote: new InteractionRule({ automaticApproval: quotable === "public" ? PUBLIC_COLLECTION : author }) });

function poll({ choices, multiple, closes, votes }) {
  const options = choices.map((name, i) => new Note({ name, replies: new Collection({ totalItems: votes?.[i] ?? 0 }) }));
  return {
    ...(multiple ? { inclusiveOptions: options } : { exclusiveOptions: options }),
    endTime: closes === undefined ? null : Temporal.Instant.from(closes),
    voters: votes === undefined ? 0 : votes.reduce((sum, count) => sum + count, 0),
  };
}

/** A question with other numbers of votes, perhaps over. */
export async function counted(question, votes, closed) {
  const choices = [];
  for await (const choice of question.getExclusiveOptions())
    choices.push(choice.clone({ replies: new Collection({ totalItems: votes[choices.length] }) }));
  return question.clone({
    exclusiveOptions: choices,
    voters: votes.reduce((sum, count) => sum + count, 0),
    ...(closed === undefined ? {} : { endTime: Temporal.Instant.from(closed), closed: Temporal.Instant.from(closed) }),
  });
}
