/** The people of the demo city, plainly invented, one for each role. They exist only where the demo was seeded. */

import type { Role } from "../../../kernel/actor.ts";
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual, Language } from "../../../kernel/errors.ts";
import { authorise } from "../../../kernel/policy.ts";
import { hasDemo } from "../../../kernel/seed.ts";
import { identityPolicy } from "../policy.ts";
import type { DemoAccountView } from "../schema.ts";
import { listDemoAccountRows } from "../store/accounts.ts";
import { addAccount } from "./accounts.ts";
import { agencyNames } from "./agencies.ts";

/** Published on purpose. Whoever changes the password of a demo account takes it off the list. */
export const demoPassword = "thanh-pho-mau-2026";

interface DemoPerson {
  readonly userName: string;
  readonly displayName: string;
  readonly role: Role;
  readonly roleName: Bilingual;
  readonly agencyCode: string | null;
}

const people: readonly DemoPerson[] = [
  person("nguoidan", "Nguyễn Văn Mẫu", "citizen", { vi: "Người dân", en: "Citizen" }),
  person("canbo", "Trần Thị Ví Dụ", "officer", { vi: "Cán bộ phường", en: "Ward officer" }, "UBND-26740"),
  person(
    "lanhdao",
    "Lê Văn Giả Định",
    "approver",
    { vi: "Lãnh đạo phường", en: "Ward approver" },
    "UBND-26740",
  ),
  person(
    "moitruong",
    "Phạm Thị Thử Nghiệm",
    "officer",
    { vi: "Cán bộ môi trường", en: "Environment officer" },
    "SNNMT",
  ),
  person("phantich", "Hoàng Văn Minh Họa", "analyst", { vi: "Chuyên viên phân tích", en: "Analyst" }),
  person("dieuhanh", "Võ Thị Tình Huống", "operator", { vi: "Trực ban điều hành", en: "Operator" }),
  person("anninh", "Đặng Văn Phỏng Tạo", "security-analyst", {
    vi: "Chuyên viên an toàn thông tin",
    en: "Security analyst",
  }),
  person("dulieu", "Bùi Thị Mô Hình", "data-steward", { vi: "Quản lý dữ liệu", en: "Data steward" }, "SKHCN"),
  person("quantri", "Đỗ Văn Bản Nháp", "administrator", { vi: "Quản trị hệ thống", en: "Administrator" }),
];

export async function seedDemoAccounts(ctx: Context): Promise<void> {
  for (const { userName, displayName, role, agencyCode } of people) {
    const grants = [{ role, agencyCode }];
    await addAccount(ctx, {
      userName,
      displayName,
      password: demoPassword,
      grants,
      kind: "person",
      demo: true,
    });
  }
}

/** The accounts to try, with their password; nothing where there is no demo city. */
export async function listDemoAccounts(ctx: Context, language: Language): Promise<DemoAccountView[]> {
  authorise(ctx, identityPolicy, "list", "demo-account");
  if (!(await hasDemo(ctx))) return [];
  const kept = new Map((await listDemoAccountRows(ctx)).map((row) => [row.user_name, row]));
  const names = await agencyNames(
    ctx,
    people.map((one) => one.agencyCode),
    language,
  );
  return people.flatMap(({ userName, role, roleName, agencyCode }) => {
    const row = kept.get(userName);
    if (!row) return [];
    const agencyName = names.get(agencyCode) ?? null;
    return [
      {
        userName,
        password: demoPassword,
        displayName: row.display_name,
        role,
        roleName: roleName[language],
        agencyName,
      },
    ];
  });
}

function person(
  userName: string,
  displayName: string,
  role: Role,
  roleName: Bilingual,
  agencyCode: string | null = null,
): DemoPerson {
  return { userName, displayName, role, roleName, agencyCode };
}
