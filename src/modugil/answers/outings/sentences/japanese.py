"""The phrases in Japanese."""

from modugil.answers.outings.sentences.outing_phrases import OutingPhrases

JAPANESE = OutingPhrases(
    start="{place}を出発します。",
    stay="{place}に{took}滞在します。",
    pass_by="{place}に寄ります。",
    toilet="トイレ：{place}、{took}。",
    charge="{place}で{took}充電します。",
    end="{place}に着きます。",
    waits="{time}に開くまで待ちます。",
    has_toilet="ここに使えるトイレがあります。",
    fills="滞在中に充電します。",
    summary="{start}–{end}、{took}。車いすまたは徒歩で{km} km。",
    summary_charge="充電{took}。",
    summary_toilet="トイレのない時間は最長{n}分です。",
    battery_ends="バッテリーが{km} km地点で切れます（{start} → {end}）。",
    reserve_ends="{km} km地点から、残しておく量を下回ります（{start} → {end}）。",
    toilet_gap="使えるトイレが{n}分間ありません：{begin}から{until}まで、{start} → {end}。",
    fits="すべての限度を守る一日です。",
    same="限度なしの一日でも、すべての限度が守られます。",
    short_toilet="トイレの間隔を守れる一日は見つかりませんでした。最も近いのは次の一日で、"
    "トイレのない時間は最長{n}分です。",
    short_battery="バッテリーが足りる一日は見つかりませんでした。最も近いのは次の一日で、"
    "{km} km足りません。",
    short_both="バッテリーもトイレの間隔も守れません。次は限度なしの一日です。",
    short_unsure="両方の限度を守れる一日は見つかりませんでした。次は限度なしの一日です。",
    farthest="限度の中で行けるのは{place}までです。",
    untried="立ち寄り方の組み合わせが多く、すべては調べていません。もっとよい一日があるかもしれません。",
    untried_limits="立ち寄り方の組み合わせが多く、すべては調べていません。限度を守れる一日があるかもしれません。行き先を減らすか、限度を広げてください。",
    short_ways="この条件では{start}から{end}まで通れる道がありません。",
    assume_effort="バッテリーは平地の距離で数えます。"
    "上り坂1 mは平地の約（勾配 ÷ {rolling} + 1）mとし、"
    "下り坂での充電は数えません。バスで移動する距離も数えません。",
    assume_slope="{km} kmは勾配が分かりません。平地として数えるので、そこが上り坂なら、"
    "バッテリーはここに書いたより早く切れます。",
    assume_charge="急速充電は1時間に{percent}%、{most}%までとします。"
    "開いていると分かっている間だけ、5分単位で充電します。ここに載る充電所は電動車いす用なので、"
    "入れないと分かっている所だけを除きます。",
    assume_reserve="バッテリーには常に{km} kmを残します。",
    assume_toilet="トイレ1回は{n}分とします。移動、待ち時間、乗車の時間も数えます。"
    "出発地にトイレがなければ、出発から数えます。",
    assume_unknown_refused="使えるかどうか分からないトイレと、開いているかどうか分からない"
    "トイレと充電所は入れていません。",
    assume_unknown_accepted="使えるかどうか分からないトイレと、開いているかどうか分からない"
    "トイレと充電所も入れました。",
    assume_near="{km} kmを超える回り道になる所は探さず、"
    "二つの場所の間ごとに種類別に{n}か所まで調べました。",
    hours="{h}時間",
    hours_minutes="{h}時間{m}分",
    minutes="{m}分",
    between="",
)
