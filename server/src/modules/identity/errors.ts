/** Identity's part of the error catalogue. */
import { defineErrors } from "../../kernel/errors.ts";

export const identityError = defineErrors("identity", {
  "credentials-wrong": {
    kind: "unauthenticated",
    title: { vi: "Tên đăng nhập hoặc mật khẩu không đúng.", en: "The user name or the password is wrong." },
    remedy: {
      vi: "Kiểm tra bộ gõ và phím Caps Lock rồi thử lại; nếu quên mật khẩu, liên hệ người quản trị.",
      en: "Check the keyboard layout and Caps Lock, then try again; if the password is forgotten, ask the administrator.",
    },
  },
  "account-locked": {
    kind: "too-many",
    title: {
      vi: "Tạm khóa đăng nhập vì nhập sai nhiều lần.",
      en: "Logging in is locked for a while after repeated failures.",
    },
    remedy: {
      vi: "Đợi {seconds} giây rồi thử lại; người quản trị có thể mở khóa sớm hơn.",
      en: "Wait {seconds} seconds, then try again; an administrator can unlock it earlier.",
    },
  },
  "login-busy": {
    kind: "too-many",
    title: {
      vi: "Đang có quá nhiều lượt đăng nhập cùng lúc.",
      en: "Too many people are logging in at this moment.",
    },
    remedy: { vi: "Thử lại sau vài giây.", en: "Try again in a few seconds." },
  },
  "account-disabled": {
    kind: "forbidden",
    title: { vi: "Tài khoản này đã ngừng hoạt động.", en: "This account is disabled." },
    remedy: {
      vi: "Liên hệ người quản trị nếu bạn vẫn cần dùng tài khoản.",
      en: "Ask the administrator if you still need the account.",
    },
  },
  "csrf-missing": {
    kind: "forbidden",
    title: {
      vi: "Yêu cầu thiếu mã chống giả mạo, hoặc mã đã cũ.",
      en: "The request lacks the anti-forgery token, or it is stale.",
    },
    remedy: {
      vi: "Tải lại trang rồi làm lại. Chương trình khác: gửi csrfToken của GET /api/identity/session trong X-CSRF-Token, hoặc dùng mã truy cập API.",
      en: "Reload the page and try again. Other programs: send csrfToken of GET /api/identity/session as X-CSRF-Token, or use an API token.",
    },
  },
  "origin-foreign": {
    kind: "forbidden",
    title: {
      vi: "Yêu cầu được gửi từ trang khác ({origin}).",
      en: "The request was sent by another site ({origin}).",
    },
    remedy: {
      vi: "Mở trang này bằng đúng địa chỉ của hệ thống. Người quản trị: kiểm tra PUBLIC_URL và TRUST_PROXY.",
      en: "Open the page at the system's own address. Administrators: check PUBLIC_URL and TRUST_PROXY.",
    },
  },
  "token-invalid": {
    kind: "unauthenticated",
    title: {
      vi: "Mã truy cập API không đúng, đã hết hạn hoặc đã bị thu hồi.",
      en: "The API token is wrong, expired or revoked.",
    },
    remedy: {
      vi: "Tạo mã mới tại trang tài khoản hoặc bằng “npm run token”, gửi dưới dạng Authorization: Bearer ….",
      en: 'Create a new one on the account page or by "npm run token", and send it as Authorization: Bearer ….',
    },
  },
  "password-weak": {
    kind: "invalid",
    title: { vi: "Mật khẩu mới chưa đủ an toàn.", en: "The new password is not safe enough." },
    remedy: {
      vi: "Dùng ít nhất 12 ký tự, không phải mật khẩu phổ biến, không lặp lại, không chứa tên đăng nhập. Một câu ngắn là tốt nhất.",
      en: "Use at least 12 characters, not a common password, not repeated, without the user name. A short sentence is best.",
    },
  },
  "password-current-wrong": {
    kind: "invalid",
    title: { vi: "Mật khẩu hiện tại không đúng.", en: "The current password is wrong." },
    remedy: {
      vi: "Nhập lại mật khẩu bạn đang dùng để đăng nhập.",
      en: "Enter the password you log in with now.",
    },
  },
  "user-name-taken": {
    kind: "conflict",
    title: {
      vi: "Tên đăng nhập “{userName}” đã có người dùng (không phân biệt dấu và chữ hoa).",
      en: 'The user name "{userName}" is taken (marks and capitals do not count).',
    },
    remedy: { vi: "Chọn tên đăng nhập khác.", en: "Choose another user name." },
  },
  "account-unknown": {
    kind: "not-found",
    title: { vi: "Không có tài khoản {account}.", en: "There is no account {account}." },
    remedy: {
      vi: "Tìm tài khoản tại /api/identity/accounts.",
      en: "Find the account at /api/identity/accounts.",
    },
  },
  "session-unknown": {
    kind: "not-found",
    title: { vi: "Không có phiên đăng nhập {session}.", en: "There is no session {session}." },
    remedy: {
      vi: "Phiên có thể đã kết thúc; tải lại danh sách.",
      en: "It may have ended; read the list again.",
    },
  },
  "token-unknown": {
    kind: "not-found",
    title: { vi: "Không có mã truy cập API {token}.", en: "There is no API token {token}." },
    remedy: { vi: "Xem danh sách tại /api/identity/tokens.", en: "See the list at /api/identity/tokens." },
  },
  "token-lifetime": {
    kind: "invalid",
    title: {
      vi: "Hạn dùng của mã phải ở tương lai và không quá {days} ngày.",
      en: "A token must expire in the future and within {days} days.",
    },
    remedy: { vi: "Chọn ngày hết hạn sớm hơn.", en: "Choose an earlier expiry." },
  },
  "scopes-too-wide": {
    kind: "forbidden",
    title: {
      vi: "Mã mới không được có phạm vi “{scope}” rộng hơn mã đang dùng.",
      en: 'The new token may not have the scope "{scope}", which is wider than the token in use.',
    },
    remedy: {
      vi: "Bỏ phạm vi đó, hoặc đăng nhập rồi tạo mã tại trang tài khoản.",
      en: "Leave that scope out, or log in and create the token on the account page.",
    },
  },
  "agency-unknown": {
    kind: "invalid",
    title: { vi: "Không có cơ quan mã “{code}”.", en: 'There is no agency with code "{code}".' },
    remedy: { vi: "Tìm mã tại /api/registry/agencies.", en: "Find the code at /api/registry/agencies." },
  },
  "grant-period": {
    kind: "invalid",
    title: {
      vi: "Thời hạn của vai trò không có thật hoặc kết thúc trước khi bắt đầu.",
      en: "The period of a role does not exist or ends before it begins.",
    },
    remedy: { vi: "Sửa validFrom hoặc validTo.", en: "Correct validFrom or validTo." },
  },
  "own-account": {
    kind: "conflict",
    title: {
      vi: "Không thể tự ngừng tài khoản, tự bỏ quyền quản trị hoặc tự đặt lại mật khẩu của chính mình tại đây.",
      en: "You cannot disable your own account, end your own administrator role or reset your own password here.",
    },
    remedy: {
      vi: "Nhờ một người quản trị khác; đổi mật khẩu của mình tại trang tài khoản.",
      en: "Ask another administrator; change your own password on the account page.",
    },
  },
});
