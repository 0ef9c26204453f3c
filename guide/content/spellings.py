"""Spellings that no author writes but readers know: old point codes, and pinyin as Wade and Giles wrote it.

The codes of other languages and older books, as they stand in public tables (all looked up in 2026):
the comparison of WHO 1993, Qiu, Deadman, Masunaga and Beresford-Cooke at thefifthelement.com.au (H,
HE, K, KID, UB, P, HC, HP, SJ, TH, Liv, LV, Ren, Du); the lists at aiemd.org (CO, TW, VC, VG),
oocities.org/AcupressureInFirstAidFederation (L, S), aarogya.com (B), acuwiki.com (TB) and
brainscape.com (KD); Cochrane review CD006920 (Cx); in German akupunktur-info.ch (Ma, Mi, Di, Dü, Ni,
Pe, Le, 3E), ellviva.de (M, MP) and medizinwelt.elsevier.de (KS, KG, LG); in French clemedicine.com
(P, GI), the translation of Maciocia (E, Rte, C, IG, V, Rn, TR, VB, F), Covin, “Étude sur la
dénomination des points d’acupuncture” (MC, VG, VC) and the wiki notes-acupuncture (DM); in Spanish
especialidades.hlg.sld.cu (P, IG, E, BP, C, ID, V, R, TF, VB, H); in Russian handbooks RP and TR; at
somepoints.net RM.

The transcription follows the table of U. Theobald, chinaknowledge.de/Literature/Script/wadegilespinyin.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from guide.content.names import tight

_CODES = {
    "LU": "L",
    "LI": "CO GI Di",
    "ST": "S E M Ma",
    "SP": "MP Mi RP Rte BP",
    "HT": "H HE C",
    "SI": "IG ID",
    "BL": "UB B V",
    "KI": "K KID KD R Rn Ni",
    "PC": "P HC HP CX MC KS Pe",
    "TE": "SJ TH TW TB TR TF 3E",
    "GB": "VB",
    "LR": "Liv LV Le F",
    "GV": "Du DM VG LG",
    "CV": "Ren RM VC KG",
}
_RARER = {"LU": "P", "LI": "IG", "SI": "Dü", "LR": "H"}
"""Codes that mostly mean another meridian; they come after it."""
_CODE = re.compile(r"(3e|[a-z]{1,3})(\d{0,2})")


@lru_cache(maxsize=1)
def _meridians() -> dict[str, list[tuple[str, str]]]:
    """``{old letters: [(today's letters, the old ones as they are written), …]}``."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in (_CODES, _RARER):
        for code, letters in table.items():
            for old in letters.split():
                found.setdefault(tight(old), []).append((code, old))
    return found


def old_codes(typed: str) -> list[tuple[str, str]]:
    """What an old or foreign point code may mean, the likelier first, or the beginning of one.

    ``S 36`` gives ``[("ST36", "S36")]``: today's code and the old one as it is written.
    """
    found = _CODE.fullmatch(tight(typed))
    if not found or not found[2]:
        return []
    number = found[2].lstrip("0") or "0"
    codes = _meridians().get(found[1], [])
    if number != found[2] and found[1].upper() in _CODES:  # KI01
        codes = [(found[1].upper(), found[1].upper()), *codes]
    return [(new + number, old + number) for new, old in codes]


# ---- Wade and Giles

_SYLLABLES = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong u uan uo ü üe",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ü üe",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
"""The syllables of Mandarin in pinyin, by their first sound."""
_INITIALS = {
    "b": "p",
    "p": "p’",
    "d": "t",
    "t": "t’",
    "g": "k",
    "k": "k’",
    "j": "ch",
    "q": "ch’",
    "x": "hs",
    "zh": "ch",
    "ch": "ch’",
    "r": "j",
    "z": "ts",
    "c": "ts’",
}
_FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "iong": "iung", "üe": "üeh", "er": "erh"}
_ROUNDED = {"u": "ü", "uan": "üan", "ue": "üeh", "un": "ün"}  # after j, q, x and y
_WHOLE = {
    "yi": "i",
    "you": "yu",
    "yan": "yen",
    "ye": "yeh",
    "yong": "yung",
    "e": "o",
    "zi": "tzu",
    "ci": "tz’u",
    "si": "ssu",
    "gui": "kuei",
    "kui": "k’uei",
    "ge": "ko",
    "ke": "k’o",
    "he": "ho",
    "guo": "kuo",
    "kuo": "k’uo",
    "huo": "huo",
    "shuo": "shuo",
}
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü")
_VOWELS = ("a", "e", "o", "i", "u", "ü")
_LONGEST = 6  # letters of zhuang


def wade_giles(pinyin: str, signs: int) -> str:
    """``Zúsānlǐ``, written with three signs, as ``Tsu san li``; empty where it cannot be told."""
    plain = pinyin.lower().translate(_TONES)
    parts = re.findall(r"[a-zü]+", plain)
    if re.search(r"[^a-zü\s'’-]", plain):
        return ""
    for syllables in _split(tuple(parts)):
        if len(syllables) == signs:
            words = " ".join(map(_transcribed, syllables))
            return words[:1].upper() + words[1:]
    return ""


def _split(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way to read the parts as syllables, long syllables first."""
    if not parts:
        yield ()
        return
    first, *rest = parts
    for length in range(min(_LONGEST, len(first)), 0, -1):
        # Within a word a syllable that begins with a vowel is parted from the one before by a sign.
        if first[:length] in _table() and first[length : length + 1] not in _VOWELS:
            left = (first[length:], *rest) if length < len(first) else tuple(rest)
            yield from ((first[:length], *more) for more in _split(left))


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Every syllable in pinyin and as Wade and Giles wrote it."""
    return {
        initial + final: _WHOLE.get(initial + final) or _joined(initial, final)
        for initial, finals in _SYLLABLES.items()
        for final in finals.split()
    }


def _joined(initial: str, final: str) -> str:
    if initial in ("zh", "ch", "sh", "r") and final == "i":
        final = "ih"
    elif initial in ("j", "q", "x", "y") and final in _ROUNDED:
        final = _ROUNDED[final]
    elif final == "uo":
        final = "o"
    return _INITIALS.get(initial, initial) + _FINALS.get(final, final)


def _transcribed(syllable: str) -> str:
    return _table()[syllable]
