import {
  type Catalogue,
  type Change,
  type Fault,
  type OwnCategory,
  type OwnEntries,
  type OwnKind,
  type OwnKindTrial,
  type RecipientKind,
} from '@/backend';

import { catalogue, plain, recipientKinds } from './catalogue';
import { FakeDeadlines } from './deadlines';

const done: Change = { order: null, seq: null, kinds: ['own'] };
const copy = <T>(what: T): T => structuredClone(what);

/** The part of the backend in memory that keeps the buyer's own kinds and categories. */
export class FakeOwn extends FakeDeadlines {
  ownKinds: OwnEntries['kinds'] = [];
  ownCategories: OwnEntries['categories'] = [];
  #made = 0;

  catalogue = (): Promise<Catalogue> => {
    const own = this.ownCategories.map(({ id, what }) => ({
      ...plain,
      id,
      name: { zh: what.name, en: what.name },
      icon: 'package',
      example: { zh: what.name, en: what.name },
      fields: what.fields,
      identifiers: what.identifiers,
      origin: this.#origin(id),
    }));
    return Promise.resolve({ ...catalogue, categories: [...catalogue.categories, ...own] });
  };
  recipientKinds = (): Promise<RecipientKind[]> => {
    const own = this.ownKinds.map(({ id, what: { name } }) => ({
      id,
      zh: name,
      en: name,
      origin: this.#origin(id),
    }));
    return Promise.resolve([...recipientKinds, ...own]);
  };

  own = (): Promise<OwnEntries> => {
    const wanted = ({ id }: { id: string }): boolean => !this.gone.has(id);
    return Promise.resolve(
      copy({
        kinds: this.ownKinds.filter(wanted),
        categories: this.ownCategories.filter(wanted),
      }),
    );
  };
  tryOwnKind = (id: string | null, what: OwnKind): Promise<OwnKindTrial> =>
    Promise.resolve(trial(what, this.#taken(this.ownKinds, id, what.name)));
  tryOwnCategory = (id: string | null, what: OwnCategory): Promise<Fault[]> =>
    Promise.resolve(named(what.name, this.#taken(this.ownCategories, id, what.name)));
  saveOwnKind = (id: string | null, what: OwnKind): Promise<Change> => {
    this.ownKinds = this.#put(this.ownKinds, id, copy(what));
    return Promise.resolve(done);
  };
  saveOwnCategory = (id: string | null, what: OwnCategory): Promise<Change> => {
    this.ownCategories = this.#put(this.ownCategories, id, copy(what));
    return Promise.resolve(done);
  };
  forgetOwn = (id: string): Promise<Change> => {
    this.gone.add(id);
    return Promise.resolve(done);
  };
  restoreOwn = (id: string): Promise<Change> => {
    this.gone.delete(id);
    return Promise.resolve(done);
  };

  #origin(id: string): 'own' | 'forgotten' {
    return this.gone.has(id) ? 'forgotten' : 'own';
  }
  #put<T>(all: { id: string; what: T }[], id: string | null, what: T): { id: string; what: T }[] {
    if (id !== null) return all.map((each) => (each.id === id ? { id, what } : each));
    return [...all, { id: `own_${String((this.#made += 1))}`, what }];
  }
  #taken(all: { id: string; what: { name: string } }[], id: string | null, name: string): boolean {
    return all.some(
      (each) => each.id !== id && !this.gone.has(each.id) && each.what.name === name.trim(),
    );
  }
}

/** Digits behind letters that all examples share is all that is seen here. */
function trial(what: OwnKind, taken: boolean): OwnKindTrial {
  const faults = named(what.name, taken);
  const form = expression(what.pattern);
  if (what.pattern.trim() === '') faults.push(fault('pattern_empty'));
  else if (form === null) faults.push({ code: 'pattern_invalid', at: what.pattern.indexOf('[') });
  else if (form.test('#7k张')) faults.push(fault('accepts_everything'));
  if (what.fits.length === 0) faults.push(fault('example_missing'));
  const tried = (samples: string[]): OwnKindTrial['fits'] =>
    form === null
      ? []
      : samples.map((sample) => ({
          sample,
          fits: form.test(sample.replaceAll(/[ -]/g, '')),
          at: null,
        }));
  const [fits, misses] = [tried(what.fits), tried(what.misses)];
  for (const { sample } of fits.filter((each) => !each.fits))
    faults.push({ code: 'example_missed', found: sample });
  for (const { sample } of misses.filter((each) => each.fits))
    faults.push({ code: 'counterexample_fits', found: sample });
  return { faults, fits, misses, proposals: proposals(what) };
}

function proposals({ fits, misses }: OwnKind): OwnKindTrial['proposals'] {
  const parted = fits.map((text) => /^([A-Z]*)(\d+)$/.exec(text.replaceAll(/[ -]/g, '')));
  const start = parted[0]?.[1] ?? '';
  if (parted.length === 0 || parted.some((each) => each?.[1] !== start)) return [];
  const sizes = parted.map((each) => each?.[2]?.length ?? 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const count = least === most ? String(least) : `${String(least)},${String(most)}`;
  const run = { type: 'run', of: 'digits', least, most } as const;
  const exactly = { type: 'exactly', text: start } as const;
  const letters = start.length;
  const capitals = { type: 'run', of: 'capitals', least: letters, most: letters } as const;
  const found: OwnKindTrial['proposals'] =
    start === ''
      ? [{ pattern: `[0-9]{${count}}`, parts: [run] }]
      : [
          { pattern: `${start}[0-9]{${count}}`, parts: [exactly, run] },
          { pattern: `[A-Z]{${String(letters)}}[0-9]{${count}}`, parts: [capitals, run] },
        ];
  return found.filter(({ pattern }) => !misses.some((each) => expression(pattern)?.test(each)));
}

function expression(pattern: string): RegExp | null {
  try {
    return pattern.trim() === '' ? null : new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return null;
  }
}

function named(name: string, taken: boolean): Fault[] {
  if (name.trim() === '') return [fault('name_empty')];
  return taken ? [{ code: 'name_taken', found: name }] : [];
}

function fault(code: Fault['code']): Fault {
  return { code };
}
