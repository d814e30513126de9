import type { z } from 'zod';
import { isInsideTransaction } from './transaction';
import { defineWork, type Lane, type NewWork, type Queue, type WorkDefinition } from './work';

/** Features add their events here by declaration merging: `'deal.won': { id: string }`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the features
export interface EventPayloads {}
export type EventName = keyof EventPayloads & string;

export type EventSchemas = { [name: string]: z.ZodType };

export interface Events {
  /** Tells every subscriber after commit, at least once, even if the server dies right after. */
  publish<N extends EventName>(name: N, payload: EventPayloads[N]): Promise<void>;
  publishMany<N extends EventName>(name: N, payloads: readonly EventPayloads[N][]): Promise<void>;
}

/** What one feature does when others speak. Gets events in sets; runs in one transaction with its own completion. */
export interface Subscription<S> {
  event: EventName;
  lane: Lane;
  react(payloads: never[], tools: { crm: S }): Promise<void>;
  /** It failed so often that it was given up, or can never work. */
  whenGivenUp?(payload: never, tools: { crm: S }, reason: string): Promise<void>;
}

interface Reaction<S, P> {
  react(payloads: P[], tools: { crm: S }): Promise<void>;
  whenGivenUp?(payload: P, tools: { crm: S }, reason: string): Promise<void>;
  lane?: Lane;
}

export const on = <S, N extends EventName>(event: N, { lane = 'interactive', ...reaction }: Reaction<S, EventPayloads[N]>): Subscription<S> => ({ event, lane, ...reaction }) as Subscription<S>;

const workType = (event: string, feature: string): string => `on:${event}:${feature}`;

/** A subscriber is a kind of work: the outbox row of an event is the queued work of each subscriber. */
export const subscriberWork = <S>(feature: string, subscription: Subscription<S>, schema: z.ZodType): WorkDefinition<S> =>
  defineWork<S, never>({
    kind: 'transactional',
    type: workType(subscription.event, feature),
    lane: subscription.lane,
    payload: schema as z.ZodType<never>,
    run: (payloads, tools) => subscription.react(payloads, tools),
    ...(subscription.whenGivenUp ? { whenGivenUp: subscription.whenGivenUp } : {}),
  });

export const createEvents = (options: { schemas: EventSchemas; subscribers: { event: string; feature: string; lane: Lane }[]; queue: () => Queue }): Events => {
  const publishMany: Events['publishMany'] = async (name, payloads) => {
    const schema = options.schemas[name];
    if (!schema) throw new Error(`No feature declares the event “${name}”`);
    if (!isInsideTransaction()) throw new Error(`“${name}” was published outside a transaction: a crash would lose it`);

    const work = options.subscribers
      .filter((subscriber) => subscriber.event === name)
      .flatMap((subscriber) =>
        payloads.map((payload): NewWork => ({ type: workType(name, subscriber.feature), lane: subscriber.lane, payload: schema.parse(payload) as Record<string, unknown> })),
      );
    if (work.length > 0) await options.queue().enqueue(work);
  };
  return { publishMany, publish: (name, payload) => publishMany(name, [payload]) };
};
