import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { holdsRole, useSession } from "../api/session.ts";
import { useT } from "../i18n/i18n.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Link } from "../ui/Link.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";

/** Props of RoleGate. Without `roles` everybody who is signed in may see the page. */
export type RoleGateProps = { title: string; roles?: readonly string[]; children: ReactNode };

/** Shows a page to those who may use it; others are told why not and what to do. The server decides all the same. */
export function RoleGate({ title, roles, children }: RoleGateProps) {
  const t = useT();
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.isPending) return <LoadingState />;
  const account = session.data?.account;
  if (account && holdsRole(account, roles)) return children;
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        icon="lock"
        title={t(account ? "gate.otherRole" : "gate.login")}
        text={t(account ? "gate.otherRoleText" : "gate.loginText")}
        action={
          <Link to={`/login?next=${encodeURIComponent(pathname + search)}`} look="primary">
            {t(account ? "gate.otherAccount" : "session.login")}
          </Link>
        }
      />
    </>
  );
}
