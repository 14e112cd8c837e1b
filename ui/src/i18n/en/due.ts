import type { zhCN } from '../zh-CN';

type Words = (typeof zhCN)['due'];

export const due: Words = {
  region: 'Deadlines to look at',
  missed: (n) =>
    n === 1
      ? '1 deadline came while Hedan was closed'
      : `${String(n)} deadlines came while Hedan was closed`,
  came: (n) => (n === 1 ? 'A deadline has come' : `${String(n)} deadlines have come`),
  andMore: (n) => `and ${String(n)} more`,
  dismiss: 'Got it',
  look: 'Look',
  ask: 'Notify you on the desktop when a deadline comes?',
  yes: 'Yes',
  no: 'No',
  trayNone: 'Nothing due today',
  tray: (n) => `${String(n)} due today`,
  today: (n) => `${String(n)} due today`,
  settings: 'Deadlines',
  notify: 'Notifications',
  notifyHint: 'While Hedan is open or in the tray, a notification comes with each deadline',
  on: 'On',
  off: 'Off',
  quietFrom: 'Quiet from',
  quietTo: 'To',
  quietHint:
    'None comes then; they come as one at the end. The same time twice means no quiet hours',
  timeWrong: 'Write it like 22:00',
};
