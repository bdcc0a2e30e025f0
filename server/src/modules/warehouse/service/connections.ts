/** Stored connections to other databases. The password goes in and never comes out. */
import { randomUUID } from "node:crypto";
import type { Context } from "../../../kernel/context.ts";
import { authorise } from "../../../kernel/policy.ts";
import { testConnection } from "../connectors/database.ts";
import { openSecret, sealSecret } from "../connectors/secret.ts";
import { warehouseError } from "../errors.ts";
import { policy } from "../policy.ts";
import type { Connection, ConnectionTest, NewConnection } from "../schema/loads.ts";
import { warehouseState } from "../state.ts";
import * as store from "../store/sources.ts";
import { agencyNames, checkAgency } from "./people.ts";

export async function listConnections(ctx: Context): Promise<Connection[]> {
  authorise(ctx, policy, "read", "source");
  const [rows, names] = await Promise.all([store.listConnectionRows(ctx), agencyNames(ctx)]);
  return rows.map(({ agencyCode, secret: _secret, ...row }) => ({
    ...row,
    agency: { code: agencyCode, name: names.get(agencyCode) ?? { vi: agencyCode, en: agencyCode } },
  }));
}

export async function addConnection(ctx: Context, input: NewConnection): Promise<Connection> {
  authorise(ctx, policy, "keep", "connection", { agencyCode: input.agencyCode });
  await checkAgency(ctx, input.agencyCode);
  const id = randomUUID();
  const { password, ...rest } = input;
  await store.insertConnection(ctx, {
    ...rest,
    tls: input.tls ?? "prefer",
    id,
    secret: sealSecret(warehouseState.of(ctx).sealKey, id, password),
  });
  const added = (await listConnections(ctx)).find((one) => one.id === id);
  if (!added) throw warehouseError("connection-unknown");
  return added;
}

/** @throws `warehouse.connection-used` */
export async function removeConnection(ctx: Context, id: string): Promise<void> {
  authorise(ctx, policy, "read", "source");
  const row = await getConnectionRow(ctx, id);
  authorise(ctx, policy, "keep", "connection", { agencyCode: row.agencyCode });
  if (row.usedBy > 0) throw warehouseError("connection-used", { count: row.usedBy });
  await store.deleteConnection(ctx, id);
}

/** Whether the server answers, and what a query gives. */
export async function tryConnection(
  ctx: Context,
  id: string,
  input: { query?: string | undefined },
): Promise<ConnectionTest> {
  authorise(ctx, policy, "read", "source");
  const row = await getConnectionRow(ctx, id);
  authorise(ctx, policy, "keep", "connection", { agencyCode: row.agencyCode });
  return testConnection(
    { web: warehouseState.of(ctx).web },
    openConnection(ctx, row),
    input.query,
  ) as Promise<ConnectionTest>;
}

export async function getConnectionRow(ctx: Context, id: string): Promise<store.ConnectionRow> {
  const row = (await store.listConnectionRows(ctx)).find((one) => one.id === id);
  if (!row) throw warehouseError("connection-unknown");
  return row;
}

/** With its password, for a connector. */
export function openConnection(ctx: Context, row: store.ConnectionRow) {
  const { engine, host, port, database, user, tls } = row;
  return {
    engine,
    host,
    port,
    database,
    user,
    tls,
    password: openSecret(warehouseState.of(ctx).sealKey, row.id, row.secret),
  };
}
