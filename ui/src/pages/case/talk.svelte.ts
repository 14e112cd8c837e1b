import type { Ask, ChannelId, ContactOutcome, NewContact, Sha256Hex } from '@/backend';
import { localInput } from '@/text/local';

import { talkTimes, type TalkTimes } from './contacts';

/** A talk with the other side while it is noted, as typed. */
export class TalkDraft {
  channel = $state<ChannelId>('chat');
  at = $state('');
  agent = $state('');
  ticket = $state('');
  said = $state('');
  asked = $state<Ask | ''>('');
  outcome = $state<ContactOutcome | ''>('');
  until = $state('');
  pieces = $state<Sha256Hex[]>([]);
  readonly #begun: string;

  constructor(channel: ChannelId, now: Date) {
    this.channel = channel;
    this.#begun = localInput(now);
    this.at = this.#begun;
  }

  /** Nothing is lost with it. */
  get blank(): boolean {
    const { agent, ticket, said, asked, outcome, until, pieces, at } = this;
    const texts = [agent, ticket, said, asked, outcome, until];
    return texts.every((text) => text.trim() === '') && pieces.length === 0 && at === this.#begun;
  }

  keepOnly(pieces: readonly { sha256: Sha256Hex }[]): void {
    this.pieces = this.pieces.filter((kept) => pieces.some(({ sha256 }) => sha256 === kept));
  }

  times(now: Date): TalkTimes {
    return talkTimes(this, now);
  }

  /** Null while something is missing or wrong. */
  contact(now: Date): NewContact | null {
    const { outcome, asked } = this;
    const { ready, at, until } = this.times(now);
    if (!ready || at === null || outcome === '') return null;
    return {
      at: at.toISOString(),
      channel: this.channel,
      agent_no: this.agent.trim(),
      ticket: this.ticket.trim(),
      said: this.said.trim(),
      outcome,
      asked: asked === '' ? null : asked,
      until: until?.toISOString() ?? null,
      pieces: this.pieces,
    };
  }
}
