/** TypeBox, the one validator, as every schema.ts uses it. */
export { type Static, Type } from "@fastify/type-provider-typebox";
