"""The phrases in Chinese."""

from modugil.answers.outings.sentences.outing_phrases import OutingPhrases

CHINESE = OutingPhrases(
    start="从{place}出发。",
    stay="在{place}停留{took}。",
    pass_by="经过{place}。",
    toilet="卫生间：{place}，{took}。",
    charge="在{place}充电{took}。",
    end="到达{place}。",
    waits="等到{time}开门。",
    has_toilet="这里有您能使用的卫生间。",
    fills="停留期间充电。",
    summary="{start}–{end}，共{took}。步行或轮椅行驶{km}公里。",
    summary_charge="充电{took}。",
    summary_toilet="最长{n}分钟没有卫生间。",
    battery_ends="行至{km}公里处电量耗尽（{start} → {end}）。",
    reserve_ends="行至{km}公里后，剩余电量少于要保留的量（{start} → {end}）。",
    toilet_gap="{n}分钟没有能使用的卫生间：{begin}至{until}，{start} → {end}。",
    fits="这一天符合所有限制。",
    same="不加限制的一天也符合所有限制。",
    short_toilet="没有找到符合卫生间间隔的一天。以下最接近：最长{n}分钟没有卫生间。",
    short_battery="没有找到电池够用的一天。以下最接近：还差{km}公里。",
    short_both="电池和卫生间的限制都无法满足。以下是不加限制的一天。",
    short_ways="按这些条件，从{start}到{end}没有能通过的路。",
    assume_effort="电量按平地距离计算：上坡1米约等于平地（坡度 ÷ {rolling} + 1）米，"
    "下坡不算回充。乘车的距离不计。",
    assume_slope="有{km}公里坡度不明，按平地计算：如果那里是上坡，电量会比这里写的更早用完。",
    assume_charge="快速充电每小时充{percent}%，最多充到{most}%；只在已知开放的时间内充电，以5分钟为单位。"
    "列出的充电处专为电动轮椅设置，除非已知无法进入，都计入。",
    assume_reserve="电池始终保留{km}公里的电量。",
    assume_toilet="去一次卫生间按{n}分钟计算。行走、等候和乘车都计入间隔；出发地没有卫生间时，从出发起计算。",
    assume_unknown_refused="不清楚能否使用的卫生间，以及不清楚是否开放的卫生间和充电处没有计入。",
    assume_unknown_accepted="不清楚能否使用的卫生间，以及不清楚是否开放的卫生间和充电处也计入了。",
    assume_near="没有查找绕路超过{km}公里的地方；每两地之间每类最多查看{n}处。",
    hours="{h}小时",
    hours_minutes="{h}小时{m}分钟",
    minutes="{m}分钟",
)
