import { expect, test } from "vitest";
import { readProblem } from "./errors.ts";

test("a full problem is read member by member", () => {
  const problem = readProblem(
    {
      type: "https://example.org/x",
      status: 423,
      code: "identity.account-locked",
      title: "Tài khoản tạm khóa",
      requestId: "r-1",
      retryAfterSeconds: 900,
      errors: [{ path: "/userName", message: "Bắt buộc" }, { nonsense: true }],
    },
    423,
  );
  expect(problem).toEqual({
    status: 423,
    code: "identity.account-locked",
    title: "Tài khoản tạm khóa",
    requestId: "r-1",
    errors: [{ path: "/userName", message: "Bắt buộc" }],
    extra: { retryAfterSeconds: 900 },
  });
});

test("a body that is no problem still gives one", () => {
  expect(readProblem("<html>", 502, "r-2")).toEqual({
    status: 502,
    code: "http.502",
    title: "HTTP 502",
    requestId: "r-2",
    errors: [],
    extra: {},
  });
});
