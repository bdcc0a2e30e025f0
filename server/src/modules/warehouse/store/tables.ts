/** The tables of schema `warehouse`, as Kysely sees them. */
import type { Generated } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import { tables } from "../../../kernel/postgres.ts";

type Json = unknown;

export interface WarehouseTables {
  dataset: {
    id: Generated<number>;
    name: string;
    kind: "table" | "live" | "query";
    title_vi: string;
    title_en: string;
    description_vi: string;
    description_en: string;
    theme: string;
    tags: string[];
    agency_code: string;
    access: "open" | "city" | "agency";
    licence: string;
    source_vi: string;
    source_en: string;
    simulated: boolean;
    update_every: string | null;
    key_columns: string[];
    current_version: number | null;
    next_version: Generated<number>;
    keep_versions: Generated<number>;
    keep_days: number | null;
    on_failure: Generated<"publish" | "hold">;
    rules: Generated<Json>;
    grants: Generated<Json>;
    row_rules: Generated<Json>;
    policy_revision: Generated<number>;
    opened_version: number | null;
    created_by: string | null;
    created_at: Generated<Date>;
    updated_at: Date;
    archived_at: Date | null;
  };
  dataset_column: {
    dataset_id: number;
    name: string;
    position: number;
    present: boolean;
    type: string;
    fixed_type: boolean;
    source_name: string;
    label_vi: string;
    label_en: string;
    description_vi: string;
    description_en: string;
    unit: string | null;
    term: string | null;
    codes: Json;
    class: string;
    class_status: "unknown" | "proposed" | "confirmed";
    class_by: string | null;
    class_at: Date | null;
    proposals: Json;
    mask: string | null;
  };
  version: {
    dataset_id: number;
    number: number;
    state: "draft" | "published" | "withdrawn";
    storage: "ready" | "archived" | "deleted";
    columns: Json;
    row_count: number;
    content_hash: string;
    parquet_hash: string | null;
    parquet_bytes: number | null;
    author: string;
    author_id: string | null;
    source: string;
    note: string;
    schema_changes: Json;
    load_id: string | null;
    quality_score: number | null;
    held_back: Json;
    profile: Json;
    created_at: Date;
    published_at: Date | null;
    published_by: string | null;
  };
  load: {
    id: string;
    dataset_id: number;
    source_id: string | null;
    state: "queued" | "running" | "done" | "unchanged" | "failed";
    mode: "replace" | "append" | "upsert";
    file_name: string;
    file_hash: string | null;
    file_bytes: number | null;
    plan: Json;
    author: string;
    author_id: string | null;
    job_id: string | null;
    version: number | null;
    report: Json;
    error: Json;
    created_at: Date;
    started_at: Date | null;
    finished_at: Date | null;
  };
  connection: {
    id: string;
    title: string;
    agency_code: string;
    engine: "postgresql" | "mysql";
    host: string;
    port: number;
    database: string;
    user_name: string;
    secret: Buffer;
    tls: "require" | "prefer" | "off";
    created_at: Generated<Date>;
  };
  source: {
    id: string;
    title: string;
    agency_code: string;
    dataset_id: number | null;
    kind: "url" | "database" | "ckan" | "dcat";
    config: Json;
    connection_id: string | null;
    mode: "replace" | "append" | "upsert";
    answers: Json;
    cron: string | null;
    enabled: boolean;
    memory: Json;
    running_since: Date | null;
    last_run_at: Date | null;
    last_success_at: Date | null;
    next_run_at: Date | null;
    failures_in_row: number;
    last_error: Json;
    created_at: Generated<Date>;
  };
  source_run: {
    id: string;
    source_id: string;
    started_at: Date;
    finished_at: Date | null;
    outcome: "running" | "loaded" | "unchanged" | "failed" | "harvested";
    load_id: string | null;
    counts: Json;
    message: Json;
    error: Json;
  };
  harvested: {
    source_id: string;
    remote_id: string;
    dataset_id: number;
    remote_modified: string | null;
    seen_at: Date;
  };
  quality_result: {
    dataset_id: number;
    version: number;
    checked_at: Date;
    score: number;
    failed: number;
    results: Json;
  };
  release: {
    id: string;
    dataset_id: number;
    version: number;
    state: "proposed" | "approved" | "rejected" | "withdrawn" | "blocked";
    input: Json;
    checks: Json;
    anonymity: Json;
    proposed_by: string;
    proposed_by_id: string | null;
    proposed_at: Date;
    decided_by: string | null;
    decided_by_id: string | null;
    decided_at: Date | null;
    reason: string | null;
  };
  term: {
    code: string;
    label_vi: string;
    label_en: string;
    definition_vi: string;
    definition_en: string;
    type: string;
    pattern: string | null;
    golden_dataset: string | null;
    source: string;
    updated_at: Date;
  };
  saved_query: {
    id: string;
    title: string;
    sql: string;
    chart: Json;
    shared: boolean;
    author: string;
    author_id: string;
    dataset_id: number | null;
    run_as: Json;
    cron: string | null;
    next_run_at: Date | null;
    last_run_at: Date | null;
    last_error: Json;
    created_at: Generated<Date>;
    updated_at: Date;
  };
  lineage_edge: { to_node: string; from_node: string; via: string; columns: Json; at: Date };
  lineage_event: {
    id: Generated<number>;
    run_id: string;
    event_type: string;
    job: string;
    event: Json;
    direction: "in" | "out";
    at: Date;
  };
  secret_key: { purpose: string; key: Buffer; created_at: Generated<Date> };
}

/** Queries on the warehouse's own schema. */
export function db(ctx: Pick<Context, "db">) {
  return tables<WarehouseTables>(ctx, "warehouse");
}
