/** The modules that exist, in boot order. The order is the dependency rule: a module imports only earlier ones. */
export const moduleOrder = ["registry", "identity", "warehouse", "telemetry"] as const;

export type ModuleName = (typeof moduleOrder)[number];
