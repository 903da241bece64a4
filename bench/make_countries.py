"""Writes aliases/tables/countries.txt from Unicode CLDR and the additions below.

    pip install babel==2.18.0      # its data is CLDR 47; into a venv of its own
    python bench/make_countries.py

The order is that of the alpha-2 codes, then of LANGUAGES, then of ADDED: same babel, same bytes.
Hong Kong and Macao stand in places_china.txt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, __version__  # type: ignore[import-not-found, unused-ignore]  # in a venv of its own
from babel.core import get_cldr_version  # type: ignore[import-not-found, unused-ignore]  # in a venv of its own
from babel.languages import get_official_languages  # type: ignore[import-not-found, unused-ignore]  # in a venv of its own

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "aliases" / "tables" / "countries.txt"

LANGUAGES = (
    "en zh zh_Hant ru be uk kk ky uz uz_Cyrl tg tk vi ja ko de fr es pt it nl pl cs sk sl hr sr sr_Latn bg mk"
    " ro hu fi sv da nb et lv lt el tr az ar fa ur he hi bn ta th lo my km id ms mn ka hy sq"
)

# Two-letter codes of CLDR that ISO 3166-1 doesn't assign. XK (Kosovo, user-assigned) is kept.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
ELSEWHERE = {"HK", "MO"}
# CLDR writes two names of these as one: "Myanmar (Burma)".
TWO_NAMES = frozenset({"BY", "CI", "CV", "CZ", "MK", "MM", "SZ", "TL", "TR"})

# Where a line of ADDED stands instead of CLDR's with the same text, since it says more: in what language a form is
# common, or that it is a word besides (Arabic مالي "financial", Korean 수단 "means").
TOLD_APART = frozenset({"CD", "CG", "CH", "GD", "GG", "IM", "JE", "ML", "SD", "SY", "US"})

# Where CLDR's English name is no name that people write, or has no plain slug.
NAMES = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "MM": "Myanmar",
    "PS": "Palestine",
    "TR": "Turkey",
    "UM": "United States Minor Outlying Islands",
    "VI": "United States Virgin Islands",
}

ADDED = {
    "AE": "en acronym UAE; be acronym ААЭ; zh short 阿联酋; fr acronym EAU",
    "AM": "en official Republic of Armenia; ru official Республика Армения; zh official 亚美尼亚共和国; "
    "hy official Հայաստանի Հանրապետություն",
    "AZ": "en official Republic of Azerbaijan; ru official Азербайджанская Республика; "
    "zh official 阿塞拜疆共和国; az official Azərbaycan Respublikası",
    "BA": "en short Bosnia; en acronym BiH; ru variant Босния; zh short 波黑",
    "BY": "en official Republic of Belarus; ru official Республика Беларусь; "
    "be official Рэспубліка Беларусь; zh official 白俄罗斯共和国; zh-Hant official 白俄羅斯共和國; "
    "zh short 白俄 | confidence=0.7; ru acronym РБ; en variant Byelorussia; en variant Belorussia; "
    "en variant Byelarus; ru variant Белоруссия; ru former БССР | until=1991; "
    "en former Byelorussian Soviet Socialist Republic | until=1991; "
    "en former Byelorussian SSR | until=1991; ru former Белорусская ССР | until=1991; "
    "be former Беларуская ССР | until=1991; en variant White Russia | confidence=0.6; "
    "ja variant ベラルーシ共和国; ja former 白ロシア; de official Republik Belarus; "
    "de variant Weißrussland; de variant Belorussland; fr official République de Bélarus; "
    "fr variant Bélarus; es official República de Belarús; nl variant Wit-Rusland; "
    "pl official Republika Białorusi; be-Latn transliteration Biełaruś; be-Latn transliteration Belaruś; "
    "uk official Республіка Білорусь; lt official Baltarusijos Respublika; "
    "kk official Беларусь Республикасы; vi official Cộng hòa Belarus; vi variant Bê-la-rút; "
    "vi variant Bạch Nga; sv variant Vitryssland; da variant Hviderusland; nb variant Hviterussland; "
    "hu variant Fehéroroszország; tr variant Beyaz Rusya",
    "CD": "nb translation Kongo | confidence=0.73; en acronym DRC; en short Congo | confidence=0.9; "
    "en acronym DR Congo; en former Zaire | until=1997; "
    "ru official Демократическая Республика Конго; ru former Заир | until=1997; ru short ДР Конго; "
    "zh official 刚果民主共和国; fr official République démocratique du Congo; fr acronym RDC",
    "CG": "en short Congo | confidence=0.9; ru official Республика Конго; zh official 刚果共和国; "
    "fr official République du Congo",
    "CH": "id translation Swiss | confidence=0.73; en official Swiss Confederation; "
    "ru official Швейцарская Конфедерация; zh official 瑞士联邦; la official Confoederatio Helvetica",
    "CI": "en variant Ivory Coast; ru variant Берег Слоновой Кости",
    "CN": "en official People's Republic of China; en acronym PRC; en acronym P.R. China; "
    "en variant PR China; en variant P. R. China; en variant Mainland China; zh official 中华人民共和国; "
    "zh-Hant official 中華人民共和國; zh short 中华; ru official Китайская Народная Республика; "
    "ru acronym КНР; be official Кітайская Народная Рэспубліка; uk official Китайська Народна Республіка; "
    "kk official Қытай Халық Республикасы; kk acronym ҚХР; ky official Кытай Эл Республикасы; "
    "uz official Xitoy Xalq Respublikasi; vi official Cộng hòa Nhân dân Trung Hoa; vi variant Trung Hoa; "
    "vi acronym CHND Trung Hoa; ja official 中華人民共和国; ko official 중화인민공화국; "
    "de official Volksrepublik China; fr official République populaire de Chine; "
    "es official República Popular China; it official Repubblica Popolare Cinese; "
    "pt official República Popular da China; pl official Chińska Republika Ludowa; "
    "cs official Čínská lidová republika; hu official Kínai Népköztársaság; "
    "lt official Kinijos Liaudies Respublika; lv official Ķīnas Tautas Republika; "
    "mn official Бүгд Найрамдах Хятад Ард Улс",
    "CZ": "en official Czech Republic; ru official Чешская Республика; zh official 捷克共和国; "
    "cs official Česká republika; de official Tschechische Republik; pl official Republika Czeska",
    "DE": "en official Federal Republic of Germany; en acronym FRG; de official Bundesrepublik Deutschland; "
    "de acronym BRD; ru official Федеративная Республика Германия; ru acronym ФРГ; "
    "zh official 德意志联邦共和国; be variant Нямеччына",
    "EE": "en official Republic of Estonia; et official Eesti Vabariik; ru official Эстонская Республика",
    "EG": "en official Arab Republic of Egypt; ru official Арабская Республика Египет; "
    "zh official 阿拉伯埃及共和国",
    "ES": "en official Kingdom of Spain; es official Reino de España; ru official Королевство Испания; "
    "zh official 西班牙王国",
    "FR": "en official French Republic; fr official République française; "
    "ru official Французская Республика; zh official 法兰西共和国; zh variant 法兰西",
    "GB": "en acronym UK; en acronym U.K.; en variant Great Britain; en short Britain; "
    "en official United Kingdom of Great Britain and Northern Ireland; ru official Соединённое Королевство; "
    "ru variant Соединенное Королевство; "
    "ru official Соединённое Королевство Великобритании и Северной Ирландии; "
    "zh official 大不列颠及北爱尔兰联合王国; zh variant 大不列颠; be variant Злучанае Каралеўства; "
    "vi short Anh; vi variant Anh Quốc; de variant Großbritannien; fr variant Grande-Bretagne; "
    "es variant Gran Bretaña; it variant Gran Bretagna; pt variant Grã-Bretanha",
    "GD": "fr translation Grenade | confidence=0.68",
    "GE": "en variant Republic of Georgia; ru variant Республика Грузия; zh variant 乔治亚; "
    "lt variant Sakartvelas; ja former グルジア; ko former 그루지야",
    "GG": "ko translation 건지 | confidence=0.5",
    "GR": "en official Hellenic Republic; ru official Греческая Республика; zh official 希腊共和国; "
    "el official Ελληνική Δημοκρατία",
    "IM": "nb translation Man | confidence=0.6",
    "IN": "en official Republic of India; ru official Республика Индия; zh official 印度共和国; "
    "hi official भारत गणराज्य; en variant Bharat",
    "IR": "en official Islamic Republic of Iran; ru official Исламская Республика Иран; "
    "zh official 伊朗伊斯兰共和国; fa official جمهوری اسلامی ایران; en former Persia; ru former Персия; "
    "zh former 波斯; ru acronym ИРИ",
    "IT": "en official Italian Republic; it official Repubblica Italiana; "
    "ru official Итальянская Республика; zh official 意大利共和国",
    "JE": "ko translation 저지 | confidence=0.5",
    "JP": "en variant Nippon; en variant Nihon; ja official 日本国; ja variant にほん; ja variant にっぽん",
    "KG": "en official Kyrgyz Republic; en variant Kyrghyzstan; en former Kirghizia | until=1991; "
    "ru official Кыргызская Республика; ru variant Киргизская Республика; ky official Кыргыз Республикасы; "
    "zh official 吉尔吉斯共和国; zh short 吉尔吉斯; be variant Кіргізія; kk official Қырғыз Республикасы",
    "KH": "en official Kingdom of Cambodia; en former Kampuchea; ru official Королевство Камбоджа; "
    "ru former Кампучия; zh official 柬埔寨王国; vi variant Cam-pu-chia",
    "KP": "en official Democratic People's Republic of Korea; en acronym DPRK; "
    "ru official Корейская Народно-Демократическая Республика; ru variant Северная Корея; "
    "zh official 朝鲜民主主义人民共和国; zh variant 北朝鲜; ko official 조선민주주의인민공화국; "
    "zh variant 北韩; ja official 朝鮮民主主義人民共和国; vi variant Bắc Triều Tiên",
    "KR": "en official Republic of Korea; en acronym ROK; en short Korea | confidence=0.7; "
    "ru variant Южная Корея; ru short Корея | confidence=0.7; zh official 大韩民国; zh variant 南韩; "
    "ko official 대한민국; ko short 한국; ko variant 남한; ja official 大韓民国; "
    "be official Рэспубліка Карэя; vi official Đại Hàn Dân Quốc",
    "KZ": "en official Republic of Kazakhstan; en former Kazakh SSR | until=1991; "
    "en former Kazakh Soviet Socialist Republic | until=1991; ru official Республика Казахстан; "
    "ru acronym РК; ru former Казахская ССР | until=1991; kk official Қазақстан Республикасы; "
    "kk acronym ҚР; kk-Latn transliteration Qazaqstan; kk-Latn transliteration Qazaqstan Respublikasy; "
    "kk former Қазақ КСР | until=1991; zh official 哈萨克斯坦共和国; zh short 哈萨克; "
    "zh-Hant official 哈薩克共和國; zh-Hant variant 哈薩克斯坦; be official Рэспубліка Казахстан; "
    "uk official Республіка Казахстан; vi official Cộng hòa Kazakhstan; vi variant Ca-dắc-xtan; "
    "de official Republik Kasachstan; fr official République du Kazakhstan; "
    "uz official Qozogʻiston Respublikasi; ky official Казакстан Республикасы; "
    "pl official Republika Kazachstanu; ja official カザフスタン共和国",
    "LA": "en official Lao People's Democratic Republic; en acronym Lao PDR; en variant Lao; "
    "ru official Лаосская Народно-Демократическая Республика; ru acronym ЛНДР; "
    "zh official 老挝人民民主共和国",
    "LK": "en former Ceylon | until=1972; ru former Цейлон | until=1972; zh former 锡兰 | until=1972",
    "LT": "en official Republic of Lithuania; lt official Lietuvos Respublika; "
    "ru official Литовская Республика; be official Літоўская Рэспубліка; be-tarask variant Летува; "
    "pl official Republika Litewska",
    "LV": "en official Republic of Latvia; lv official Latvijas Republika; ru official Латвийская Республика",
    "MD": "en official Republic of Moldova; ru official Республика Молдова; ru variant Молдавия; "
    "ro official Republica Moldova; be variant Малдавія",
    "MK": "en former Macedonia | until=2019; en official Republic of North Macedonia; "
    "ru former Македония | until=2019; mk official Република Северна Македонија; "
    "en former FYROM | until=2019",
    "ML": "ar translation مالي | confidence=0.65",
    "MM": "en official Republic of the Union of Myanmar; zh official 缅甸联邦共和国",
    "MN": "en former Mongolian People's Republic | until=1992; ru former МНР | until=1992; "
    "zh official 蒙古国; zh former 外蒙古; zh former 蒙古人民共和国 | until=1992; mn official Монгол Улс; "
    "ru former Монгольская Народная Республика",
    "MY": "zh short 大马 | confidence=0.5; en former Malaya | until=1963",
    "NL": "en official Kingdom of the Netherlands; ru variant Голландия; zh variant 尼德兰; "
    "be variant Галандыя",
    "PK": "en official Islamic Republic of Pakistan; ru official Исламская Республика Пакистан; "
    "zh official 巴基斯坦伊斯兰共和国",
    "PL": "en official Republic of Poland; pl official Rzeczpospolita Polska; "
    "ru official Республика Польша; zh official 波兰共和国; be official Рэспубліка Польшча; "
    "pl acronym RP | confidence=0.6",
    "PS": "en official State of Palestine; ru official Государство Палестина; ru variant Палестина; "
    "zh official 巴勒斯坦国; zh short 巴勒斯坦; ar official دولة فلسطين",
    "RO": "en variant Roumania",
    "RS": "en official Republic of Serbia; ru official Республика Сербия; sr official Република Србија; "
    "zh official 塞尔维亚共和国",
    "RU": "en official Russian Federation; en acronym RF; ru official Российская Федерация; ru acronym РФ; "
    "zh official 俄罗斯联邦; zh short 俄国; zh short 俄联邦; zh-Hant official 俄羅斯聯邦; "
    "be official Расійская Федэрацыя; be-tarask variant Расея; uk official Російська Федерація; "
    "kk official Ресей Федерациясы; vi official Liên bang Nga; ja official ロシア連邦; "
    "ko official 러시아 연방; de official Russische Föderation; fr official Fédération de Russie; "
    "es official Federación Rusa; pl official Federacja Rosyjska; lt official Rusijos Federacija; "
    "en former RSFSR | until=1991; ru former РСФСР | until=1991; uz official Rossiya Federatsiyasi; "
    "ky official Россия Федерациясы",
    "SA": "en official Kingdom of Saudi Arabia; en acronym KSA; ru official Королевство Саудовская Аравия; "
    "zh short 沙特",
    "SD": "ko translation 수단 | confidence=0.65",
    "SY": "ur translation شام | confidence=0.6; en official Syrian Arab Republic; "
    "ru official Сирийская Арабская Республика; zh official 阿拉伯叙利亚共和国",
    "SZ": "en variant Swaziland",
    "TH": "en official Kingdom of Thailand; en former Siam | until=1939; ru official Королевство Таиланд; "
    "ru former Сиам | until=1939; zh official 泰王国; zh former 暹罗; vi variant Xiêm",
    "TJ": "en official Republic of Tajikistan; en variant Tadzhikistan; ru official Республика Таджикистан; "
    "tg official Ҷумҳурии Тоҷикистон; zh official 塔吉克斯坦共和国",
    "TL": "en variant East Timor",
    "TM": "en variant Turkmenia; ru variant Туркмения; zh short 土库曼; be variant Туркменія",
    "TR": "en official Republic of Türkiye; en variant Republic of Turkey; ru official Турецкая Республика; "
    "zh official 土耳其共和国; tr official Türkiye Cumhuriyeti",
    "TW": "zh variant 臺灣; en former Formosa; zh variant 中国台湾; en variant Chinese Taipei; "
    "zh variant 中华台北; ru former Формоза",
    "UA": "en former Ukrainian SSR | until=1991; ru former УССР | until=1991; "
    "zh former 乌克兰苏维埃社会主义共和国 | until=1991",
    "US": "en acronym US; en acronym USA; en acronym U.S.; en acronym U.S.A.; en official United States of America; "
    "en short America | confidence=0.7; ru acronym США; ru official Соединённые Штаты Америки; "
    "ru variant Соединённые Штаты; ru variant Соединенные Штаты Америки; zh official 美利坚合众国; "
    "zh-Hant official 美利堅合眾國; be acronym ЗША; uk official Сполучені Штати Америки; kk acronym АҚШ; "
    "vi variant Mỹ; vi variant Hợp chúng quốc Hoa Kỳ; ja variant 米国; ja short アメリカ; "
    "de variant Vereinigte Staaten von Amerika; fr official États-Unis d'Amérique; "
    "es official Estados Unidos de América; es acronym EE. UU.; it official Stati Uniti d'America; "
    "pt acronym EUA; pl official Stany Zjednoczone Ameryki; lt acronym JAV; lv acronym ASV; uz acronym AQSh",
    "UZ": "en official Republic of Uzbekistan; en former Uzbek SSR | until=1991; "
    "ru official Республика Узбекистан; uz official Oʻzbekiston Respublikasi; uz variant O'zbekiston; "
    "uz-Cyrl official Ўзбекистон Республикаси; zh official 乌兹别克斯坦共和国; zh short 乌兹别克; "
    "ru acronym РУз; kk official Өзбекстан Республикасы",
    "VA": "en variant Vatican; en variant Holy See; ru variant Святой Престол",
    "VN": "en official Socialist Republic of Vietnam; en variant Viet Nam; en acronym SRV; "
    "ru official Социалистическая Республика Вьетнам; ru acronym СРВ; "
    "vi official Cộng hòa Xã hội chủ nghĩa Việt Nam; vi acronym CHXHCN Việt Nam; "
    "zh official 越南社会主义共和国; zh-Hant official 越南社會主義共和國; "
    "de official Sozialistische Republik Vietnam; be official Сацыялістычная Рэспубліка В’етнам",
    "ZA": "en official Republic of South Africa; en acronym RSA | confidence=0.7; ru acronym ЮАР; "
    "zh official 南非共和国; be acronym ПАР",
}  # fmt: skip

Names = dict[str, str]
Line = tuple[str, str, str]


def slug(name: str) -> str:
    """The id's part after the colon: ASCII letters and hyphens."""
    plain = unicodedata.normalize("NFD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z]+", "-", letters.lower()).strip("-")


def parts(code: str, name: str, language: str) -> list[str]:
    """The names that CLDR's one string holds; for English also as it is written out."""
    if code in TWO_NAMES and (hit := re.fullmatch(r"(.+?)\s*[(（](.+)[)）]", name)):
        return [hit[1], hit[2]]
    plain = name.replace("’", "'")
    if language == "en":
        plain = plain.replace(" & ", " and ").replace("St. ", "Saint ")
    return [name, plain]


def from_cldr(code: str, territories: dict[str, Names]) -> Iterator[Line]:
    """CLDR's names of one territory; `official` in its own official languages, else `translation`."""
    own = {"en", *get_official_languages(code, de_facto=True)}
    for language in LANGUAGES.split():
        kind = "official" if language in own else "translation"
        for name in parts(code, territories[language].get(code, code), language):
            if name != code:
                yield language.replace("_", "-"), kind, name


def added(code: str) -> Iterator[Line]:
    for line in ADDED.get(code, "").split("; "):
        if line:
            language, kind, text = line.split(" ", 2)
            yield language, kind, text


def unique(lines: Iterator[Line], shown: str) -> Iterator[Line]:
    """Each text once, whatever its case: the first language that has it keeps it."""
    seen = {shown.casefold()}
    for language, kind, text in lines:
        key = text.split(" | ")[0].casefold()
        if key not in seen:
            seen.add(key)
            yield language, kind, text


def block(code: str, territories: dict[str, Names]) -> str:
    """One entity in the text format of the tables."""
    shown = NAMES.get(code) or parts(code, territories["en"][code], "en")[-1]
    head = [f"place:{slug(shown)} place", f"  name: {shown}", f"  country: {code}"]
    head.append(f"  source: Unicode CLDR {get_cldr_version()} (Unicode License v3)")
    more = list(added(code))
    told = {text.split(" | ")[0] for _, _, text in more if code in TOLD_APART}
    lines = [*(line for line in from_cldr(code, territories) if line[2] not in told), *more]
    return "\n".join([*head, *("  " + " ".join(line) for line in unique(iter(lines), shown))])


def main() -> None:
    territories = {lang: dict(Locale.parse(lang).territories) for lang in LANGUAGES.split()}
    codes = sorted(c for c in territories["en"] if re.fullmatch("[A-Z]{2}", c))
    head = f"# Countries and territories, by bench/make_countries.py (babel {__version__})."
    wanted = [c for c in codes if c not in NOT_ISO | ELSEWHERE]
    blocks = [block(code, territories) for code in wanted]
    TARGET.write_text("\n\n".join([head, *blocks]) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
