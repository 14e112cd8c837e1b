import GlancePage from './pages/glance/GlancePage.svelte';
import { start } from './start';

void start(GlancePage);
