import type { Account } from "../../api/session.ts";
import { useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { ROLE_NAMES } from "./account-words.ts";
import styles from "./accounts.module.css";
import { PasswordCard } from "./PasswordCard.tsx";
import { SessionsCard } from "./SessionsCard.tsx";
import { TokensCard } from "./TokensCard.tsx";
import { ROLES } from "./types.ts";

/** What a person may see and change of the own account. */
export function OwnAccount({ account }: { account: Account }) {
  const t = useT();
  const roleName = (role: string) => {
    const known = ROLES.find((one) => one === role);
    return known ? t(ROLE_NAMES[known]) : role;
  };
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>
        <Card title={t("accounts.own")}>
          <DescriptionList
            items={[
              { label: t("accounts.displayName"), value: account.displayName },
              { label: t("accounts.userName"), value: <code>{account.userName}</code> },
              {
                label: t("accounts.roles"),
                value: (
                  <ul>
                    {account.roles.map((held) => (
                      <li key={`${held.role} ${held.agencyCode}`}>
                        {roleName(held.role)} · {held.agencyName ?? t("session.wholeCity")}
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
        </Card>
        <PasswordCard />
      </div>
      <div className={styles.stack}>
        <TokensCard />
        <SessionsCard accountId={account.id} />
      </div>
    </div>
  );
}
