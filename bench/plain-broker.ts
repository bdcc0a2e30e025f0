/** The yardstick of mqtt-qos1.ts: aedes with no checks and no storing. Prints its port; ends with its input. */
import { createServer } from "node:net";
import { Aedes } from "aedes";

const aedes = new Aedes({ concurrency: 1_000, maxClientsIdLength: 128 });
await aedes.listen();
const server = createServer({ noDelay: true }, (socket) => void aedes.handle(socket));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(String(typeof address === "object" && address ? address.port : 0));
});
process.stdin.on("end", () => process.exit(0)).resume();
