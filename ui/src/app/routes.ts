import { type Ask, readAsk, writeAsk } from './ask';

/** In place of a draft's name: a purchase that begins. */
export const NEW_DRAFT = 'new';

/** What is kept for the next purchase, a tab each; the first one is where the page opens. */
export const librarySections = [
  'recipients',
  'templates',
  'reminders',
  'platforms',
  'letters',
  'own',
] as const;
export type LibrarySection = (typeof librarySections)[number];

/** The five rooms of a case, in the order in which they are gone through. */
export const caseTabs = ['find', 'evidence', 'channel', 'letter', 'time'] as const;
export type CaseTab = (typeof caseTabs)[number];

/** Where the window is. One value a page; what stands after it is the page's own. */
export type Route =
  /** Where the window opens: the home page once there is something to see there. */
  | { page: 'start' }
  | { page: 'home' }
  | { page: 'check'; draft: string | null }
  | { page: 'orders'; ask: Ask }
  | { page: 'record' }
  | { page: 'import' }
  | { page: 'order'; id: string }
  /** What goes on paper: one order, or the list that was laid out. */
  | { page: 'print'; order: string | null }
  | { page: 'deadlines' }
  /** What went wrong: all cases, and one of them. */
  | { page: 'cases' }
  | { page: 'case'; id: string; tab: CaseTab }
  | { page: 'library'; section: LibrarySection }
  | { page: 'settings' }
  | { page: 'unknown' };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', rest = null] = path.split('/');
  switch (page) {
    case '':
      return { page: 'start' };
    case 'home':
      return { page: 'home' };
    case 'check':
      return { page: 'check', draft: decode(rest) };
    case 'orders': {
      const id = decode(rest);
      if (id !== null) return { page: 'order', id };
      return { page: 'orders', ask: readAsk(query) };
    }
    case 'deadlines':
      return { page: 'deadlines' };
    case 'cases': {
      const id = decode(rest);
      if (id === null) return { page: 'cases' };
      const tab = caseTabs.find((each) => each === query) ?? caseTabs[0];
      return { page: 'case', id, tab };
    }
    case 'print':
      return { page: 'print', order: decode(rest) };
    case 'record':
      return { page: 'record' };
    case 'import':
      return { page: 'import' };
    case 'library': {
      const section = librarySections.find((each) => each === rest);
      return { page: 'library', section: section ?? librarySections[0] };
    }
    case 'settings':
      return { page: 'settings' };
    default:
      return { page: 'unknown' };
  }
}

export function hashOf(route: Route): string {
  switch (route.page) {
    case 'start':
    case 'unknown':
      return '#/';
    case 'home':
      return '#/home';
    case 'check':
      return route.draft === null ? '#/check' : `#/check/${encodeURIComponent(route.draft)}`;
    case 'orders': {
      const asked = writeAsk(route.ask);
      return asked === '' ? '#/orders' : `#/orders?${asked}`;
    }
    case 'order':
      return `#/orders/${encodeURIComponent(route.id)}`;
    case 'deadlines':
      return '#/deadlines';
    case 'cases':
      return '#/cases';
    case 'case':
      return `#/cases/${encodeURIComponent(route.id)}${route.tab === caseTabs[0] ? '' : `?${route.tab}`}`;
    case 'print':
      return route.order === null ? '#/print' : `#/print/${encodeURIComponent(route.order)}`;
    case 'record':
      return '#/record';
    case 'import':
      return '#/import';
    case 'library':
      return `#/library/${route.section}`;
    case 'settings':
      return '#/settings';
  }
}

/** A hash typed by hand can hold a broken escape; it is then no name at all. */
function decode(part: string | null): string | null {
  if (part === null || part === '') return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
