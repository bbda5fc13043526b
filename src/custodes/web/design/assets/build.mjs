// Builds the stylesheet and the script of the pages: node build.mjs FOLDER_WITH_NODE_MODULES OUT
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [modules, out] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const sass = require("sass");
const esbuild = require("esbuild");

const packages = join(modules, "node_modules");
const images = [
  join(packages, "@ministryofjustice/frontend/moj/assets/images"),
  join(packages, "govuk-frontend/dist/govuk/assets/images"),
];

const compiled = sass.compile(join(here, "app.scss"), {
  loadPaths: [here, packages, modules],
  quietDeps: true,
  logger: sass.Logger.silent,
});
// The footer's royal arms are for pages on gov.uk alone.
const withoutCrest = compiled.css.replace(/\n[^\n]*url\([^)]*govuk-crest\.svg[^)]*\);?/g, "");
const minified = await esbuild.transform(withoutCrest, {
  loader: "css",
  minify: true,
  legalComments: "none",
  target: "es2020",
});
const css = minified.code;
const unwanted = css.match(/.{40}(crest\.|crown\.(png|svg)|GDS Transport|url\(["']?https?:).{40}/);
if (unwanted) {
  throw new Error(`The stylesheet names a crest, a GDS font or an address: ${unwanted[0]}`);
}

// The network page alone loads the second: it carries a library of its own.
const scripts = ["app.js", "network.js"];
const bundled = await esbuild.build({
  entryPoints: scripts.map((name) => join(here, name)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
  nodePaths: [packages],
  write: false,
});

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "images"), { recursive: true });
const names = {};
const write = (name, text) => {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  names[name] = name.replace(/\./, `-${hash}.`);
  writeFileSync(join(out, names[name]), text);
};
write("app.css", css);
for (const file of bundled.outputFiles) write(basename(file.path), file.text);
for (const [, icon] of css.matchAll(/url\(["']?images\/([\w.-]+)["']?\)/g)) {
  const from = images.map((folder) => join(folder, icon)).find((file) => existsSync(file));
  if (!from) throw new Error(`The stylesheet asks for ${icon}, which no package has.`);
  copyFileSync(from, join(out, "images", icon));
}
copyFileSync(join(here, "favicon.svg"), join(out, "favicon.svg"));
names["favicon.svg"] = "favicon.svg";
writeFileSync(join(out, "names.json"), JSON.stringify(names, null, 2) + "\n");
