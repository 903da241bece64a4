"""A table of institutions for the tests of affiliations, compiled in moments."""

from __future__ import annotations

from pathlib import Path

from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.matching.families import FAMILIES, sketch

_ROWS = """
oxford | University of Oxford | GB | Oxford | Oxford University; Oxford!
cambridge | University of Cambridge | GB | Cambridge | Cambridge University
leeds | University of Leeds | GB | Leeds |
ucl | University College London | GB | London | UCL!
guys | Guy's Hospital | GB | London |
berkeley | University of California, Berkeley | US | Berkeley | UC Berkeley; UCB!
ucla | University of California, Los Angeles | US | Los Angeles | UCLA!
uc | University of California System | US | Oakland | University of California
michigan | University of Michigan | US | Ann Arbor |
mit | Massachusetts Institute of Technology | US | Cambridge | MIT!
harvard | Harvard University | US | Cambridge | Harvard
yale | Yale University | US | New Haven | Yale
arlington | The University of Texas at Arlington | US | Arlington | UTA!
massachusetts | University of Massachusetts Amherst | US | Amherst |
mgh | Massachusetts General Hospital | US | Boston | MGH!
nih | National Institutes of Health | US | Bethesda | NIH!
va | Department of Veterans Affairs | US | Washington | VA!
toronto | University of Toronto | CA | Toronto |
on | Opera Network | IT | Milan | ON!
in | Instituto de Neurociencias | ES | Alicante | IN!
heidelberg | Heidelberg University | DE | Heidelberg | Universität Heidelberg; Ruprecht-Karls-Universität Heidelberg
lmu | Ludwig-Maximilians-Universität München | DE | Munich | LMU München; LMU!
physics-mpi | Max Planck Institute for Physics | DE | Munich | Max-Planck-Institut für Physik
rostock | Universitätsmedizin Rostock | DE | Rostock |
montpellier | Université de Montpellier | FR | Montpellier | University of Montpellier
angers | Centre Hospitalier Universitaire d'Angers | FR | Angers |
cnrs | Centre National de la Recherche Scientifique | FR | Paris | CNRS!
siemens-de | Siemens (Germany) | DE | Munich |
siemens-us | Siemens (United States) | US | Washington |
sapienza | Sapienza University of Rome | IT | Rome | Università degli Studi di Roma La Sapienza
bologna | University of Bologna | IT | Bologna | Università di Bologna
granada | Universidad de Granada | ES | Granada | University of Granada
unam | Universidad Nacional Autónoma de México | MX | Mexico City | UNAM!
sao-paulo | Universidade de São Paulo | BR | São Paulo | University of São Paulo; USP!
msu | Lomonosov Moscow State University | RU | Moscow | Московский государственный университет имени М. В. Ломоносова
math-by | Institute of Mathematics | BY | Minsk | Институт математики НАН Беларуси
math-pl | Institute of Mathematics | PL | Warsaw |
bsuir | Belarusian State University of Informatics and Radioelectronics | BY | Minsk | БГУИР!
lntu | Liaoning Technical University | CN | Fuxin | 辽宁工程技术大学
tsinghua | Tsinghua University | CN | Beijing | 清华大学
newcastle-gb | Newcastle University | GB | Newcastle upon Tyne | University of Newcastle
newcastle-au | University of Newcastle | AU | Newcastle | University of Newcastle Australia
hong-kong | University of Hong Kong | HK | Hong Kong | 香港大學; HKU!
tokyo | The University of Tokyo | JP | Tokyo | 東京大学
neu-us | Northeastern University | US | Boston |
neu-cn | Northeastern University | CN | Shenyang | 东北大学
snu | Seoul National University | KR | Seoul | 서울대학교
hust | Hanoi University of Science and Technology | VN | Hanoi | Trường Đại học Bách khoa Hà Nội
assiut | Assiut University | EG | Assiut |
sfax | Université de Sfax | TN | Sfax |
bhu | Banaras Hindu University | IN | Varanasi |
iitk | Indian Institute of Technology Kanpur | IN | Kanpur | IIT Kanpur
usda | United States Department of Agriculture | US | Washington | Department of Agriculture; USDA!
agri-ph | Department of Agriculture | PH | Quezon City |
oup | Oxford University Press (United Kingdom) | GB | Oxford |
"""


def _entity(line: str) -> Entity:
    entity_id, name, country, city, names = (cell.strip() for cell in line.split("|"))
    aliases = tuple(map(_alias, filter(None, (each.strip() for each in names.split(";")))))
    official = Alias(name, None, AliasKind.OFFICIAL)
    return Entity(entity_id, EntityKind.ORGANIZATION, name, country, city, aliases=(official, *aliases))


def _alias(cell: str) -> Alias:
    return Alias(cell[:-1], None, AliasKind.ACRONYM) if cell.endswith("!") else Alias(cell)


INSTITUTIONS = tuple(map(_entity, _ROWS.strip().splitlines()))


def lexicon(parent: Path) -> Lexicon:
    """The table compiled to a directory under `parent`."""
    made = compile_lexicon(INSTITUTIONS, FAMILIES, parent / "lexicon", sketch=sketch, stamp={"token": "institutions"})
    return Lexicon(made)
