// Bundles the desk into one script and one style, which the program carries with it, and the licences of what is in
// them. usage: node build.js [FOLDER]
import { build } from 'esbuild';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const into = process.argv[2] ?? 'out';

const made = await build({
  entryPoints: { desk: 'src/main.js' },
  outdir: into,
  bundle: true,
  minify: true,
  format: 'esm',
  // docs/DESK.md names it as the oldest browser.
  target: 'chrome109',
  charset: 'utf8',
  legalComments: 'none',
  loader: { '.png': 'dataurl' },
  metafile: true,
  logLevel: 'warning',
});

await writeFile(join(into, 'licences.txt'), await licences(Object.keys(made.metafile.inputs)));

/** The licences of the packages that `inputs` are of. */
async function licences(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const texts = [...packages].sort().map(licence);
  return (await Promise.all(texts)).join('\n\n');
}

async function licence(name) {
  const folder = join('node_modules', name);
  const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  if (!file) throw new Error(`${name} ${version} (${license}) has no file of its licence`);
  return `${name} ${version} (${license})\n\n${await readFile(join(folder, file), 'utf8')}`;
}
