"""The phrases in Japanese."""

from modugil.answers.courses.sentences.course_phrases import CoursePhrases

JAPANESE = CoursePhrases(
    verdicts=(
        "この条件で、測られた地点はすべて通れます。",
        "この条件では通れない地点があります。",
        "この条件で通れるかどうかは分かっていません。",
    ),
    nothing_asked="この条件は傾斜や幅を問いません。",
    stops_at="{point}で通れなくなります。{why}",
    more_stops="通れない地点はほかに{n}か所あります。",
    aspects={
        "slope": "傾斜",
        "width": "道の幅",
        "steps": "階段",
        "surface": "路面の種類",
        "evenness": "路面の平らさ",
        "word": "車いすで利用できるか",
        "kerb": "段差",
        "cross_slope": "横の傾き",
        "crossing": "横断歩道",
    },
    known="{what}：{all}か所のうち{n}か所で分かっています。",
    known_nowhere="{what}：どの地点でも測られていません。",
    too_steep="傾斜{deg}度（{percent}%）：上限の{limit}%より急です。",
    too_narrow="幅{width}：必要な{limit}より狭いです。",
    steps_counted="階段が{n}段あります。",
    steps_named="階段があります。段数は分かっていません。",
    surface_refused="路面が{surface}のため通れません。",
    said_unusable="車いすでは利用できないとされています。",
    steep_back="傾斜{deg}度（{percent}%）：行きか帰りのどちらかが上限より急です。",
    warned="路面に注意：{state}。",
    perhaps="{what}：分かっている数値が上限をまたぐため、判断できません。",
    not_measured="分かっていないこと：{things}。",
    order_track="地点の順番は、歩いて記録した軌跡{n}区間（{length}）によります。",
    order_said="地点の順番は、情報源または担当職員が定めたものです。",
    order_unknown="地点を通る順番は分かっていません。データの行の順は歩く順ではありません。",
    along="第{stretch}区間の始めから{m}",
    part={
        "whole": "コース全体の{all}か所で、妨げになるものは測られていません。",
        "run": "{start}から{end}まで{length}、{n}か所で、妨げになるものは測られていません。",
        "recommended": "調査がすすめる{n}か所で、妨げになるものは測られていません。"
        "ほかの{rest}か所はすすめられていないか、何も言われていません。",
        "points": "{all}か所のうち{n}か所で、妨げになるものは測られていません。"
        "互いにつながっているかは分かっていません。",
        "none": "すべての地点がこの条件を超えています。",
    },
    part_unsure="測られていないことがあるため、通れるとは言えません。",
    effort="測られた坂{n}か所、合わせて{length}：平らな道{level}分の力または電力が要ります。",
    effort_none="分かっていません：通れる坂のうち、傾斜と長さがともに測られたものがありません。",
    effort_refused="条件を超えるため数えなかった坂：{n}か所。",
    effort_unmeasured="傾斜または長さが測られておらず、数えなかった地点：{n}か所。",
    effort_rule="長さ ×（sin 傾斜 + 0.015 × cos 傾斜）÷ 0.015 で見積もり、下りは抑える力として"
    "数えます。固い路面を仮定しています。",
    piece="{points}：{slope}、{length}、{way}。平らな道{level}分です。",
    offers={
        "toilet": "バリアフリートイレ",
        "other_toilet": "トイレ（バリアフリーかは不明）",
        "parking": "障害者用駐車場",
        "other_parking": "駐車場（障害者用の区画は不明）",
        "rest": "休む所",
        "water": "飲み水",
    },
    offer="{what}：{point}",
    offers_none={
        "toilet": "このコースにバリアフリートイレがあるかは分かっていません。",
        "parking": "このコースに障害者用駐車場があるかは分かっていません。",
        "rest": "このコースに休む所があるかは分かっていません。",
    },
    recommended="おすすめのコースに入っています。",
    not_recommended="おすすめのコースに入っていません。",
    rule="測られた地点だけを判断します。地点の間はだれも測っていません。傾斜は行きと帰りの両方で"
    "判断します。地点が道のわきにあっても、そこで測られたものはコースのものとみなします。",
    none="この地域には測られたコースがありません。",
    count="コース{n}：通れる{yes}、通れない{no}、不明{unknown}。",
)
