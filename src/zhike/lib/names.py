"""How Chinese names sound and what makes two company names the same."""

import re
import unicodedata
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.seg.simpleseg import seg

from zhike.lib.places import split_place

# Family names that sound different from the same character in other words.
SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "盖": "ge",
    "朴": "piao", "尉": "yu", "葛": "ge", "冼": "xian", "晁": "chao", "折": "she",
    "黑": "he", "秘": "bi", "缪": "miao", "能": "nai", "宁": "ning", "纪": "ji", "燕": "yan", "员": "yun",
    "乐": "yue", "翟": "zhai", "长孙": "zhangsun", "万俟": "moqi", "尉迟": "yuchi", "鲜于": "xianyu",
}  # fmt: skip

DOUBLE_SURNAMES = frozenset(
    ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "万俟", "鲜于", "夏侯", "端木", "南宫", "独孤"]
)  # fmt: skip
_LEGAL_FORMS = re.compile(
    r"(集团股份有限公司|股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|集团公司|集团|总公司|公司"
    r"|\b(?:co|ltd|inc|llc|gmbh|corp|corporation|company|limited|plc|sa|bv|ag)\b)\.?$"
)
_AS_IT_IS = "\0"
_CHINESE = re.compile(r"[一-龥]")
_RETROFLEX = re.compile(r"^([zcs])h")
_BRACKETS = re.compile(r"[()\[\]【】〔〕（）]")
_NOISE = re.compile(r"[\s.,·・、,，。'\"’“”&\-_/]+")


def pinyin(text: str) -> str:
    """A company or place as it sounds, without tones or gaps: 恒远机械 → hengyuanjixie."""
    return "".join(sound.removeprefix(_AS_IT_IS) for sound in _sounds(text))


def initials(text: str) -> str:
    """The first letters of each character, and what is no Chinese whole: 恒远机械 → hyjx."""
    return "".join(
        sound[1:] if sound.startswith(_AS_IT_IS) else sound[0] for sound in _sounds(text)
    )


@lru_cache(maxsize=10_000)
def _sounds(text: str) -> tuple[str, ...]:
    """One sound for each Chinese character; a run of anything else stays as it is, with a mark before it."""
    return tuple(sound for word in seg(folded(text).lower()) for sound in _sounds_of(word))


@lru_cache(maxsize=50_000)
def _sounds_of(word: str) -> tuple[str, ...]:
    """A word of the dictionary or a run of anything else; names are made of few words."""
    found = lazy_pinyin([word], errors=lambda run: _AS_IT_IS + run.replace(" ", ""))
    return tuple(sound for sound in found if sound)


def person_pinyin(name: str) -> str:
    """A person's name as it sounds; family names keep their own reading: 单伟 → shanwei."""
    surname, rest = _split_surname(name)
    return SURNAMES[surname] + pinyin(rest) if surname else pinyin(name)


def person_initials(name: str) -> str:
    """The first letters of a person's name: 曾国藩 → zgf."""
    surname, rest = _split_surname(name)
    if not surname:
        return initials(name)
    first = "".join(
        SURNAMES[surname][:1] if i == 0 else pinyin(c)[:1] for i, c in enumerate(surname)
    )
    return first + initials(rest)


def name_key(name: str) -> str:
    """What is left of a company's name when spelling and legal form are taken away; equal keys mean a likely duplicate."""
    key = _NOISE.sub(" ", _BRACKETS.sub("", folded(name).lower())).strip()
    while (shorter := _LEGAL_FORMS.sub("", key).strip()) and shorter != key:
        key = shorter
    return key.replace(" ", "") or folded(name).lower()


def is_chinese(text: str) -> bool:
    """Whether it is written in Chinese characters alone."""
    return bool(text) and all("\u4e00" <= char <= "\u9fff" for char in text)


def folded(text: str) -> str:
    """Full-width letters and digits made half-width, ends stripped."""
    return unicodedata.normalize("NFKC", text).strip()


def _split_surname(name: str) -> tuple[str, str]:
    for length in (2, 1):
        if name[:length] in SURNAMES:
            return name[:length], name[length:]
    return "", name


def sound_key(name: str) -> str:
    """How a company's name sounds behind its place to somebody who hears it badly: 恒远 and 衡源 are one, so are zh and z, ing and in."""
    return _blurred(split_place(name_key(name))[1])[:120]


def block_key(name: str) -> str:
    """What names that may mean the same begin with: the sound of the first two characters behind the place, or six letters."""
    rest = split_place(name_key(name))[1]
    head = rest[:2] if _CHINESE.match(rest) else rest[:6]
    return _blurred(head)[:24]


def person_sounds(name: str) -> set[str]:
    """The ways a person's name may have been heard: 陈英 is chenying, chengying, chenyin …"""
    surname, rest = _split_surname(folded(name))
    syllables = [SURNAMES[surname]] if surname else []
    syllables += [sound.removeprefix(_AS_IT_IS) for sound in _sounds(rest)]
    heard = {""}
    for syllable in syllables[:4]:
        heard = {before + way for before in heard for way in _ways(syllable)}
    return heard - {""}


def _blurred(text: str) -> str:
    return "".join(
        sound[1:] if sound.startswith(_AS_IT_IS) else _blur(sound) for sound in _sounds(text)
    )


def _blur(syllable: str) -> str:
    """A syllable without what dialects do not tell apart."""
    head = _RETROFLEX.sub(r"\1", syllable)
    return head.removesuffix("g") if head.endswith(("ang", "eng", "ing")) else head


def _ways(syllable: str) -> set[str]:
    """The syllable and those that blur to the same."""
    heads = {syllable}
    if _RETROFLEX.match(syllable):
        heads.add(_RETROFLEX.sub(r"\1", syllable))
    elif syllable[:1] in {"z", "c", "s"}:
        heads.add(syllable[0] + "h" + syllable[1:])
    ends = {head + "g" for head in heads if head.endswith(("an", "en", "in"))}
    ends |= {head[:-1] for head in heads if head.endswith(("ang", "eng", "ing"))}
    return heads | ends


def has_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return bool(_CHINESE.search(text))
