import { describe, expect, test } from "vitest";
import { columnsAround, edgePath, layoutLineage, wrapTitle } from "./lineage-layout.ts";

const node = (id: string) => ({ id, kind: "dataset" as const, title: { vi: id, en: id } });
const edge = (from: string, to: string) => ({ from, to });

describe("the layout of lineage", () => {
  test("a node stands right of everything that leads to it", () => {
    const { nodes } = layoutLineage(
      {
        nodes: ["c", "a", "b"].map(node),
        edges: [edge("a", "b"), edge("b", "c"), edge("a", "c")],
      },
      String,
    );
    expect(Object.fromEntries(nodes.map(({ node: { id }, layer }) => [id, layer]))).toEqual({
      a: 0,
      b: 1,
      c: 2,
    });
  });

  test("nodes never lie on one another and stay inside the drawing", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const layout = layoutLineage({ nodes: ids.map(node), edges: [edge("a", "d"), edge("b", "d")] }, String);
    for (const one of layout.nodes) {
      expect(one.x + one.width).toBeLessThan(layout.width);
      expect(one.y + one.height).toBeLessThan(layout.height);
      for (const other of layout.nodes) {
        if (one === other || one.layer !== other.layer) continue;
        expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(Math.min(one.height, other.height));
      }
    }
  });

  test("a beginning stands just before its first use", () => {
    const edges = [edge("a", "b"), edge("b", "c"), edge("late", "c")];
    const { nodes } = layoutLineage({ nodes: ["a", "b", "c", "late"].map(node), edges }, String);
    expect(nodes.find((placed) => placed.node.id === "late")?.layer).toBe(1);
  });

  test("a circle does not hang", () => {
    const layout = layoutLineage(
      { nodes: ["a", "b"].map(node), edges: [edge("a", "b"), edge("b", "a")] },
      String,
    );
    expect(layout.nodes).toHaveLength(2);
  });

  test("what comes from above stands above", () => {
    const { nodes } = layoutLineage(
      {
        nodes: ["a", "b", "below", "above"].map(node),
        edges: [edge("a", "above"), edge("b", "below")],
      },
      String,
    );
    const y = (id: string) => nodes.find((placed) => placed.node.id === id)?.y ?? 0;
    expect(y("above")).toBeLessThan(y("below"));
  });
});

test("columns appear around the chosen node only, and edges go from column to column", () => {
  const columnEdges = [
    { from: "a", fromColumn: "x", to: "b", toColumn: "y", how: "copy" },
    { from: "b", fromColumn: "y", to: "c", toColumn: "z", how: "copy" },
    { from: "c", fromColumn: "z", to: "d", toColumn: "z", how: "copy" },
  ];
  const around = columnsAround({ columnEdges }, "a");
  expect(around.edges).toHaveLength(1);
  expect([...around.columns]).toEqual([
    ["a", ["x"]],
    ["b", ["y"]],
  ]);
  const layout = layoutLineage(
    { nodes: [node("a"), node("b")], edges: [edge("a", "b")] },
    String,
    (id) => around.columns.get(id) ?? [],
  );
  const [a, b] = layout.nodes;
  if (!a || !b) throw new Error("two nodes are missing");
  expect(edgePath(a, b, "x", "y")).not.toBe(edgePath(a, b));
});

test("a long title is broken at its words and ends in three lines at most", () => {
  expect(wrapTitle("Dân số")).toEqual(["Dân số"]);
  const lines = wrapTitle(
    "Báo cáo chuyên đề về tình hình kinh tế xã hội của Thành phố và các địa bàn sau sắp xếp",
  );
  expect(lines).toHaveLength(3);
  expect(lines.every((line) => line.length <= 28)).toBe(true);
  expect(lines[2]).toMatch(/…$/);
});
