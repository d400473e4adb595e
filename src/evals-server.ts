import { createApp } from './app.js';
import { serveStage } from './evals/stage/serve-stage.js';

serveStage(createApp);
