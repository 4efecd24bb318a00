import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The licence of every package of which code went into the bundle, as one text. */
export async function licences(root, metafile) {
  const packages = Object.keys(metafile.inputs)
    .map((path) => path.match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0])
    .filter(Boolean);
  const texts = await Promise.all([...new Set(packages)].sort().map((folder) => licence(join(root, folder))));
  return texts.join("\n\n");
}

async function licence(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  // Some packages name their licence only, without its text.
  const text = file ? await readFile(join(folder, file), "utf8") : "";
  return `== ${name} ${version} (${license})\n\n${text.trim()}`.trim();
}
