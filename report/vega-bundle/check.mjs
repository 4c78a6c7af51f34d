// Compiles every picture of a report with Vega-Lite and fails where it complains. After build.sh: node check.mjs REPORT.html
import { readFileSync } from 'node:fs';
import { compile } from 'vega-lite';

const html = readFileSync(process.argv[2], 'utf8');
const specs = [...html.matchAll(/<script type="application\/json" class="spec">(.*?)<\/script>/gs)].map((match) => match[1]);
const complaints = [];
const logger = { level: () => logger, error: (text) => complaints.push(text), warn: (text) => complaints.push(text), info: () => logger, debug: () => logger };
for (const spec of specs) {
  const parsed = JSON.parse(spec);
  compile(parsed.concat ? parsed : { ...parsed, autosize: { type: 'fit-x', contains: 'padding' } }, { logger });
}
complaints.forEach((text) => console.error(text));
console.log(`${specs.length} pictures, ${complaints.length} complaints`);
process.exitCode = complaints.length || !specs.length ? 1 : 0;
