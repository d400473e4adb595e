import { createApp } from './app.js';
import { playAsOrdered } from './evals/stage/virtual-player.js';

playAsOrdered(createApp);
