"""The phrases in easy-to-read Korean (쉬운 말): short sentences, one thought each."""

from dataclasses import replace

from modugil.answers.outings.sentences.korean import KOREAN

EASY_KOREAN = replace(
    KOREAN,
    start="{place}에서 출발해요.",
    stay="{place}에 {took} 있어요.",
    pass_by="{place}에 들러요.",
    toilet="화장실에 가요: {place}, {took}.",
    charge="{place}에서 {took} 동안 배터리를 채워요.",
    end="{place}에 도착해요.",
    waits="{time}에 문을 열어요. 그때까지 기다려요.",
    has_toilet="여기에 쓸 수 있는 화장실이 있어요.",
    fills="있는 동안 배터리를 채워요.",
    summary="{start}–{end}, {took} 걸려요. {km} km를 가요.",
    summary_charge="배터리를 {took} 동안 채워요.",
    summary_toilet="화장실 없이 가는 시간은 길어야 {n}분이에요.",
    battery_ends="{km} km를 가면 배터리가 다 떨어져요({start} → {end}).",
    reserve_ends="{km} km를 가면 배터리가 너무 조금 남아요({start} → {end}).",
    toilet_gap="{n}분 동안 쓸 수 있는 화장실이 없어요. "
    "{begin}부터 {until}까지예요. {start} → {end}.",
    fits="내가 정한 것을 모두 지켜요.",
    same="따로 들르지 않아도 모두 지켜요.",
    short_toilet="화장실을 그만큼 자주 갈 수는 없어요. 아래가 가장 나아요. "
    "화장실 없이 가장 길게는 {n}분이에요.",
    short_battery="배터리가 모자라요. 아래가 가장 나아요. {km} km가 모자라요.",
    short_both="배터리도 화장실도 지킬 수 없어요. 아래는 그냥 가는 길이에요.",
    short_unsure="배터리와 화장실을 모두 지키는 길을 못 찾았어요. 아래는 그냥 가는 길이에요.",
    farthest="배터리와 화장실을 지키면 {place}까지만 갈 수 있어요.",
    untried="방법이 너무 많아서 다 찾아보지 못했어요. 더 좋은 방법이 있을 수 있어요.",
    untried_limits="방법이 너무 많아서 다 찾아보지 못했어요. "
    "갈 수 있는 방법이 있을 수도 있어요. "
    "갈 곳을 줄여 보세요.",
    short_ways="{start}에서 {end}까지 갈 수 있는 길이 없어요.",
    assume_effort="배터리는 평평한 길로 계산해요. 오르막은 더 많이 써요. "
    "내리막에서 배터리가 차지는 않아요. 버스를 타는 동안은 안 써요.",
    assume_slope="길 {km} km는 기울기를 몰라요. 평평하다고 봐요. "
    "오르막이면 배터리가 더 빨리 떨어져요.",
    assume_charge="배터리는 한 시간에 {percent}%를 채워요. {most}%까지만 채워요. "
    "문을 연 동안만 채워요. 전동휠체어를 충전하는 곳이에요. 못 들어가는 곳만 빼요.",
    assume_reserve="{km} km는 늘 남겨 둬요.",
    assume_toilet="화장실에 한 번 가면 {n}분이 걸린다고 봐요.",
    assume_unknown_refused="쓸 수 있는지 모르는 화장실은 뺐어요. "
    "언제 여는지 모르는 화장실과 충전하는 곳도 뺐어요.",
    assume_unknown_accepted="쓸 수 있는지 모르는 화장실도 넣었어요. "
    "언제 여는지 모르는 화장실과 충전하는 곳도 넣었어요.",
    assume_near="너무 멀리 돌아가는 곳은 찾지 않았어요.",
)
