/** What the person at the terminal reads when the program is ready. */
import type { Config } from "./kernel/config.ts";
import type { Bilingual, Language } from "./kernel/errors.ts";
import type { DemoAccountView } from "./modules/identity/index.ts";

export interface Readiness {
  readonly config: Config;
  readonly url: string;
  readonly seconds: number;
  /** Accounts of the demo city in each language; none without it. */
  readonly accounts: Readonly<Record<Language, readonly DemoAccountView[]>>;
}

/** Address, what is embedded and what external, and the accounts to try. */
export function banner({ config, url, seconds, accounts }: Readiness): Bilingual {
  const took = seconds.toFixed(1);
  return {
    vi: [
      `\n  Dothi đã sẵn sàng sau ${took.replace(".", ",")} giây:  ${url}`,
      `  ${engines(config, { embedded: "kèm theo", external: "bên ngoài" })}`,
      ...accountLines(accounts.vi, "  Thành phố mẫu, dữ liệu mô phỏng. Tài khoản dùng thử"),
    ].join("\n"),
    en: [
      `\n  Dothi is ready after ${took} s:  ${url}`,
      `  ${engines(config, { embedded: "embedded", external: "external" })}`,
      ...accountLines(accounts.en, "  Demo city, simulated data. Accounts to try"),
    ].join("\n"),
  };
}

function engines(config: Config, words: { embedded: string; external: string }): string {
  const where = (url: string) => (url ? words.external : words.embedded);
  const mqtt = config.MQTT_URL ? "" : ` (${config.MQTT_HOST}:${config.MQTT_PORT})`;
  return [
    `PostgreSQL: ${where(config.DATABASE_URL)}`,
    `ClickHouse: ${where(config.CLICKHOUSE_URL)}`,
    `MQTT: ${where(config.MQTT_URL)}${mqtt}`,
  ].join(" · ");
}

function accountLines(accounts: readonly DemoAccountView[], title: string): string[] {
  if (accounts.length === 0) return [];
  const width = Math.max(...accounts.map(({ userName }) => userName.length));
  const rows = accounts.map(({ userName, password, roleName, agencyName }) => {
    const agency = agencyName ? `, ${agencyName}` : "";
    return `    ${userName.padEnd(width)}  ${password}  ${roleName}${agency}`;
  });
  return [`${title}:`, ...rows, ""];
}
