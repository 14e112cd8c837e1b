import Root from './Root.svelte';
import { start } from './start';

void start(Root);
