import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../common/http/access.decorators.js';

/** What somebody sees who opens the server's address in a browser. It shows nothing of any clinic. */
@ApiExcludeController()
@Public()
@Controller()
export class ConsoleController {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  home(): string {
    return PAGE;
  }
}

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Crownline</title>
<style>
  :root { color-scheme: light dark; --ink: #16324f; --soft: #5b7083; --line: #d5dee6; --ground: #f6f9fb; --card: #fff; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e6eef5; --soft: #9db2c4; --line: #2b3b4a; --ground: #101a23; --card: #17242f; }
  }
  body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
  main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; }
  h1 { margin: 0; font-size: 2rem; letter-spacing: -0.02em; }
  p { color: var(--soft); margin: 0.25rem 0 2rem; }
  ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 0.75rem; padding: 0; list-style: none; }
  a { display: block; padding: 1rem; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--card);
      color: inherit; text-decoration: none; }
  a:hover, a:focus-visible { border-color: currentColor; }
  span { display: block; color: var(--soft); font-size: 0.9rem; }
</style>
</head>
<body>
<main>
  <h1>Crownline</h1>
  <p>The phone receptionist of this clinic is on the line.</p>
  <ul>
    <li><a href="/docs">REST API<span>Appointments and calls, with examples to try</span></a></li>
    <li><a href="/docs-json">OpenAPI document<span>For generating clients</span></a></li>
    <li><a href="/health/ready">Readiness<span>Can this process take calls now?</span></a></li>
    <li><a href="/metrics">Metrics<span>For Prometheus</span></a></li>
  </ul>
</main>
</body>
</html>
`;
