/** Simulated street trees and urban-renewal projects, with geometry. */
import { addMonths } from "@dothi/vietnam";
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import {
  agencyColumn,
  cells,
  codeColumn,
  column,
  type Row,
  round,
  simulated,
  unitColumn,
} from "../columns.ts";
import { type Random, randomOf } from "../random.ts";
import { streetsOf } from "../streets.ts";
import { cityUnits, pickUnit, placeIn } from "../territory.ts";

/** Species, height of a grown tree in metres. */
const species: readonly (readonly [code: string, heightM: number])[] = [
  ["dau-rai", 26],
  ["sao-den", 24],
  ["xa-cu", 20],
  ["me-tay", 14],
  ["bang-lang", 11],
  ["lim-xet", 13],
  ["me-chua", 12],
  ["bo-de", 16],
];

const trees = simulated({
  name: "cay_xanh_duong_pho",
  title: "Cây xanh đường phố | Street trees",
  description:
    "20.000 cây mô phỏng: loài, chiều cao, đường kính, tình trạng, điểm vị trí. Cây lớn, nghiêng cần kiểm tra trước mùa mưa. | 20,000 simulated trees: species, height, girth, condition, point. Tall leaning ones need a check before the rains.",
  theme: "urban-renewal",
  tags: ["cây xanh", "an toàn mùa mưa", "bản đồ"],
  agencyCode: "SXD",
  access: "open",
  updateEvery: "P1Y",
  key: ["tree_code"],
  columns: [
    column("tree_code", "text", ["Mã cây | Tree code", "Mã mô phỏng. | Simulated code."]),
    unitColumn,
    column("street", "text", [
      "Tên đường | Street",
      "Tên đường; vị trí là mô phỏng. | Street; the position is invented.",
    ]),
    codeColumn(
      "species",
      ["Loài | Species", "Loài cây. | Species."],
      [
        "dau-rai | Dầu rái | Dipterocarpus alatus",
        "sao-den | Sao đen | Hopea odorata",
        "xa-cu | Xà cừ | Khaya senegalensis",
        "me-tay | Me tây | Samanea saman",
        "bang-lang | Bằng lăng | Lagerstroemia",
        "lim-xet | Lim xẹt | Peltophorum pterocarpum",
        "me-chua | Me chua | Tamarindus indica",
        "bo-de | Bồ đề | Ficus religiosa",
      ],
    ),
    column("height_m", "number", ["Chiều cao | Height", "Chiều cao ước lượng. | Estimated height."], {
      unit: "m",
    }),
    column("trunk_cm", "integer", ["Đường kính thân | Trunk", "Đo ở 1,3 m. | Measured at 1.3 m."], {
      unit: "cm",
    }),
    codeColumn(
      "condition",
      ["Tình trạng | Condition", "Đánh giá gần nhất. | Latest judgement."],
      [
        "tot | Tốt | Good",
        "can-cat-tia | Cần mé nhánh | Needs pruning",
        "nguy-hiem | Nguy hiểm | Dangerous",
        "chet | Chết | Dead",
      ],
    ),
    column(
      "inspected_on",
      "date",
      ["Ngày kiểm tra | Inspected on", "Trống = chưa kiểm tra. | Empty = not yet inspected."],
      { term: "date" },
    ),
    column(
      "position",
      "geometry",
      ["Vị trí | Position", "Điểm GeoJSON, WGS 84, mô phỏng. | GeoJSON point on WGS 84, invented."],
      { term: "geometry" },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["tree_code"], severity: "error" },
    { kind: "range", column: "height_m", least: 1, most: 45 },
    { kind: "not_null", column: "inspected_on", mostShare: 0.15 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    { kind: "not_null", column: "position", severity: "error" },
  ],
  rows: treeRows,
});

const projects = simulated({
  name: "du_an_chinh_trang",
  title: "Dự án chỉnh trang đô thị | Urban-renewal projects",
  description:
    "60 dự án mô phỏng: loại, vốn, hộ di dời, tiến độ, ranh giới. Bản đầu ghi tiến độ cũ và một dự án thiếu vốn; bản sau đã cập nhật. Ranh giới là hình bịa gần kênh rạch. | 60 simulated projects: kind, cost, households moved, progress, outline. The first version holds older progress and one project without cost; the second is brought up to date. Outlines are invented.",
  theme: "urban-renewal",
  tags: ["chỉnh trang", "nhà ven kênh", "đầu tư công", "bản đồ"],
  agencyCode: "SXD",
  access: "open",
  updateEvery: "P1M",
  key: ["project_code"],
  columns: [
    column("project_code", "text", ["Mã dự án | Project code", "Mã mô phỏng. | Simulated code."]),
    column("name", "text", ["Tên dự án | Name", "Tên bịa theo địa bàn. | Name invented from its place."]),
    codeColumn(
      "kind",
      ["Loại | Kind", "Loại dự án. | Kind of project."],
      [
        "nha-ven-kenh | Di dời nhà ven kênh | Moving canal houses",
        "chung-cu-cu | Cải tạo chung cư cũ | Renewal of old flats",
        "kenh-rach | Cải tạo kênh rạch | Canal works",
        "cong-vien | Công viên | Park",
        "mo-duong | Mở rộng đường | Wider road",
      ],
    ),
    unitColumn,
    agencyColumn,
    column("cost_billion", "integer", ["Tổng mức đầu tư | Total cost", "Vốn dự kiến. | Planned cost."], {
      unit: "tỷ đồng",
    }),
    column(
      "households",
      "integer",
      ["Hộ di dời | Households moved", "Số hộ phải di dời. | Households that must move."],
      { unit: "hộ" },
    ),
    column(
      "households_done",
      "integer",
      ["Hộ đã nhận nền, nhà | Households settled", "Hộ đã bố trí xong. | Households settled."],
      { unit: "hộ" },
    ),
    column(
      "progress",
      "integer",
      ["Tiến độ | Progress", "Khối lượng hoàn thành. | Share of the work done."],
      { unit: "%" },
    ),
    codeColumn(
      "stage",
      ["Giai đoạn | Stage", "Giai đoạn hiện tại. | Present stage."],
      [
        "chuan-bi | Chuẩn bị đầu tư | Preparing",
        "boi-thuong | Bồi thường, tái định cư | Compensation",
        "thi-cong | Thi công | Building",
        "hoan-thanh | Hoàn thành | Done",
      ],
    ),
    column("start_on", "date", ["Khởi công | Start", "Ngày bắt đầu theo kế hoạch. | Planned start."], {
      term: "date",
    }),
    column(
      "end_on",
      "date",
      ["Hoàn thành dự kiến | Planned end", "Ngày kết thúc theo kế hoạch. | Planned end."],
      { term: "date" },
    ),
    column(
      "outline",
      "geometry",
      ["Ranh giới | Outline", "Đa giác GeoJSON, WGS 84, mô phỏng. | GeoJSON polygon on WGS 84, invented."],
      { term: "geometry" },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["project_code"], severity: "error" },
    { kind: "range", column: "progress", least: 0, most: 100 },
    { kind: "not_null", column: "cost_billion" },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    { kind: "row_count", least: 60, most: 60 },
  ],
  rows: (today) => projectRows(today, false),
  before: (today) => projectRows(today, true),
});

export const urbanDatasets: readonly DatasetDefinition[] = [trees, projects];

function* treeRows(today: string): Generator<Row> {
  const random = randomOf("cay_xanh");
  for (let n = 1; n <= 20_000; n++) {
    const unit = pickUnit(random);
    const [kind = "dau-rai", grown = 15] = species[random.whole(0, species.length - 1)] ?? [];
    const age = random.unit() ** 0.7;
    const height = Math.max(2, grown * age * random.between(0.75, 1.15));
    const risk = (height / 30) * random.unit();
    const condition =
      risk > 0.72 ? "nguy-hiem" : risk > 0.42 ? "can-cat-tia" : random.chance(0.008) ? "chet" : "tot";
    const point = placeIn(unit, random);
    const inspected = `${addMonths(today, -random.whole(1, 26)).slice(0, 8)}${String(random.whole(1, 28)).padStart(2, "0")}`;
    yield cells(
      `CX-${String(n).padStart(5, "0")}`,
      unit.code,
      random.pick(streetsOf(unit)),
      kind,
      round(height, 1),
      round(height * random.between(2.2, 3.6)),
      condition,
      random.chance(0.07) ? null : inspected,
      JSON.stringify({ type: "Point", coordinates: point }),
    );
  }
}

const projectNames: Readonly<Record<string, string>> = {
  "nha-ven-kenh": "Di dời, tái định cư nhà ven kênh",
  "chung-cu-cu": "Xây dựng lại chung cư cũ",
  "kenh-rach": "Nạo vét, kè bờ kênh rạch",
  "cong-vien": "Công viên ven sông",
  "mo-duong": "Mở rộng đường",
};

function* projectRows(today: string, first: boolean): Generator<Row> {
  const units = cityUnits().filter(({ kind }) => kind === "phuong");
  for (let n = 1; n <= 60; n++) {
    const random = randomOf(`chinh_trang/${n}`);
    const unit = random.pick(units);
    const kind = random.pick([
      "nha-ven-kenh",
      "nha-ven-kenh",
      "chung-cu-cu",
      "kenh-rach",
      "cong-vien",
      "mo-duong",
    ]);
    const households = kind === "cong-vien" ? 0 : random.whole(20, kind === "nha-ven-kenh" ? 1900 : 420);
    const cost = 10 * random.whole(8, 120) + households * 2;
    const startIn = random.whole(-40, 8);
    const length = random.whole(18, 54);
    const share = Math.min(100, Math.max(0, round((-startIn / length) * 100 * random.between(0.6, 1.1))));
    const progress = first ? Math.max(0, share - random.whole(0, 7)) : share;
    const settled = Math.min(households, round((households * Math.min(100, progress * 1.4)) / 100));
    const stage =
      progress >= 100 ? "hoan-thanh" : progress > 35 ? "thi-cong" : progress > 3 ? "boi-thuong" : "chuan-bi";
    yield cells(
      `CT-${String(n).padStart(3, "0")}`,
      `${projectNames[kind]} ${unit.name} ${n}`,
      kind,
      unit.code,
      "SXD",
      first && n === 17 ? null : cost,
      households,
      settled,
      progress,
      stage,
      addMonths(today, startIn),
      addMonths(today, startIn + length),
      JSON.stringify(outline(placeIn(unit, random), random)),
    );
  }
}

// A ring of seven points, anticlockwise, some 100 to 300 m wide and stretched like the bank of a canal.
function outline([lon, lat]: readonly [number, number], random: Random): object {
  const [stretch, turn] = [random.between(1, 3.2), random.between(0, Math.PI)];
  const ring = Array.from({ length: 7 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 7;
    const radius = random.between(0.09, 0.16);
    const [along, across] = [stretch * radius * Math.cos(angle), radius * Math.sin(angle)];
    const east = along * Math.cos(turn) - across * Math.sin(turn);
    const north = along * Math.sin(turn) + across * Math.cos(turn);
    return [round(lon + east / 109.3, 6), round(lat + north / 110.6, 6)];
  });
  return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
}
