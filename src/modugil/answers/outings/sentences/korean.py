"""The phrases in Korean."""

from modugil.answers.outings.sentences.outing_phrases import OutingPhrases

KOREAN = OutingPhrases(
    start="{place}에서 출발합니다.",
    stay="{place}에서 {took} 머무릅니다.",
    pass_by="{place}에 들릅니다.",
    toilet="화장실: {place}, {took}.",
    charge="{place}에서 {took} 충전합니다.",
    end="{place}에 도착합니다.",
    waits="{time}에 열 때까지 기다립니다.",
    has_toilet="이곳에 쓸 수 있는 화장실이 있습니다.",
    fills="머무는 동안 충전합니다.",
    summary="{start}–{end}, {took}. 휠체어나 걸음으로 {km} km.",
    summary_charge="충전 {took}.",
    summary_toilet="화장실 없이 가장 긴 시간은 {n}분입니다.",
    battery_ends="{km} km 지점에서 배터리가 다 됩니다({start} → {end} 구간).",
    reserve_ends="{km} km 지점부터 배터리가 남겨 둘 양보다 적습니다({start} → {end} 구간).",
    toilet_gap="쓸 수 있는 화장실이 {n}분 동안 없습니다: {begin}부터 {until}까지, {start} → {end}.",
    fits="모든 한도를 지키는 하루입니다.",
    same="한도를 두지 않은 하루도 모든 한도를 지킵니다.",
    short_toilet="화장실 한도를 지키는 하루를 찾지 못했습니다. 아래가 가장 가까운 하루이며, "
    "화장실 없이 가장 긴 시간이 {n}분입니다.",
    short_battery="배터리로 갈 수 있는 하루를 찾지 못했습니다. 아래가 가장 가까운 하루이며, "
    "{km} km가 모자랍니다.",
    short_both="배터리 한도도 화장실 한도도 지킬 수 없습니다. 아래는 한도를 두지 않은 하루입니다.",
    short_unsure="두 한도를 모두 지키는 하루를 찾지 못했습니다. "
    "아래는 한도를 두지 않은 하루입니다.",
    farthest="이 한도로는 {place}까지만 갈 수 있습니다.",
    untried="들를 곳을 짜는 방법이 너무 많아 다 찾아보지는 못했습니다. "
    "더 나은 하루가 있을 수 있습니다.",
    untried_limits="들를 곳을 짜는 방법이 너무 많아 다 찾아보지는 못했습니다. "
    "한도를 지키는 하루가 있을 수 있으니 "
    "들를 곳을 줄이거나 한도를 늘려 보세요.",
    short_ways="이 조건으로는 {start}에서 {end}까지 갈 수 있는 길이 없습니다.",
    assume_effort="배터리는 평지 거리로 셉니다. 오르막 1 m는 "
    "평지 약 (경사 ÷ {rolling} + 1) m로 보고, "
    "내리막에서 다시 차는 것은 세지 않습니다. 버스로 가는 거리는 세지 않습니다.",
    assume_slope="{km} km는 경사를 모릅니다. 평지로 셌으므로, 그 길이 오르막이면 배터리가 "
    "여기에 적힌 것보다 먼저 다 됩니다.",
    assume_charge="급속 충전은 한 시간에 {percent}%를 채우며, {most}%까지만 셉니다. "
    "열려 있다고 알려진 시간에만, 5분 단위로 충전합니다. 목록의 충전소는 전동휠체어용이므로, "
    "들어갈 수 없다고 알려진 곳만 뺍니다.",
    assume_reserve="{km} km는 늘 남겨 둡니다.",
    assume_toilet="화장실에 한 번 가는 데 {n}분이 걸린다고 봅니다. 가는 시간, 기다리는 시간, "
    "타고 있는 시간을 모두 셉니다. 출발하는 곳에 화장실이 없으면 출발할 때부터 셉니다.",
    assume_unknown_refused="쓸 수 있는지 알려지지 않은 화장실, 열려 있는지 알려지지 않은 "
    "화장실과 충전소는 넣지 않았습니다.",
    assume_unknown_accepted="쓸 수 있는지 알려지지 않은 화장실, 열려 있는지 알려지지 않은 "
    "화장실과 충전소도 넣었습니다.",
    assume_near="길에서 {km} km 넘게 돌아가야 하는 곳은 찾지 않았고, 두 곳 사이마다 종류별로 "
    "{n}곳까지만 살폈습니다.",
    hours="{h}시간",
    hours_minutes="{h}시간 {m}분",
    minutes="{m}분",
)
