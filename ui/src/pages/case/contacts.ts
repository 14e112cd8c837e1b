/* Talks with the other side: when they were, and what is promised. */
import type { CaseView, ChannelId, ContactOutcome } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { isToCome, parseLocal } from '@/text/local';

/** How a channel is called; one of a later version of the app keeps its id. */
export function channelName(channel: string): string {
  const names: Partial<Record<string, { name: string }>> = t().channels.channel;
  return names[channel]?.name ?? channel;
}

/** The channels a talk can have been with, with the heading each stands under. */
export function channelOptions(
  view: CaseView,
  besides: ChannelId | null,
): { value: ChannelId; label: string; group?: string }[] {
  const { rungs } = view.ladder;
  const name = (value: ChannelId): string => t().channels.channel[value].name;
  if (rungs.length === 0)
    return (Object.keys(t().channels.channel) as ChannelId[]).map((value) => ({
      value,
      label: name(value),
    }));
  const levels = [...new Set(rungs.map(({ level }) => level))];
  return levels.flatMap((level) =>
    rungs
      .filter((rung) => rung.level === level)
      .filter(({ access, channel }) => access.is !== 'not_for_this' || channel === besides)
      .map(({ channel }) => ({
        value: channel,
        label: name(channel),
        group: t().channels.level[level],
      })),
  );
}

export interface TalkTimes {
  at: Date | null;
  until: Date | null;
  atErrors: string[];
  untilErrors: string[];
  ready: boolean;
}

/** What was typed of the times of a talk, and what is wrong with it. */
export function talkTimes(
  typed: { at: string; until: string; outcome: ContactOutcome | '' },
  now: Date,
): TalkTimes {
  const words = t().caseletters.contact;
  const at = parseLocal(typed.at);
  const promised = typed.outcome === 'promised';
  const until = promised ? parseLocal(typed.until) : null;
  const later = at !== null && isToCome(at, now);
  const atErrors = at === null ? [words.wrong] : later ? [words.later] : [];
  const untilErrors: string[] = [];
  if (promised && typed.until.trim() !== '') {
    if (until === null) untilErrors.push(words.wrong);
    else if (at !== null && until <= at) untilErrors.push(words.before);
  }
  const ready =
    typed.outcome !== '' &&
    atErrors.length === 0 &&
    untilErrors.length === 0 &&
    (!promised || until !== null);
  return { at, until, atErrors, untilErrors, ready };
}

/** 18:00 so many days from now. */
export function evening(days: number, now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 18);
}
