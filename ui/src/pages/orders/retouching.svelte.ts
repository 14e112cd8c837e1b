import type { Area, Mark, Retouch } from '@/backend';

export type Tool = Mark['kind'] | 'crop';
export const TOOLS = ['redact', 'frame', 'highlight', 'arrow', 'number', 'crop'] as const;

interface Point {
  x: number;
  y: number;
}
interface State {
  marks: readonly Mark[];
  crop: Area | null;
}
export interface Size {
  width: number;
  height: number;
}

/** How far the arrow keys go, as a share of the picture's shorter side. */
const STEP = 1 / 60;

/** What is drawn onto a copy before it is made, with every step to take back. */
export class Retouching {
  tool = $state<Tool>('redact');
  /** What is being drawn and not yet let go of. */
  draft = $state.raw<Mark | { kind: 'crop'; area: Area } | null>(null);
  chosen = $state<number | null>(null);

  readonly size: Size;
  #now = $state.raw<State>({ marks: [], crop: null });
  #before = $state.raw<readonly State[]>([]);
  #after = $state.raw<readonly State[]>([]);

  constructor(size: Size) {
    this.size = size;
  }

  get marks(): readonly Mark[] {
    return this.#now.marks;
  }
  get crop(): Area | null {
    return this.#now.crop;
  }
  get empty(): boolean {
    return this.marks.length === 0 && this.crop === null;
  }
  get canUndo(): boolean {
    return this.#before.length > 0;
  }
  get canRedo(): boolean {
    return this.#after.length > 0;
  }
  get how(): Retouch {
    return { crop: this.crop, marks: [...this.marks] };
  }

  /** Draws from one place of the picture to another. */
  drag(from: Point, to: Point): void {
    this.draft = this.#shape(from, to);
  }

  /** Keeps what was drawn; a mere click keeps nothing but a number. */
  drop(from: Point, to: Point): void {
    this.draft = null;
    const least = Math.min(this.size.width, this.size.height) / 100;
    const clicked = Math.hypot(to.x - from.x, to.y - from.y) < least;
    if (clicked && this.tool !== 'number') return;
    this.#add(this.#shape(from, to));
  }

  /** Puts one of the present tool in the middle, for those who draw with keys. */
  put(): void {
    const { width, height } = this.size;
    const at = (x: number, y: number): Point => ({ x: width * x, y: height * y });
    this.#add(this.#shape(at(0.35, 0.45), at(0.65, 0.55)));
  }

  /** Moves the chosen mark by steps, or its far corner. */
  nudge(dx: number, dy: number, corner: boolean): void {
    const at = this.chosen;
    const mark = at === null ? undefined : this.marks[at];
    if (at === null || mark === undefined) return;
    const step = Math.max(1, Math.round(Math.min(this.size.width, this.size.height) * STEP));
    const moved = shifted(mark, dx * step, dy * step, corner, this.size);
    this.#set({ ...this.#now, marks: this.marks.map((each, n) => (n === at ? moved : each)) });
  }

  remove(at: number): void {
    this.#set({ ...this.#now, marks: this.marks.filter((_, n) => n !== at) });
    this.chosen = null;
  }

  uncrop(): void {
    this.#set({ ...this.#now, crop: null });
  }

  undo(): void {
    const state = this.#before.at(-1);
    if (state === undefined) return;
    this.#after = [...this.#after, this.#now];
    this.#before = this.#before.slice(0, -1);
    this.#now = state;
    this.chosen = null;
  }

  redo(): void {
    const state = this.#after.at(-1);
    if (state === undefined) return;
    this.#before = [...this.#before, this.#now];
    this.#after = this.#after.slice(0, -1);
    this.#now = state;
    this.chosen = null;
  }

  #add(what: Mark | { kind: 'crop'; area: Area }): void {
    if (what.kind === 'crop') {
      this.#set({ ...this.#now, crop: what.area });
      return;
    }
    this.#set({ ...this.#now, marks: [...this.marks, what] });
    this.chosen = this.marks.length - 1;
  }

  #set(state: State): void {
    this.#before = [...this.#before, this.#now];
    this.#after = [];
    this.#now = state;
  }

  #shape(from: Point, to: Point): Mark | { kind: 'crop'; area: Area } {
    const spot = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });
    if (this.tool === 'arrow') return { kind: 'arrow', from: spot(from), to: spot(to) };
    if (this.tool === 'number') {
      const used = this.marks.flatMap((mark) => (mark.kind === 'number' ? [mark.number] : []));
      return { kind: 'number', at: spot(to), number: Math.max(0, ...used) + 1 };
    }
    return { kind: this.tool, area: areaBetween(from, to, this.size) };
  }
}

/** The part of the picture between two corners; at least one pixel. */
export function areaBetween(from: Point, to: Point, { width, height }: Size): Area {
  const held = (value: number, most: number): number =>
    Math.round(Math.min(most, Math.max(0, value)));
  const left = Math.min(held(from.x, width), held(to.x, width), width - 1);
  const top = Math.min(held(from.y, height), held(to.y, height), height - 1);
  const right = Math.max(held(from.x, width), held(to.x, width), left + 1);
  const bottom = Math.max(held(from.y, height), held(to.y, height), top + 1);
  return { left, top, width: right - left, height: bottom - top };
}

function shifted(mark: Mark, dx: number, dy: number, corner: boolean, size: Size): Mark {
  const moved = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy });
  if (mark.kind === 'number') return { ...mark, at: moved(mark.at) };
  if (mark.kind === 'arrow') {
    return { ...mark, from: corner ? mark.from : moved(mark.from), to: moved(mark.to) };
  }
  const { left, top, width, height } = mark.area;
  const at = { x: left, y: top };
  const to = { x: left + width, y: top + height };
  return { ...mark, area: areaBetween(corner ? at : moved(at), moved(to), size) };
}
