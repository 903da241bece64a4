"""A table of two dozen entities, compiled in moments, for tests that need a lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.matching.families import FAMILIES, sketch
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.reading.article import Article
from polyonym.engine.searching.analyse import analyse
from polyonym.engine.searching.plan import Planner
from polyonym.engine.searching.searcher import Searcher
from polyonym.engine.tagging.tagger import Tagger
from polyonym.index.adapters.memory import MemoryIndex


def entity(line: str) -> Entity:
    """An entity from `id | name | country | related | alias; alias=lang; ACRONYM!`."""
    entity_id, name, country, related, names = (cell.strip() for cell in line.split("|"))
    kind = {"org": "organization"}.get(entity_id.split(":")[0], entity_id.split(":")[0])
    aliases = tuple(map(_alias, filter(None, (each.strip() for each in names.split(";")))))
    return Entity(
        entity_id, EntityKind(kind), name, country or None, related=tuple(related.split()),
        aliases=(Alias(name, "en", AliasKind.OFFICIAL), *aliases),
    )  # fmt: skip


def _alias(cell: str) -> Alias:
    text, _, lang = cell.partition("=")
    if text.endswith("!"):
        return Alias(text[:-1], lang or None, AliasKind.ACRONYM)
    return Alias(text, lang or None, AliasKind.TRANSLATION)


_ROWS = """
org:lntu | Liaoning Technical University | CN | | LNTU!; 辽宁工程技术大学=zh; Ляонинский технический университет=ru
org:lu | Liaoning University | CN | | 辽宁大学=zh; Ляонинский университет=ru
org:bsuir | Belarusian State University of Informatics and Radioelectronics | BY | place:minsk | BSUIR!; БГУИР!=ru
org:bsu | Belarusian State University | BY | place:minsk | BSU!; БГУ!=ru; Белорусский государственный университет=ru
org:bsu-az | Baku State University | AZ | place:baku | BSU!; Бакинский государственный университет=ru
org:oxford | University of Oxford | GB | | Оксфордский университет=ru; Oxford University
place:minsk | Minsk | BY | | Минск=ru; Мінск=be; 明斯克=zh; Mińsk=pl
place:baku | Baku | AZ | | Баку=ru; Bakı=az
place:fuxin | Fuxin | CN | | 阜新=zh; Фусинь=ru
place:mali | Mali | ML | | Мали=ru; 马里=zh
place:malta | Malta | MT | | Мальта=ru; 马耳他=zh
place:georgia | Georgia | GE | | Грузия=ru; საქართველო=ka
place:georgia-us | Georgia | US | | Джорджия=ru
place:tbilisi | Tbilisi | GE | | Тбилиси=ru; თბილისი=ka
place:atlanta | Atlanta | US | | Атланта=ru
place:london | London | GB | | Лондон=ru; Londyn=pl; Londýn=cs; 伦敦=zh
place:riyadh | Riyadh | SA | | الرياض=ar; Эр-Рияд=ru
place:bangkok | Bangkok | TH | | กรุงเทพมหานคร=th; Бангкок=ru
person:sun-wei | Sun Wei | CN | org:lntu | 孙伟=zh; Сунь Вэй=ru
person:wu-xujin | Wu Xujin | CN | org:lu | У Сюйцзинь=ru
person:lukashenko | Alexander Lukashenko | BY | | Александр Лукашенко=ru; Аляксандр Лукашэнка=be
person:nikalaichyk | Yury Nikalaichyk | BY | org:bsuir | Николайчик Юрий=ru; Мікалайчык Юрый=be
person:smith-gb | John Smith | GB | org:oxford |
person:smith-us | John Smith | US | place:atlanta |
person:bibi | Asia Bibi | PK | | Asia Bibiová=cs; Азия Биби=ru; آسیہ بی بی=ur
person:thinh | Đặng Thị Ngọc Thịnh | VN | | Данг Тхи Нгок Тхинь=ru
person:niinisto | Sauli Niinistö | FI | | Саули Ниинистё=ru
person:orban | Viktor Orbán | HU | | Orbán Viktor=hu; Виктор Орбан=ru
person:kallas | Kaja Kallas | EE | |
person:sibiga | Andrii Sybiha | UA | | Андрій Сибіга=uk; Андрей Сибига=ru
person:bogush | Vadim Bogush | BY | org:bsuir | Вадим Богуш=ru; Вадзім Богуш=be; 瓦季姆·博古什=zh
person:qiu | Qiu Ming | CN | org:lntu | 邱明=zh; Цю Мин=ru
place:helsinki | Helsinki | FI | | Helsingfors=sv; Хельсинки=ru
place:ankara | Ankara | TR | |
org:ltu-se | Luleå University of Technology | SE | | LTU!; Luleå tekniska universitet=sv
org:dut-cn | Dalian University of Technology | CN | | DUT!; 大连理工大学=zh
org:dut-za | Durban University of Technology | ZA | | DUT!
initiative:bri | Belt and Road Initiative | CN | | 一带一路=zh; Один пояс, один путь=ru; BRI!
term:rector | rector | | | ректор=ru; 校长=zh
"""
ENTITIES = tuple(map(entity, _ROWS.strip().splitlines()))


def lexicon(parent: Path) -> Lexicon:
    """The table compiled to a directory under `parent`."""
    return Lexicon(compile_lexicon(ENTITIES, FAMILIES, parent / "lexicon", sketch=sketch, stamp={"token": "small"}))


def searcher_over(articles: Iterable[Article], folder: Path) -> Searcher:
    """A searcher over articles, in memory, that knows this table."""
    table = lexicon(folder)
    tagger, index = Tagger(table), MemoryIndex()
    index.write(analyse(article, tagger) for article in articles)
    return Searcher(table, Planner(table, Resolver(table), tagger.spotter), index)
