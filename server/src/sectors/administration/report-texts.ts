/** The words of simulated citizen reports: a small grammar of what people write about each topic. */
import type { Random } from "../random.ts";

/** What is written about a topic: `{s}` street, `{n}` house or lane, `{w}` unit, `{t}` time. */
export interface TopicWords {
  readonly bodies: readonly string[];
  readonly details: readonly string[];
}

const openings = [
  "",
  "",
  "",
  "",
  "Kính gửi tổng đài 1022, ",
  "Kính gửi UBND {w}, ",
  "Cho tôi phản ánh: ",
  "Tôi là người dân {w}, xin phản ánh ",
  "Nhờ tổng đài chuyển giúp: ",
  "Đề nghị cơ quan chức năng xem xét: ",
  "Xin chào, ",
  "Bà con khu phố chúng tôi phản ánh ",
];
const endings = [
  "",
  "",
  " Mong sớm được xử lý.",
  " Đề nghị kiểm tra, xử lý dứt điểm.",
  " Xin cảm ơn.",
  " Tôi đã phản ánh lần trước nhưng chưa thấy chuyển biến.",
  " Nhờ cơ quan trả lời cho dân được rõ.",
  " Rất mong được quan tâm.",
  " Có hình ảnh kèm theo.",
  " Xin giữ kín thông tin người phản ánh.",
];
const times = [
  "sáng nay",
  "chiều nay",
  "tối qua",
  "từ hôm qua",
  "mấy ngày nay",
  "khoảng 1 tuần nay",
  "hơn nửa tháng nay",
  "thường xuyên vào giờ cao điểm",
  "lúc 22 giờ",
  "khoảng 5 giờ sáng",
  "cuối tuần",
];

/** By topic code of the dataset. */
export const topicWords: Readonly<Record<string, TopicWords>> = {
  "thu-tuc": {
    bodies: [
      "tôi nộp hồ sơ trực tuyến ở {w} {t} mà trạng thái vẫn chờ tiếp nhận",
      "hồ sơ của tôi tại {w} đã quá hạn trả kết quả nhưng không được thông báo",
      "cán bộ một cửa {w} yêu cầu nộp lại giấy tờ đã nộp trên cổng dịch vụ công",
      "hệ thống báo lỗi khi tải tệp đính kèm, không nộp được hồ sơ đăng ký hộ kinh doanh",
      "xin hướng dẫn thủ tục cấp đổi giấy tờ sau khi đổi tên phường",
      "số thứ tự ở bộ phận một cửa {w} phải chờ cả buổi {t}",
      "tôi không tra cứu được kết quả hồ sơ đất đai nộp tại {w}",
      "thanh toán lệ phí trực tuyến đã trừ tiền nhưng hồ sơ báo chưa đóng",
      "đăng nhập VNeID vào cổng dịch vụ công bị thoát ra liên tục {t}",
    ],
    details: [
      ", hỏi thì được trả lời là do chưa đồng bộ dữ liệu.",
      ", gọi điện nhiều lần không ai nghe máy.",
      ", đi lại 3 lần chưa xong.",
      ", đề nghị cho biết ngày trả kết quả.",
      ", phần mềm báo không tìm thấy dữ liệu dân cư.",
      ", địa chỉ cũ và mới không khớp nhau.",
      ".",
    ],
  },
  "ha-tang": {
    bodies: [
      "mặt đường {s} trước số {n} bị ổ gà sâu {t}",
      "nắp hố ga trên đường {s} gần số {n} bị vỡ",
      "đường {s} đoạn qua {w} đào lên rồi tái lập gồ ghề",
      "vỉa hè {s} trước nhà {n} sụt lún",
      "lan can cầu trên đường {s} bị gãy",
      "hẻm {n} đường {s} xuống cấp, mưa là lầy lội",
      "biển báo giao thông ở góc {s} bị cây che khuất",
    ],
    details: [
      ", xe máy té nhiều lần.",
      ", ban đêm rất nguy hiểm.",
      ", trẻ em đi học qua đây mỗi ngày.",
      ", rào chắn dựng lên rồi bỏ đó.",
      ", rộng khoảng nửa mét.",
      ".",
    ],
  },
  "tieng-on": {
    bodies: [
      "quán nhậu số {n} đường {s} mở loa kẹo kéo rất lớn {t}",
      "hàng xóm ở hẻm {n} {s} hát karaoke {t}",
      "công trình xây dựng trên đường {s} khoan đục {t}",
      "quán bar ở {s} mở nhạc quá lớn sau 22 giờ",
      "xưởng cơ khí số {n} {s} gây tiếng ồn {t}",
      "nhà {n} đường {s} mở nhạc đám tiệc ầm ĩ {t}",
    ],
    details: [
      ", gia đình có người già và em bé không ngủ được.",
      ", nhắc nhở nhiều lần không nghe.",
      ", rung cả cửa kính nhà bên.",
      ", ngày nào cũng vậy.",
      ", học sinh không học bài được.",
      ".",
    ],
  },
  "xe-buyt": {
    bodies: [
      "xe buýt bỏ trạm trên đường {s} {t}",
      "tài xế xe buýt chạy ẩu, ép xe máy trên đường {s}",
      "trạm chờ xe buýt ở {s} không có mái che",
      "chờ xe buýt ở {s} hơn 40 phút {t} không có chuyến",
      "nhân viên trên xe buýt tuyến qua {s} có thái độ không hay",
      "máy lạnh trên xe buýt qua {s} bị hư {t}",
    ],
    details: [
      ", khách đứng chờ rất đông.",
      ", xe chạy cách trạm cả chục mét mới dừng.",
      ", sinh viên trễ giờ học.",
      ", ứng dụng báo sắp tới nhưng không thấy xe.",
      ".",
    ],
  },
  ngap: {
    bodies: [
      "đường {s} ngập sâu {t} sau mưa lớn",
      "triều cường tràn vào nhà {n} đường {s} {t}",
      "cống thoát nước trên đường {s} bị nghẹt, nước dâng",
      "hẻm {n} {s} ngập tới nửa bánh xe {t}",
      "nước cống trào ngược lên mặt đường {s}",
      "miệng cống trước nhà {n} {s} bị rác bít kín",
    ],
    details: [
      ", xe chết máy hàng loạt.",
      ", nước đen và hôi thối.",
      ", khoảng 30 cm.",
      ", nước rút rất chậm, hơn 2 tiếng chưa hết.",
      ", năm nào cũng vậy.",
      ".",
    ],
  },
  rac: {
    bodies: [
      "rác sinh hoạt chất đống ở góc {s} {t}",
      "xe rác không vào hẻm {n} đường {s} {t}",
      "có người đổ trộm xà bần trên đường {s}",
      "thùng rác công cộng ở {s} đầy tràn {t}",
      "cơ sở số {n} {s} đốt rác khói khét {t}",
      "kênh gần đường {s} đầy rác và lục bình",
    ],
    details: [
      ", mùi hôi bay vào nhà dân.",
      ", ruồi muỗi nhiều.",
      ", nước rỉ rác chảy ra đường.",
      ", đã gọi đơn vị thu gom nhưng chưa tới.",
      ".",
    ],
  },
  "via-he": {
    bodies: [
      "hàng quán lấn chiếm hết vỉa hè đường {s} {t}",
      "ô tô đậu kín lề đường {s} trước số {n}",
      "chợ tự phát trên đường {s} họp {t}",
      "bãi giữ xe số {n} {s} lấn xuống lòng đường",
      "xe tải đậu chắn lối ra vào hẻm {n} {s} {t}",
    ],
    details: [
      ", người đi bộ phải xuống lòng đường.",
      ", kẹt xe kéo dài.",
      ", lực lượng đi rồi lại bày ra.",
      ", xe cứu thương không vào được.",
      ".",
    ],
  },
  "chieu-sang": {
    bodies: [
      "đèn đường {s} đoạn trước số {n} không sáng {t}",
      "cả dãy đèn chiếu sáng trên đường {s} bị tắt {t}",
      "đèn tín hiệu ở giao lộ {s} chập chờn {t}",
      "hẻm {n} {s} tối om vì hư đèn",
      "cột đèn trên đường {s} bị nghiêng",
    ],
    details: [
      ", ban đêm hay bị giật đồ.",
      ", dễ xảy ra tai nạn.",
      ", dây điện thòng xuống.",
      ", người già đi lại khó khăn.",
      ".",
    ],
  },
  "dien-nuoc": {
    bodies: [
      "cúp điện ở khu vực đường {s} {t} mà không báo trước",
      "nước máy ở {s} yếu và đục {t}",
      "ống nước trên đường {s} bị bể {t}, nước chảy lênh láng",
      "hóa đơn tiền nước nhà {n} {s} tăng bất thường",
      "dây cáp viễn thông trước nhà {n} {s} sà xuống thấp",
      "cúp nước ở {w} {t}",
    ],
    details: [
      ", trời nóng không chịu nổi.",
      ", cả xóm không có nước nấu ăn.",
      ", gọi tổng đài thì báo đang kiểm tra.",
      ", mùi clo rất nồng.",
      ".",
    ],
  },
  "cay-xanh": {
    bodies: [
      "cây trước nhà {n} đường {s} nghiêng sắp ngã",
      "nhánh cây lớn gãy chắn ngang đường {s} {t}",
      "cây trên đường {s} chưa được mé nhánh trước mùa mưa",
      "rễ cây đội vỉa hè {s} trước số {n}",
      "cây khô chết đứng trên đường {s}",
    ],
    details: [
      ", sợ đổ vào nhà.",
      ", cành đè lên dây điện.",
      ", gió lớn là rụng nhánh.",
      ", đã có người bị thương nhẹ.",
      ".",
    ],
  },
  "xay-dung": {
    bodies: [
      "nhà số {n} đường {s} xây dựng không che chắn, bụi bay {t}",
      "công trình ở {s} xây vượt tầng so với giấy phép",
      "nhà {n} {s} xây lấn ra hẻm",
      "công trình trên đường {s} làm nứt tường nhà bên cạnh",
      "đất trống ở {s} bị dựng nhà tạm trái phép {t}",
    ],
    details: [
      ", không thấy bảng thông tin công trình.",
      ", vật liệu để tràn ra đường.",
      ", thi công cả ban đêm.",
      ", đề nghị thanh tra xây dựng kiểm tra.",
      ".",
    ],
  },
  "trat-tu": {
    bodies: [
      "nhóm thanh niên tụ tập nẹt pô trên đường {s} {t}",
      "có tình trạng đánh bạc trong hẻm {n} {s}",
      "hay mất trộm xe máy ở khu vực {s} {t}",
      "chó thả rông không rọ mõm trong hẻm {n} {s}",
      "tụ tập gây rối ở công viên gần {s} {t}",
    ],
    details: [
      ", người dân lo lắng.",
      ", camera nhà dân có ghi lại.",
      ", đề nghị tăng cường tuần tra.",
      ", có lúc cả chục người.",
      ".",
    ],
  },
  "y-te": {
    bodies: [
      "hàng rong trước cổng trường trên đường {s} bán thức ăn không rõ nguồn gốc",
      "khu vực {s} nhiều muỗi, có ca sốt xuất huyết {t}",
      "trạm y tế {w} hết thuốc cấp cho bảo hiểm {t}",
      "ăn ở quán số {n} {s} về bị đau bụng {t}",
      "phòng khám ở {s} không niêm yết giá",
      "ao tù sau nhà {n} {s} nhiều lăng quăng",
    ],
    details: [
      ", đề nghị kiểm tra vệ sinh.",
      ", xin phun thuốc diệt muỗi.",
      ", trẻ em bị ảnh hưởng nhiều.",
      ", nhiều người cùng bị.",
      ".",
    ],
  },
};

/** A sentence or two as a person would write it. About a fifth come without marks, some in lower case or capitals. */
export function reportText(
  words: TopicWords,
  place: { readonly street: string; readonly unit: string },
  random: Random,
): string {
  const opening = random.pick(openings);
  const body = filled(random.pick(words.bodies), place, random);
  const start = opening === "" ? upperFirst(body) : filled(opening, place, random) + body;
  const text = start + random.pick(words.details) + random.pick(endings);
  const style = random.unit();
  if (style < 0.18) return withoutMarks(style < 0.06 ? text.toLowerCase() : text);
  if (style < 0.22) return text.toLowerCase().replaceAll("không", "ko").replaceAll("được", "đc");
  return style > 0.985 ? text.toUpperCase() : text;
}

const templates = new Map<string, readonly string[]>();

/** Fills the slots of a template; it is split once, odd parts are slots. */
function filled(
  template: string,
  place: { readonly street: string; readonly unit: string },
  random: Random,
): string {
  let parts = templates.get(template);
  if (parts === undefined) {
    parts = template.split(/\{([sntw])\}/);
    templates.set(template, parts);
  }
  let text = "";
  for (const [i, part] of parts.entries()) {
    if (i % 2 === 0) text += part;
    else if (part === "s") text += place.street;
    else if (part === "w") text += place.unit;
    else if (part === "t") text += random.pick(times);
    else text += random.unit() < 0.4 ? lane(random) : random.whole(2, 890);
  }
  return text;
}

function lane(random: Random): string {
  const first = `${random.whole(4, 420)}/${random.whole(1, 60)}`;
  return random.unit() < 0.3 ? `${first}/${random.whole(1, 18)}` : first;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withoutMarks(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]+/g, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D");
}
