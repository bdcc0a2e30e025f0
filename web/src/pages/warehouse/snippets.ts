/** Languages a dataset is read from, in the order shown. */
export const LANGUAGES = ["curl", "python", "r", "javascript"] as const;

type Language = (typeof LANGUAGES)[number];

/** Code that reads a dataset of this program, ready to be pasted. `isOpen` = no token is needed. */
export function snippet(language: Language, origin: string, name: string, isOpen: boolean): string {
  const base = `${origin}/api/warehouse/datasets/${name}`;
  const csv = `${base}/download?format=csv`;
  switch (language) {
    case "curl":
      return [
        `curl ${isOpen ? "" : '-H "Authorization: Bearer $DOTHI_TOKEN" '}"${base}/rows?limit=100"`,
        `curl ${isOpen ? "" : '-H "Authorization: Bearer $DOTHI_TOKEN" '}-o ${name}.csv "${csv}"`,
      ].join("\n");
    case "python":
      return [
        "import pandas as pd",
        "",
        `url = "${csv}"`,
        isOpen
          ? "df = pd.read_csv(url)"
          : 'df = pd.read_csv(url, storage_options={"Authorization": "Bearer " + token})',
        "print(df.head())",
      ].join("\n");
    case "r":
      return isOpen
        ? ["library(readr)", "", `df <- read_csv("${csv}")`, "head(df)"].join("\n")
        : [
            "library(httr2)",
            "library(readr)",
            "",
            `answer <- request("${csv}") |>`,
            '  req_headers(Authorization = paste("Bearer", token)) |>',
            "  req_perform()",
            "df <- read_csv(resp_body_raw(answer))",
            "head(df)",
          ].join("\n");
    case "javascript":
      return [
        `const answer = await fetch("${base}/rows?limit=100"${isOpen ? "" : ", {"}`,
        ...(isOpen ? [");"] : [`  headers: { Authorization: "Bearer " + token },`, "});"]),
        "const { columns, rows, total, nextCursor } = await answer.json();",
      ]
        .join("\n")
        .replace('"\n);', '");');
  }
}
