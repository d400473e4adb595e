import { createApp } from './app.js';
import { playAsOrdered } from './chaos/play/chaos-player.js';

playAsOrdered(createApp);
