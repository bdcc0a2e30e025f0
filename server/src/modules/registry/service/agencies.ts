/** The City's agencies as dated records. */
import { fold, prepareName, rankMatch } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import { kernelError } from "../../../kernel/errors.ts";
import { decodeCursor, pageOf } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { registryError } from "../errors.ts";
import { registryPolicy } from "../policy.ts";
import type { AgenciesQuery, Agency, AgencyDetail, AgencyPage } from "../schema.ts";
import * as store from "../store/agencies.ts";
import { tidyQuery } from "../unit-search.ts";
import { todayOf } from "./units.ts";

const defaultLimit = 50;

/** Agencies of a day: the City's committee, departments, then the communes' committees; with `q` best match first. */
export async function listAgencies(ctx: Context, query: AgenciesQuery = {}): Promise<AgencyPage> {
  authorise(ctx, registryPolicy, "read", "agency");
  const at = query.at ?? todayOf(ctx);
  const limit = query.limit ?? defaultLimit;
  const words = wordsOf(query.q ?? "");
  const [score = Number.POSITIVE_INFINITY, position = 0] =
    query.cursor === undefined ? [] : keyOfCursor(query.cursor);
  if (words.length === 0) {
    const rows = await store.pageAgencies(ctx, { ...query, at }, position, limit + 1);
    const page = pageOf(rows, limit, (row) => [0, row.position]);
    return { at, items: page.items.map(agencyOf), nextCursor: page.nextCursor };
  }
  const wanted = prepareName(tidyQuery(query.q ?? ""));
  const hits = (await store.agenciesWithWords(ctx, { ...query, at }, words))
    .map((row) => ({ row, score: scoreOf(wanted, row) }))
    .filter((hit) => hit.score < score || (hit.score === score && hit.row.position > position))
    .sort((a, b) => b.score - a.score || a.row.position - b.row.position);
  const page = pageOf(hits.slice(0, limit + 1), limit, (hit) => [hit.score, hit.row.position]);
  return { at, items: page.items.map((hit) => agencyOf(hit.row)), nextCursor: page.nextCursor };
}

/** @throws `registry.agency-unknown` when no agency has the code on the day (default: today) */
export async function getAgency(ctx: Context, code: string, at = todayOf(ctx)): Promise<Agency> {
  authorise(ctx, registryPolicy, "read", "agency");
  const row = await store.findAgencyRow(ctx, code, at);
  if (!row) throw registryError("agency-unknown", { code, at });
  return agencyOf(row);
}

/** One agency with its place in the tree and what it was and became. @throws `registry.agency-unknown` */
export async function getAgencyDetail(ctx: Context, code: string, at = todayOf(ctx)): Promise<AgencyDetail> {
  authorise(ctx, registryPolicy, "read", "agency");
  const agency = await getAgency(ctx, code, at);
  const [parents, childCount, predecessors, successors] = await Promise.all([
    store.parentsOf(ctx, code, at),
    store.countChildren(ctx, code, at),
    store.linkedAgencies(ctx, agency.id, "predecessors"),
    store.linkedAgencies(ctx, agency.id, "successors"),
  ]);
  return { at, agency, parents: parents.map(agencyOf), childCount, predecessors, successors };
}

function agencyOf({ position: _position, ...agency }: store.AgencyRow): Agency {
  return agency;
}

function wordsOf(typed: string): string[] {
  return fold(tidyQuery(typed))
    .split(/\s+/u)
    .filter((word) => word !== "");
}

const codeScore = 1000;

function scoreOf(wanted: ReturnType<typeof prepareName>, row: store.AgencyRow): number {
  if (wanted.folded === row.code.toLowerCase()) return codeScore;
  return Math.max(
    ...[row.name, row.shortName ?? "", row.nameEn, row.code].map((name) => rankMatch(wanted, name)),
  );
}

function keyOfCursor(cursor: string): number[] {
  const key = decodeCursor(cursor, 2);
  if (!key.every((part): part is number => Number.isSafeInteger(part) && Math.abs(Number(part)) < 2 ** 31))
    throw kernelError("cursor-invalid", { cursor });
  return key;
}
