import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { createDeflate, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { isPortListed, mayConnect, readAllowList } from "./addresses.ts";
import { type GetOptions, openGuarded } from "./guard.ts";
import { all, codeOf, serve } from "./testing.ts";

const options: GetOptions = { maxBytes: 1_000_000, totalSeconds: 5 };
const strict = openGuarded({ allow: [] });
const none = readAllowList([]);
const may = (address: string, allow = none) => mayConnect({ host: address, port: 80, address }, allow, "web");

const server = await serve((request, response, url) => {
  const to = (status: number, location: string) => response.writeHead(status, { location }).end();
  if (url.pathname === "/ok") return void response.end(`hello ${request.headers.accept}`);
  if (url.pathname === "/metadata") return void to(302, "http://169.254.169.254/latest/meta-data/");
  if (url.pathname === "/inside") return void to(307, "http://127.0.0.2:8080/");
  if (url.pathname === "/file") return void to(302, "file:///etc/passwd");
  if (url.pathname === "/loop") return void to(302, "/loop");
  if (url.pathname === "/hop") return void to(301, "/ok");
  if (url.pathname === "/database") return void to(302, "http://127.0.0.1:5432/");
  if (url.pathname === "/endless") {
    const more = () => {
      while (response.writable && response.write(Buffer.alloc(65_536)));
    };
    response.on("drain", more);
    return more();
  }
  if (url.pathname === "/bomb")
    return void response
      .writeHead(200, { "content-encoding": "gzip" })
      .end(gzipSync(Buffer.alloc(50_000_000)));
  if (url.pathname === "/gzip")
    return void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("a,b\n1,2\n"));
  if (url.pathname === "/broken-gzip")
    return void response.writeHead(200, { "content-encoding": "gzip" }).end("no gzip");
  if (url.pathname === "/odd") return void response.writeHead(200, { "content-encoding": "x-odd" }).end("?");
  if (url.pathname === "/header") return void response.writeHead(200, { "x-long": "x".repeat(70_000) }).end();
  if (url.pathname === "/idle") return void response.writeHead(200).write("a");
  if (url.pathname === "/slow") {
    const timer = setInterval(() => response.write("a"), 50);
    return void response.on("close", () => clearInterval(timer));
  }
  response.writeHead(404).end();
});
const guard = openGuarded({ allow: ["127.0.0.1"] });
afterAll(async () => {
  await guard.close();
  await strict.close();
  await server.close();
});

async function read(path: string, change: Partial<GetOptions> = {}): Promise<string> {
  const answer = await guard.get(`${server.url}${path}`, { ...options, ...change });
  return Buffer.concat((await all(answer.body)) as Buffer[]).toString();
}

const byte = fc.integer({ min: 0, max: 255 });
const inner = fc.oneof(
  fc.tuple(fc.constant(10), byte, byte, byte),
  fc.tuple(fc.constant(127), byte, byte, byte),
  fc.tuple(fc.constant(0), byte, byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.constant(198), fc.integer({ min: 18, max: 19 }), byte, byte),
  fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
);

/** The ways in which inet_aton and URL parsers take an IPv4 address, and those in IPv6. */
function writings([a, b, c, d]: readonly [number, number, number, number]): string[] {
  const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const hex = (n: number) => `0x${n.toString(16)}`;
  const octal = (n: number) => `0${n.toString(8)}`;
  const high = ((a << 8) | b).toString(16);
  const low = ((c << 8) | d).toString(16);
  return [
    `${a}.${b}.${c}.${d}`,
    `${a}.${b}.${c}.${d}.`,
    String(number),
    hex(number),
    octal(number),
    [a, b, c, d].map(hex).join("."),
    [a, b, c, d].map(octal).join("."),
    `${hex(a)}.${octal(b)}.${c}.${d}`,
    `${a}.${b}.${(c << 8) | d}`,
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${a}%2e${b}.${c}.${d}`,
    Array.from(`${a}.${b}.${c}.${d}`, (x) =>
      x === "." ? "。" : String.fromCharCode(x.charCodeAt(0) + 0xfee0),
    ).join(""),
    `[::ffff:${a}.${b}.${c}.${d}]`,
    `[::ffff:${high}:${low}]`,
    `[::${a}.${b}.${c}.${d}]`,
    `[64:ff9b::${high}:${low}]`,
    `[64:ff9b:1::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
    `[2001:0:${high}:${low}::]`,
    `[2001:db8::5efe:${high}:${low}]`,
    `[2400:cb00::5efe:${high}:${low}]`,
  ];
}

describe("addresses", () => {
  test("no inner IPv4 address is reached, however it is written", async () => {
    await fc.assert(
      fc.asyncProperty(inner, async (parts) => {
        for (const host of writings(parts)) {
          const url = `http://${host}/`;
          expect([url, await codeOf(strict.get(url, options))]).toEqual([
            url,
            "warehouse.source-address-refused",
          ]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("no inner IPv6 address either", () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16));
    const first = fc.constantFrom(
      "fe80",
      "febf",
      "fc00",
      "fd12",
      "ff02",
      "fec0",
      "100",
      "2001:db8",
      "3fff",
      "5f00",
      "0",
    );
    fc.assert(fc.property(first, group, group, (head, a, b) => !may(`${head}::${a}:${b}`)));
    for (const address of ["::", "::1", "fd00:ec2::254", "fe80::1%eth0", "no address", ""])
      expect([address, may(address)]).toEqual([address, false]);
  });

  test("public addresses are reached, also through NAT64", () => {
    for (const address of ["8.8.8.8", "103.9.0.1", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
      expect([address, may(address)]).toEqual([address, true]);
  });

  test("the list opens hosts, ports and networks, and no more", () => {
    const allow = readAllowList([
      "gis.city.local:8443",
      "10.2.0.0/16",
      "[fd00::1]:80",
      " ",
      "data.city.local",
    ]);
    const at = (host: string, port: number, address: string) =>
      mayConnect({ host, port, address }, allow, "web");
    expect(at("gis.city.local", 8443, "10.9.9.9")).toBe(true);
    expect(at("GIS.city.local.", 8443, "10.9.9.9")).toBe(true);
    expect(at("gis.city.local", 443, "10.9.9.9")).toBe(false);
    expect(at("x", 443, "10.2.3.4")).toBe(true);
    expect(at("x", 443, "10.3.3.4")).toBe(false);
    expect(at("[fd00::1]", 80, "fd00::1")).toBe(true);
    expect(at("data.city.local", 80, "169.254.169.254")).toBe(false);
    expect(isPortListed("gis.city.local", 8443, allow)).toBe(true);
    expect(isPortListed("data.city.local", 9000, allow)).toBe(false);
    for (const wrong of ["10.0.0.0/99", "http://x/", "a b"])
      expect(() => readAllowList([wrong])).toThrow(wrong);
  });

  test("databases may stand in private networks, but not on this machine nor among our engines", async () => {
    const at = (address: string) => mayConnect({ host: address, port: 5432, address }, none, "database");
    expect(["10.1.2.3", "192.168.1.1", "fd12::1", "8.8.8.8"].map(at)).toEqual([true, true, true, true]);
    expect(["127.0.0.1", "169.254.169.254", "::1", "fe80::1", "100.100.100.200", "0.0.0.0"].map(at)).toEqual(
      Array(6).fill(false),
    );
    const lookup = async () => ["10.0.0.5"];
    const own = openGuarded({ allow: [], own: ["db.city.local:5432"], lookup });
    expect(await codeOf(own.resolve("10.0.0.5", 5432, "database"))).toBe("warehouse.source-address-refused");
    expect(await own.resolve("10.0.0.5", 5433, "database")).toEqual(["10.0.0.5"]);
    await own.close();
  });
});

describe("names and ports", () => {
  test("a name that points inwards is refused, also when only one of its addresses does", async () => {
    for (const found of [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["169.254.169.254"]]) {
      const hostile = openGuarded({ allow: [], lookup: async () => found });
      expect(await codeOf(hostile.get("http://data.example.vn/", options))).toBe(
        "warehouse.source-address-refused",
      );
      await hostile.close();
    }
  });

  test("the address that was checked is the one connected to: a second lookup changes nothing", async () => {
    let lookups = 0;
    const port = new URL(server.url).port;
    const lookup = async () => [lookups++ === 0 ? "127.0.0.1" : "127.0.0.9"];
    const rebinding = openGuarded({ allow: ["127.0.0.1/32"], lookup });
    const answer = await rebinding.get(`http://data.example.vn:${port}/ok`, options);
    expect(answer.status).toBe(200);
    answer.body.resume();
    expect(lookups).toBe(1);
    await rebinding.close();
  });

  test("unknown names, refused ports, credentials and other schemes", async () => {
    const lost = openGuarded({ allow: [], lookup: () => Promise.reject(new Error("ENOTFOUND")) });
    expect(await codeOf(lost.get("http://nowhere.example.vn/", options))).toBe(
      "warehouse.source-host-unknown",
    );
    await lost.close();
    for (const port of [22, 25, 5432, 6379, 9000, 27017])
      expect(await codeOf(guard.get(`http://8.8.8.8:${port}/`, options))).toBe(
        "warehouse.source-port-refused",
      );
    for (const url of [
      "ftp://8.8.8.8/",
      "http://a:b@8.8.8.8/",
      "http://a@8.8.8.8/",
      "nonsense",
      "file:///etc/passwd",
    ])
      expect([url, await codeOf(guard.get(url, options))]).toEqual([url, "warehouse.source-address-invalid"]);
    const secret = await guard.get("http://user:secret@8.8.8.8/", options).catch((error: Error) => error);
    expect(JSON.stringify(secret)).not.toContain("secret@");
  });
});

describe("answers", () => {
  test("redirects are followed by hand and checked again", async () => {
    expect(await read("/hop")).toBe("hello */*");
    expect(await codeOf(read("/metadata"))).toBe("warehouse.source-address-refused");
    expect(await codeOf(read("/inside"))).toBe("warehouse.source-address-refused");
    expect(await codeOf(read("/file"))).toBe("warehouse.source-address-invalid");
    expect(await codeOf(read("/database"))).toBe("warehouse.source-port-refused");
    expect(await codeOf(read("/loop"))).toBe("warehouse.source-redirect-loop");
    expect(server.asked.filter((path) => path === "/loop")).toHaveLength(6);
  });

  test("bodies are bounded, packed and unpacked", async () => {
    expect(await read("/gzip")).toBe("a,b\n1,2\n");
    expect(await codeOf(read("/endless"))).toBe("warehouse.source-too-large");
    expect(await codeOf(read("/bomb"))).toBe("warehouse.source-too-large");
    expect(await codeOf(read("/broken-gzip"))).toBe("warehouse.source-encoding-unsupported");
    expect(await codeOf(read("/odd"))).toBe("warehouse.source-encoding-unsupported");
    expect(await codeOf(read("/header"))).toBe("warehouse.source-too-large");
  });

  test("silence and dripping end by the clock", async () => {
    expect(await codeOf(read("/idle", { idleSeconds: 0.5 }))).toBe("warehouse.source-timeout");
    expect(await codeOf(read("/slow", { idleSeconds: 1, totalSeconds: 0.6 }))).toBe(
      "warehouse.source-timeout",
    );
  });

  test("a host that drips its headers, hangs up, or is not there", async () => {
    const sockets = new Set<Socket>();
    const drip = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined).write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("x: y\r\n"), 50);
      socket.on("close", () => clearInterval(timer));
    });
    await new Promise<void>((done) => drip.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(drip.address() as AddressInfo).port}/`;
    expect(await codeOf(guard.get(url, { ...options, totalSeconds: 0.7 }))).toBe("warehouse.source-timeout");
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => drip.close(done));
    expect(await codeOf(guard.get(url, options))).toBe("warehouse.source-unreachable");
  });
});

test("deflate is unpacked too", async () => {
  const packed = await serve((_request, response) => {
    response.writeHead(200, { "content-encoding": "deflate" });
    const deflate = createDeflate();
    deflate.pipe(response);
    deflate.end("x");
  });
  const answer = await guard.get(packed.url, options);
  expect(Buffer.concat((await all(answer.body)) as Buffer[]).toString()).toBe("x");
  await packed.close();
});
