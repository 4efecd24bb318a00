// Bundles GraphiQL and our page into dist/: everything the browser needs, from our own origin.
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { licences } from "./licences.mjs";

const here = (path) => join(import.meta.dirname, path);

// GraphiQL carries 34 fonts inside its style sheet, seven eighths of its size.
// Without them the page uses the fonts of the reader (see src/page.css).
const withoutFonts = {
  name: "without-fonts",
  setup({ onLoad }) {
    onLoad({ filter: /graphiql\/dist\/style\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      return { contents: css.replace(/@font-face\s*\{[^}]*\}/g, ""), loader: "css" };
    });
  },
};

await rm(here("dist"), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here("."),
  entryPoints: { main: "src/main.jsx" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  alias: { "react-style-singleton": here("src/no-style.js") },
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none", // they are all in LICENSES.txt
  metafile: true,
  plugins: [withoutFonts],
  logLevel: "warning",
});
await cp(here("index.html"), here("dist/index.html"));
await cp(here("src/icon.svg"), here("dist/icon.svg"));
await writeFile(here("dist/LICENSES.txt"), await licences(here("."), metafile));
