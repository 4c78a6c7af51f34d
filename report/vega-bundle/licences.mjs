// Writes the licence text of every package that esbuild bound into the bundle. Usage: licences.mjs META.json OUT.txt
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const [, , meta, out] = process.argv;
const inputs = Object.values(JSON.parse(readFileSync(meta, 'utf8')).outputs)[0].inputs;
const bound = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0);
const packages = new Set(bound.map((file) => file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean));

// Many packages share one text: it is printed once, under all their names.
const texts = new Map();
for (const name of [...packages].sort()) {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `(no text in the package; ${license})`;
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
}
const parts = [...texts].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
writeFileSync(out, parts.join(`\n${'-'.repeat(80)}\n\n`));
