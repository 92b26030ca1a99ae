"""Decoded text in, the first place where it cannot be Western European out.

Every byte string decodes as Windows-1252, so that guess needs evidence: accented letters stand where Western
European names have them, quotes and dashes where English text has them. Japanese, Chinese, Korean, Russian, Polish
or Turkish bytes read as Windows-1252 break these rules within a word or two; such a file is refused, not garbled.
"""

from __future__ import annotations

import re

__all__ = ["implausible_at"]

# á â ç é í î ó ô ö ú ü ý ß are the same bytes in the Central European code page; the letters after them are not, so
# they count only where Western spelling puts them: ñ before a vowel, è and ø never before one.
_LOWER = (
    r"(?:(?:(?<=[A-Za-z])|(?=.[A-Za-z]))[áâçéíîóôöúüýßå]|(?<![aou])ä|(?<=[a-z])ë|ñ(?=[aeiouáéíóú])|(?<=ñ)[áéíóú]|"
    r"[èêø](?![aeiou])|œ(?=[a-z])|(?<=[A-Za-z])æ(?=[a-z])|(?<=[A-Za-z])ï(?=[a-z])|à(?![a-z])|(?<=o)ù(?![a-z])|û(?=t)|ã(?=[eo]))"
)
_UPPER = r"(?:(?<![A-Za-z])[ÁÂÄÇÉÍÓÔÖÚÜÅØ](?=[A-Za-z]))"
# A dash without spaces stands between words or numbers, not before the last letter of one (Macintosh: ó is a dash).
_DASH = (
    r"(?:(?<=\s)[–—]|[–—](?=\s)|(?<=\d)[–—](?=\d)|(?<=[a-zA-Z]{2})[–—](?=[A-Z])|(?<=[a-z]{4})[–—](?=[a-z]{4})|"
    r"(?<=[.,;:!?)\]\"”’])[–—]|(?<=[a-z]{3})—(?=[\"“(]))"
)
_SIGNS = (
    r"(?:(?<![A-Za-z])[‘“«‹„](?=\S)|[’…•·\u00a0]|(?<=[\w.,;:!?%)\]’])[”»›]|€(?=[\s\d])|(?<=[\d\s])€|[£¥](?=\s?\d)|"
    r"[§¶](?=\s?\d)|©(?=\s)|(?<=[A-Za-z])[®™]|(?<=\d)[°½¼¾‰]|(?<=\d\s)°|(?<=\s)[±×](?=\s?\d)|(?<=\d)[±×](?=\d)|"
    r"µ(?=[mgsAWVF]\b)|(?<=m)[²³](?![A-Za-z]))"
)
_PLAUSIBLE = re.compile(rf"(?<![^\x00-\x7f‘’“«–—·\u00a0ñ])(?:{_LOWER}|{_UPPER})|{_DASH}|{_SIGNS}")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def implausible_at(text: str) -> int:
    """Give the position of the first character that Western European text would not have there, or -1.

    Examples
    --------
    >>> implausible_at("Forschungszentrum Jülich – “quantum” for €5 million")
    -1
    >>> implausible_at("日本".encode("shift_jis").decode("cp1252"))  # “ú–{
    1
    """
    for match in _FOREIGN.finditer(text):
        if not _PLAUSIBLE.match(text, match.start()):
            return match.start()
    return -1
