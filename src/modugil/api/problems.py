"""The one shape of every error (RFC 9457), and its titles in the languages spoken.

Example: `{"type": "/api/docs#time_outside", "title": "…", "status": 400, "detail": "…", "allowed":
"…", "instance": "/api/v1/journeys"}`. `instance` is the path alone: a query may hold a person's
place and is never repeated.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass

import msgspec
from litestar.openapi.datastructures import ResponseSpec

from modugil.core.language import Language

PROBLEM_MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, in words a person may read, and what would have been allowed."""

    type: str
    title: str
    status: int
    detail: str
    allowed: str
    instance: str

    @property
    def code(self) -> str:
        """The last part of the type: one word for programs."""
        return self.type.partition("#")[2]


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of error: its word, its HTTP status, its titles."""

    code: str
    status: int
    _: KW_ONLY
    ko: str
    en: str
    zh: str
    ja: str

    def title(self, language: Language) -> str:
        """The title in that language; in easy Korean the Korean one."""
        titles: Mapping[Language, str] = {
            "ko": self.ko,
            "en": self.en,
            "zh": self.zh,
            "ja": self.ja,
            "ko-easy": self.ko,
        }
        return titles[language]


KINDS: tuple[ProblemKind, ...] = (
    ProblemKind(
        "bad_input",
        400,
        ko="요청을 이해할 수 없습니다",
        en="The request cannot be understood",
        zh="无法理解该请求",
        ja="リクエストを理解できません",
    ),
    ProblemKind(
        "needs_invalid",
        400,
        ko="이동 조건을 이해할 수 없습니다",
        en="The needs cannot be understood",
        zh="无法理解出行条件",
        ja="移動の条件を理解できません",
    ),
    ProblemKind(
        "time_outside",
        400,
        ko="시간표에 없는 날짜입니다",
        en="The timetable does not cover that time",
        zh="时刻表中没有这个日期",
        ja="時刻表にない日付です",
    ),
    ProblemKind(
        "place_not_found",
        404,
        ko="이 지역에서 그 장소를 찾을 수 없습니다",
        en="There is no such place in this region",
        zh="在本地区找不到该地点",
        ja="この地域にその場所は見つかりません",
    ),
    ProblemKind(
        "line_not_found",
        404,
        ko="이 지역에 그런 노선이 없습니다",
        en="There is no such line in this region",
        zh="本地区没有该线路",
        ja="この地域にその路線はありません",
    ),
    ProblemKind(
        "no_guidance",
        404,
        ko="안내할 수 있는 길이 없습니다",
        en="There is no way to be guided along",
        zh="没有可以引导的路线",
        ja="案内できる道がありません",
    ),
    ProblemKind(
        "vehicle_not_found",
        404,
        ko="최근에 소식이 들어온 그런 차량이 없습니다",
        en="No such vehicle was heard of lately",
        zh="最近没有收到该车辆的信息",
        ja="最近その車両からの情報はありません",
    ),
    ProblemKind(
        "not_found",
        404,
        ko="그런 주소는 없습니다",
        en="There is nothing at this address",
        zh="该地址没有内容",
        ja="そのアドレスには何もありません",
    ),
    ProblemKind(
        "method_not_allowed",
        405,
        ko="이 주소에서는 쓸 수 없는 방식입니다",
        en="This address does not take that method",
        zh="该地址不支持这种方式",
        ja="このアドレスでは使えない方法です",
    ),
    ProblemKind(
        "terminal_unknown",
        401,
        ko="등록되지 않은 단말기입니다",
        en="This terminal did not prove who it is",
        zh="未注册的终端",
        ja="登録されていない端末です",
    ),
    ProblemKind(
        "other_vehicle",
        403,
        ko="다른 차량의 위치는 보낼 수 없습니다",
        en="A terminal may speak for its own vehicle only",
        zh="不能发送其他车辆的位置",
        ja="ほかの車両の位置は送信できません",
    ),
    ProblemKind(
        "sign_in_refused",
        401,
        ko="이름, 비밀번호 또는 인증 번호가 맞지 않습니다",
        en="The name, the password or the code is wrong",
        zh="姓名、密码或验证码不正确",
        ja="名前、パスワードまたは認証番号が正しくありません",
    ),
    ProblemKind(
        "not_signed_in",
        401,
        ko="로그인이 필요합니다",
        en="Only for staff who signed in",
        zh="需要登录",
        ja="ログインが必要です",
    ),
    ProblemKind(
        "not_allowed",
        403,
        ko="이 작업을 할 권한이 없습니다",
        en="This takes another role",
        zh="没有执行此操作的权限",
        ja="この操作を行う権限がありません",
    ),
    ProblemKind(
        "token_too_old",
        410,
        ko="그때부터의 변경 내역은 더 이상 없습니다",
        en="What was changed since then is not known any more",
        zh="那之后的更改记录已不再保留",
        ja="それ以降の変更履歴はもう残っていません",
    ),
    ProblemKind(
        "changed_meanwhile",
        412,
        ko="그 사이에 다른 사람이 고쳤습니다",
        en="Somebody has changed it meanwhile",
        zh="其间已有他人修改",
        ja="その間に他の人が変更しました",
    ),
    ProblemKind(
        "state_not_told",
        428,
        ko="고치려는 내용의 상태를 함께 보내야 합니다",
        en="A change must tell which state it changes",
        zh="修改时须注明所修改的状态",
        ja="変更する状態を示す必要があります",
    ),
    ProblemKind(
        "not_free",
        409,
        ko="그 날짜에는 빌릴 수 있는 것이 없습니다",
        en="Nothing is left to be lent on these days",
        zh="这些日期已无可借的物品",
        ja="その日程で借りられるものがありません",
    ),
    ProblemKind(
        "wrong_step",
        409,
        ko="지금 상태에서는 할 수 없습니다",
        en="It cannot be done as things stand",
        zh="当前状态下无法进行",
        ja="現在の状態ではできません",
    ),
    ProblemKind(
        "request_not_found",
        404,
        ko="그 번호의 대여 신청이 없습니다",
        en="No request has this code",
        zh="没有该编号的借用申请",
        ja="その番号の貸出申込はありません",
    ),
    ProblemKind(
        "message_too_large",
        413,
        ko="보낸 내용이 너무 큽니다",
        en="The message is too large",
        zh="发送的内容太大",
        ja="送信された内容が大きすぎます",
    ),
    ProblemKind(
        "fix_unreadable",
        422,
        ko="보낸 위치를 읽을 수 없습니다",
        en="The message cannot be read",
        zh="无法读取发送的位置",
        ja="送信された位置を読み取れません",
    ),
    ProblemKind(
        "too_many",
        429,
        ko="잠시 후 다시 보내 주세요",
        en="More came than is taken just now",
        zh="请稍后再发送",
        ja="しばらくしてからもう一度送ってください",
    ),
    ProblemKind(
        "could_not_look",
        503,
        ko="지금은 찾아볼 수 없습니다",
        en="We could not look just now",
        zh="现在无法查询",
        ja="ただいま検索できません",
    ),
    ProblemKind(
        "could_not_keep",
        503,
        ko="지금은 저장할 수 없습니다",
        en="It could not be kept just now",
        zh="现在无法保存",
        ja="ただいま保存できません",
    ),
    ProblemKind(
        "fault",
        500,
        ko="저희 쪽에서 문제가 생겼습니다",
        en="Something went wrong on our side",
        zh="我们这边出现了问题",
        ja="こちら側で問題が発生しました",
    ),
)
_BY_CODE = {kind.code: kind for kind in KINDS}


def get_kind(code: str) -> ProblemKind:
    """The kind of that code; anything else is a fault of ours."""
    return _BY_CODE.get(code, _BY_CODE["fault"])


def describe_problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The problems an address may answer with, as OpenAPI describes them."""
    return {
        status: ResponseSpec(
            Problem,
            description="; ".join(kind.en for kind in KINDS if kind.status == status),
            media_type=PROBLEM_MEDIA_TYPE,
            generate_examples=False,
        )
        for status in statuses
    }
