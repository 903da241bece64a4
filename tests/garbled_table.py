"""A table without any garbled form or Vietnamese reading: what garbled names have to be found from.

Institutions and places are real; the people of institutions are made up, but for Ma Yun, Yao Ming and those who
stand in the sample articles.
"""

from __future__ import annotations

from pathlib import Path

from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.matching.families import FAMILIES, sketch

_KINDS = {"org": EntityKind.ORGANIZATION, "person": EntityKind.PERSON, "place": EntityKind.PLACE}
_ROWS = """
place:china | China | CN | | | 中国=zh; Китай=ru; Trung Quốc=vi; PRC
place:liaoning | Liaoning | CN | place:china | | 辽宁省=zh; 辽宁=zh; Ляонин=ru; Liaoning Province
place:fuxin | Fuxin | CN | place:liaoning | | 阜新市=zh; 阜新=zh; Фусинь=ru
place:haizhou | Haizhou District | CN | place:fuxin | | 海州区=zh; 海州=zh; Haizhou
place:haizhou-jiangsu | Haizhou District, Lianyungang | CN | place:jiangsu | | 海州区=zh; Haizhou
place:jiangsu | Jiangsu | CN | place:china | | 江苏=zh
place:dalian | Dalian | CN | place:liaoning | | 大连=zh; Далянь=ru
place:huludao | Huludao | CN | place:liaoning | | 葫芦岛=zh; Хулудао=ru
place:anshan | Anshan | CN | place:liaoning | | 鞍山=zh
place:shandong | Shandong | CN | place:china | | 山东=zh; Шаньдун=ru
place:binzhou | Binzhou | CN | place:shandong | | 滨州=zh
place:shanghai | Shanghai | CN | place:china | | 上海=zh; Шанхай=ru
place:beijing | Beijing | CN | place:china | | 北京=zh; Пекин=ru
place:mudanjiang | Mudanjiang | CN | place:heilongjiang | | 牡丹江=zh; Муданьцзян=ru
place:heilongjiang | Heilongjiang | CN | place:china | | 黑龙江=zh; Хэйлунцзян=ru
place:vietnam | Vietnam | VN | | | Việt Nam=vi; Вьетнам=ru
place:quang-ninh | Quang Ninh | VN | place:vietnam | | Quảng Ninh=vi
place:hanoi | Hanoi | VN | place:vietnam | | Hà Nội=vi; Ханой=ru
place:an-giang | An Giang | VN | place:vietnam | | An Giang=vi
place:belarus | Belarus | BY | | | Беларусь=ru; 白俄罗斯=zh; Republic of Belarus
place:minsk | Minsk | BY | place:belarus | | Минск=ru; 明斯克=zh
place:mosty | Mosty | BY | place:belarus | | Мосты=ru; Масты=be
place:russia | Russia | RU | | | Россия=ru; 俄罗斯=zh; Russian Federation
place:moscow | Moscow | RU | place:russia | | Москва=ru
place:velikiye-luki | Velikiye Luki | RU | place:russia | | Великие Луки=ru
place:ukraine | Ukraine | UA | | | Украина=ru; 乌克兰=zh
place:kazakhstan | Kazakhstan | KZ | | | Казахстан=ru; 哈萨克斯坦=zh
place:aktobe | Aktobe | KZ | place:kazakhstan | | Ақтөбе=kk; Актобе=ru
place:almaty | Almaty | KZ | place:kazakhstan | | Алматы=ru
org:lntu | Liaoning Technical University | CN | | place:fuxin | LNTU!; 辽宁工程技术大学=zh
org:dlut | Dalian University of Technology | CN | | place:dalian | DUT!; 大连理工大学=zh; Даляньский университет=ru
org:binzhou | Binzhou Polytechnic | CN | | place:binzhou | 滨州职业学院=zh; Binzhou Vocational College
org:alibaba | Alibaba Group | CN | | | 阿里巴巴集团=zh; Alibaba
org:rockets | Shanghai Sharks | CN | | place:shanghai | 上海大鲨鱼=zh
org:qui | Quang Ninh University of Industry | VN | | place:quang-ninh | QUI!; Đại học Công nghiệp Quảng Ninh=vi
org:bntu | Belarusian National Technical University | BY | | place:minsk | BNTU!; БНТУ!=ru
org:bsu | Belarusian State University | BY | | place:minsk | BSU!; Белорусский государственный университет=ru
org:ripo | Republican Institute for Vocational Education | BY | | | RIPO!; Belarusian Institute of Vocational Education
org:satbayev | Satbayev University | KZ | | place:almaty | Казахский национальный технический университет=ru
person:sun-wei | Sun Wei | CN | | org:lntu place:fuxin | 孙伟=zh; Сунь Вэй=ru
person:li-beibei | Li Beibei | CN | | org:lntu |
person:su-guo | Su Guo | CN | | org:lntu |
person:liu-jin | Liu Jin | CN | | org:binzhou | 刘荩=zh
person:liu-jin-other | Liu Jin | CN | | org:dlut | 刘进=zh
person:wang-xue | Wang Xue | CN | | org:dlut | 王雪=zh
person:zhao-xuelian | Zhao Xuelian | CN | | org:dlut | 赵雪莲=zh
person:ma-yun | Ma Yun | CN | | org:alibaba | 马云=zh; Jack Ma
person:yao-ming | Yao Ming | CN | | org:rockets place:shanghai | 姚明=zh
person:huang-song | Huang Song | CN | | org:dlut | 黄松=zh
person:sokolova | Vera Sokolova | BY | | org:bntu | Вера Соколова=ru
person:orlov | Nikolai Orlov | BY | | org:bsu | Николай Орлов=ru
person:nikalaichyk | Yury Nikalaichyk | BY | | org:bntu | Николайчик Юрий=ru
person:karpovich | Sergei Karpovich | BY | | org:ripo | Сергей Карпович=ru
"""


def _entity(line: str) -> Entity:
    entity_id, name, country, part_of, related, names = (cell.strip() for cell in line.split("|"))
    aliases = tuple(map(_alias, filter(None, (each.strip() for each in names.split(";")))))
    return Entity(
        entity_id, _KINDS[entity_id.partition(":")[0]], name, country or None, part_of=part_of or None,
        related=tuple(related.split()), aliases=(Alias(name, "en", AliasKind.OFFICIAL), *aliases),
    )  # fmt: skip


def _alias(cell: str) -> Alias:
    text, _, lang = cell.partition("=")
    kind = AliasKind.ACRONYM if text.endswith("!") else AliasKind.TRANSLATION
    return Alias(text.removesuffix("!"), lang or "en", kind)


ENTITIES = tuple(map(_entity, _ROWS.strip().splitlines()))


def lexicon(parent: Path, entities: tuple[Entity, ...] = ENTITIES) -> Lexicon:
    """The table compiled to a directory under `parent`."""
    return Lexicon(compile_lexicon(entities, FAMILIES, parent / "garbled", sketch=sketch, stamp={"token": "garbled"}))
