"""Chinese (which characters) and Japanese, by their characters alone."""

from __future__ import annotations

from collections import Counter

SIMPLIFIED = (
    "们这来时说国会对发经动业现开问关机长东车门风马鸟鱼书买卖见观语话请谁认识读写让论设许访证评词该详误调"
    "议记计订讨训讯讲护报导务劳协单卫历厂县参双变叶号员听启团图围园圆场块坏坚备头夺奖妇学宁实审宫宽宾层属"
    "岁岛币师带帮广庆库应废张强归录总战户执扩扬扫护担择损据挥换"
)
"""Characters of the simplified set that no Traditional text has."""
TRADITIONAL = (
    "們這來時說國會對發經動業現開問關機長東車門風馬鳥魚書買賣見觀語話請誰認識讀寫讓論設許訪證評詞該詳誤調"
    "議記計訂討訓訊講護報導務勞協單衛歷廠縣參雙變葉號員聽啟團圖圍園圓場塊壞堅備頭奪獎婦學寧實審宮寬賓層屬"
    "歲島幣師帶幫廣慶庫應廢張強歸錄總戰戶執擴揚掃護擔擇損據揮換"
)
"""The same characters in the traditional set."""
JAPANESE = "広沢竜桜駅円図団発売変実楽気対応経済労働権検験県塩応価仏伝徳浜斎辺込働畑峠"
"""Characters or forms of Japan's own, where neither Chinese set has them."""

_SHARED = frozenset("来国会写双号声学属当医区参体旧万与台点")
"""Forms that Japanese shares with the simplified set."""
_NAME = 12
"""Up to so many Han characters, those beside a traditional form are Japanese: 東京大学."""
_KANA_SHARE = 0.04
"""From this share of kana among Han and kana on a text is Japanese (titles of mostly Han have more)."""


def cjk_language(counts: Counter[str], text: str) -> tuple[str, float]:
    """The tag (`ja`, `zh-Hans`, `zh-Hant`, `zh`) and its confidence, for a text of Han or kana.

    `counts` are its characters by script. Han alone without a telling character gives `zh`, unsure:
    a short name may as well be Japanese or Korean.
    """
    kana = counts["Hira"] + counts["Kana"]
    if kana and kana >= _KANA_SHARE * (kana + counts["Hani"]):
        return "ja", 0.99 if counts["Hira"] else 0.9
    simple, traditional = _SIMPLE.intersection(text), _TRADITIONAL.intersection(text)
    own = _JAPANESE.intersection(text)
    if simple and traditional and simple <= _SHARED and counts["Hani"] <= _NAME:
        return "ja", 0.6
    if own and len(own) >= max(len(simple), len(traditional)):
        return "ja", 0.7
    if len(simple) == len(traditional):
        return "zh", 0.6 if counts["Hani"] < 20 else 0.9
    most, least = max(len(simple), len(traditional)), min(len(simple), len(traditional))
    tag = "zh-Hans" if len(simple) > len(traditional) else "zh-Hant"
    return tag, round(0.98 - 0.4 * least / most, 2)


_SIMPLE = frozenset(SIMPLIFIED) - frozenset(TRADITIONAL)
_TRADITIONAL = frozenset(TRADITIONAL) - frozenset(SIMPLIFIED)
_JAPANESE = frozenset(JAPANESE) - _SIMPLE - _TRADITIONAL - frozenset("応団図変実楽気対経済権")
