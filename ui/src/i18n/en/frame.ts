import type { zhCN } from '../zh-CN';

type Words = typeof zhCN;

export const frame: Words['frame'] = {
  handed: 'The small window gave something to fill in on the check page',
  tray: {
    open: 'Open Hedan',
    glance: 'Look at the clipboard',
    wrong: 'Something went wrong',
    quit: 'Quit',
  },
  app: 'Hedan',
  skip: 'Skip to content',
  pages: {
    home: 'Home',
    check: 'Check',
    orders: 'Orders',
    deadlines: 'Deadlines',
    library: 'Library',
    settings: 'Settings',
  },
  nav: 'Pages',
  search: 'Order number, goods, recipient…',
  searchLabel: 'Search orders',
  newCheck: 'Check a new purchase',
  dismiss: 'Dismiss',
  undo: 'Undo',
  loading: 'Loading…',
  notFound: 'There is no such page',
  toCheck: 'Check a purchase',
};

export const common: Words['common'] = {
  close: 'Close',
  cancel: 'Cancel',
  copied: 'Copied',
  retry: 'Try again',
  search: 'Type to filter',
  noMatch: 'Nothing matches',
  show: 'Show',
  hide: 'Hide',
  more: 'More',
  differs: (places) => `Differs at ${places}`,
  place: (n) => `character ${String(n)}`,
  keys: { press: 'Press the keys…', none: 'None', clear: 'Use none' },
  about: (what, text) => `${what}: ${text}`,
  justNow: 'just now',
  listed: ', ',
  quoted: (text) => `“${text}”`,
  list: ', ',
};
