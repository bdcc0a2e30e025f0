/**
 * npm run docs
 * Writes docs/configuration.md and docs/errors.md from the code; test/docs.test.ts holds them to it.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { variables } from "../server/src/kernel/config.ts";
import { errorCatalogue } from "../server/src/kernel/errors.ts";
import "../server/src/modules.ts";

export function configurationPage(): string {
  const rows = Object.entries(variables).map(([name, v]) => {
    const fallback = v.fallback === "" ? "" : `\`${String(v.fallback)}\``;
    return `| \`${name}\` | ${v.type.replaceAll("|", "\\|")} | ${fallback} | ${v.description}${"secret" in v ? " Secret: never logged." : ""} |`;
  });
  return `# Configuration

All settings are environment variables, read once at start by \`server/src/kernel/config.ts\`. A wrong value stops the
start; all wrong values are listed at once. This page is written by \`npm run docs\`.

| variable | type | default | meaning |
|---|---|---|---|
${rows.join("\n")}
`;
}

export function errorsPage(): string {
  const parts = errorCatalogue().map(
    ({ code, spec }) => `## ${code}

${spec.title.vi} · ${spec.title.en}

- Kind: ${spec.kind}
- Cách xử lý: ${spec.remedy.vi}
- Remedy: ${spec.remedy.en}
`,
  );
  return `# Errors

Every refusal is an RFC 9457 problem document (\`application/problem+json\`) with one of these codes, in the reader's
language (\`Accept-Language\` or \`?lang=\`). Words in braces are filled in. This page is written by \`npm run docs\`.

${parts.join("\n")}`;
}

if (import.meta.main) {
  const docs = join(import.meta.dirname, "../docs");
  writeFileSync(join(docs, "configuration.md"), configurationPage());
  writeFileSync(join(docs, "errors.md"), errorsPage());
}
