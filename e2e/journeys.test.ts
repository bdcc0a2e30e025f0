/** What people come for, in a real Chromium, on the demo city. Each journey ends with no error in the console. */
import { setTimeout as sleep } from "node:timers/promises";
import { connectAsync } from "mqtt";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, expectFits, openBrowser, type Visit, visit } from "./browser.ts";
import { callApi, createPlace, type ProgramPlace, type RunningProgram, startProgram } from "./program.ts";

const phone = { width: 390, height: 844 };
const desktop = { width: 1440, height: 900 };
const demoPassword = "thanh-pho-mau-2026";

let place: ProgramPlace;
let program: RunningProgram;
let browser: Browser;
let open: Visit[] = [];

beforeAll(async () => {
  place = await createPlace();
  program = await startProgram(place, { flags: [], script: "scripts/start.ts", seconds: 180 });
  browser = await openBrowser();
  await untilCityLives();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  await place?.remove();
});
afterEach(async () => {
  const troubles = open.flatMap((one) => one.troubles);
  await Promise.all(open.map((one) => one.page.context().close()));
  open = [];
  expect(troubles).toEqual([]);
});

/** The simulated devices have sent their last days and the indices are computed. */
async function untilCityLives(): Promise<void> {
  for (let i = 0; i < 240; i++) {
    const { items } = await callApi<{ items: { indices: { value: number | null; hourFrom: string }[] }[] }>(
      program,
      "GET",
      "/api/telemetry/things?kind=air-station",
    );
    const living = items.filter(({ indices }) =>
      indices.some((x) => x.value !== null && Date.now() - Date.parse(x.hourFrom) < 3 * 3_600_000),
    );
    if (living.length > 30) return;
    await sleep(500);
  }
  throw new Error("the demo city did not come to life");
}

async function go(path: string, options: Parameters<typeof visit>[1]): Promise<Page> {
  const one = await visit(browser, options);
  open.push(one);
  await one.page.goto(`${program.url}${path}`);
  return one.page;
}

async function logIn(page: Page, userName: string): Promise<void> {
  await page.goto(`${program.url}/login`);
  await page.getByLabel("Tên đăng nhập").fill(userName);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(demoPassword);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
}

describe("người dân trên điện thoại", () => {
  test("xem không khí lúc này và lời khuyên ở trạm xấu nhất", async () => {
    const page = await go("/", phone);
    await page.getByRole("heading", { level: 1, name: "Thành phố lúc này" }).waitFor();
    await page.getByText("dữ liệu mô phỏng", { exact: false }).first().waitFor();
    await expectFits(page);
    await expectAccessible(page);
    await page
      .getByRole("region", { name: /tóm tắt|lúc này/i })
      .getByRole("link")
      .first()
      .click();
    await page.getByRole("heading", { name: "VN_AQI giờ" }).waitFor();
    expect(await page.getByText("QĐ 1459/QĐ-TCMT").count()).toBeGreaterThan(0);
    expect(await page.getByText("PM2.5").count()).toBeGreaterThan(0);
    await expectFits(page);
    await expectAccessible(page);
  });

  test("tìm phường cũ không dấu và biết nay là phường nào", async () => {
    const page = await go("/don-vi", phone);
    await page.getByRole("searchbox").or(page.getByRole("combobox")).first().fill("ben nghe");
    await page.getByText("Sài Gòn", { exact: false }).first().waitFor();
    await expectFits(page);
    await expectAccessible(page);
  });

  test("reads the same in English, by night", async () => {
    const page = await go("/?lang=en", { ...phone, language: "en", dark: true });
    await page
      .getByRole("button", { name: /English|EN/ })
      .first()
      .click()
      .catch(() => undefined);
    await expectFits(page);
    await expectAccessible(page);
  });
});

describe("trên máy tính", () => {
  test("bản đồ vẽ trạm và phường, không gọi ra ngoài", async () => {
    const page = await go("/", desktop);
    const outside: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(program.url) && !/^(data|blob):/.test(request.url()))
        outside.push(request.url());
    });
    await page.locator('[data-state="ready"] canvas').waitFor({ timeout: 60_000 });
    await page.reload();
    await page.locator('[data-state="ready"] canvas').waitFor({ timeout: 60_000 });
    expect(outside).toEqual([]);
    await expectAccessible(page);
  });

  test("một số liệu gửi qua MQTT hiện trên trang trạm đang mở", async () => {
    await callApi(program, "POST", "/api/telemetry/things", {
      code: "hanh-trinh",
      nameVi: "Trạm hành trình",
      nameEn: "Journey",
      kind: "air-station",
      agencyCode: "SNNMT",
      lon: 106.7,
      lat: 10.78,
    });
    const { id } = await callApi<{ id: number }>(
      program,
      "POST",
      "/api/telemetry/things/hanh-trinh/datastreams",
      { property: "pm25", sensor: "thử", intervalSeconds: 60 },
    );
    const device = await callApi<{ userName: string; secret: string }>(
      program,
      "POST",
      "/api/telemetry/devices",
      { userName: "hanh-trinh", things: ["hanh-trinh"] },
    );
    const client = await connectAsync(program.mqttUrl, {
      username: device.userName,
      password: device.secret,
    });
    await client.publishAsync(`v1.1/Datastreams(${id})/Observations`, "31.5", { qos: 1 });
    const page = await go("/tram/hanh-trinh", desktop);
    await page.getByText("31,5").first().waitFor();
    await client.publishAsync(
      "dothi/hanh-trinh/pm25",
      JSON.stringify({ result: 47.25, phenomenonTime: new Date(Date.now() + 2_000).toISOString() }),
      { qos: 1 },
    );
    await page
      .getByText(/47,[23]/)
      .first()
      .waitFor({ timeout: 10_000 });
    await client.endAsync();
  });

  test("người điều hành đăng nhập và thấy số liệu bị từ chối kèm lý do", async () => {
    const headers = { authorization: `Bearer ${program.token}`, "content-type": "application/json" };
    await fetch(`${program.url}/v1.1/Observations`, {
      method: "POST",
      headers,
      body: JSON.stringify({ result: "ba mươi", Datastream: { "@iot.id": 1 } }),
    });
    await sleep(1_500);
    const page = await go("/login", desktop);
    await expectAccessible(page);
    await logIn(page, "dieuhanh");
    await page.goto(`${program.url}/so-lieu/tu-choi`);
    await page.getByText("ba mươi", { exact: false }).first().waitFor();
    await expectAccessible(page);
  });

  test("người quản lý số liệu nhập một tệp có dòng hỏng: phần còn lại được lưu, dòng hỏng được liệt kê", async () => {
    const page = await go("/login", desktop);
    await logIn(page, "quantri");
    const rows = Array.from({ length: 200 }, (_, i) => {
      const time = new Date(Date.parse("2020-03-01T00:00:00Z") + i * 3_600_000).toISOString();
      return `${time};kk-ben-thanh;${(20 + (i % 30)).toString()},5`;
    });
    rows[7] = "2020-03-01T07:00:00Z;kk-ben-thanh;hỏng";
    const content = `thời gian;trạm;PM2,5\r\n${rows.join("\r\n")}\r\n`;
    await page.goto(`${program.url}/nhap-so-lieu`);
    const file = { name: "so-lieu.csv", mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${content}`) };
    await page.locator("input[type=file]").first().setInputFiles(file);
    await page
      .getByRole("heading", { name: "Xem trước" })
      .or(page.getByText("so-lieu.csv"))
      .first()
      .waitFor();
    for (let step = 0; step < 4; step++) {
      const next = page.getByRole("button", { name: /^(Tiếp tục|Nhập số liệu)/ }).last();
      await next.waitFor();
      await expectAccessible(page);
      const last = (await next.textContent())?.startsWith("Nhập");
      await next.click();
      if (last) break;
      await sleep(800);
    }
    await page.getByText("199").first().waitFor({ timeout: 30_000 });
    const download = page.waitForEvent("download");
    await page.getByRole("main").locator('a[href$="/refused"]').first().click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await expectAccessible(page);
  });

  test("đọc tài liệu API và trang giới thiệu có nguồn", async () => {
    const page = await go("/api-docs", desktop);
    await page.getByText("/v1.1/CreateObservations").first().waitFor();
    await expectAccessible(page);
    await page.goto(`${program.url}/about`);
    await page.getByText("1459/QĐ-TCMT", { exact: false }).first().waitFor();
    await expectAccessible(page);
  });

  test("địa chỉ không có: trang báo rõ và đường về", async () => {
    const page = await go("/khong-co-trang-nay", desktop);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expectAccessible(page);
  });
});
