import { mount } from 'svelte';

import App from './App.svelte';
import { chooseTheme } from './app/theme.svelte';
import { chooseLocale } from './i18n/index.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

chooseTheme('system');
chooseLocale('system');

const target = document.getElementById('app');
if (target !== null) mount(App, { target });
