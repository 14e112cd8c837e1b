export type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'system';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
let choice: ThemeChoice = 'system';

export function chooseTheme(to: ThemeChoice): void {
  choice = to;
  show();
}

systemDark.addEventListener('change', show);

function show(): void {
  const system: Theme = systemDark.matches ? 'dark' : 'light';
  document.documentElement.dataset['theme'] = choice === 'system' ? system : choice;
}
