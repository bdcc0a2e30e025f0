import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { QueryView } from "../../api/QueryView.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import styles from "./ApiPage.module.css";
import { OperationView } from "./OperationView.tsx";
import { groupOperations, type OpenApi, operationsOf } from "./openapi.ts";
import { useOpenApi } from "./queries.ts";

/** The program's interface for other programs, read from its own OpenAPI 3.1 description. */
export function ApiPage() {
  const t = useT();
  const api = useOpenApi();
  return (
    <>
      <PageHeader
        title={t("api.title")}
        lead={t("api.lead")}
        actions={
          <Link to="/openapi.json" look="secondary" download="openapi.json">
            {t("api.download")}
          </Link>
        }
      />
      <QueryView query={api}>{(description) => <Reader api={description} />}</QueryView>
    </>
  );
}

function Reader({ api }: { api: OpenApi }) {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const text = search.get("tim") ?? "";
  const operations = useMemo(() => operationsOf(api), [api]);
  const groups = useMemo(() => groupOperations(operations, text), [operations, text]);
  const count = groups.reduce((sum, [, items]) => sum + items.length, 0);
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        <SearchField
          label={t("api.search")}
          placeholder={t("api.placeholder")}
          value={text}
          onSearch={(value) => setSearch(value ? { tim: value } : {}, { replace: true })}
        />
        <p aria-live="polite" className={styles.quiet}>
          {t("api.count", { count })}
        </p>
        <nav aria-label={t("api.groups")}>
          <ul className={styles.groups}>
            {groups.map(([tag, items]) => (
              <li key={tag}>
                <a href={`#${tag}`}>
                  {tag} <span className={styles.quiet}>{items.length}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div className={styles.list}>
        {groups.length === 0 && <EmptyState icon="search" title={t("api.none")} text={t("search.none")} />}
        {groups.map(([tag, items]) => (
          <div key={tag} id={tag} className={styles.group}>
            <Card title={tag} flush>
              {items.map((operation) => (
                <OperationView key={operation.id} operation={operation} />
              ))}
            </Card>
          </div>
        ))}
      </div>
    </div>
  );
}
