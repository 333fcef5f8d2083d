"""How numbers, dates and ordinals are written, in Chinese and English."""

from __future__ import annotations

import re

from assistant.guard.numerals import (
    DIGITS,
    HAN,
    NUMBER_WORD,
    ORDINALS,
    SCALE,
)

MONTHS = {m[:3]: i for i, m in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], start=1
)}  # fmt: skip

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)"
)

_CLASSIFIERS = (
    "项|个|家|类|条|种|阶段|方面|单位|部门|名|大|所|人|件|户|次|倍|年|月|日|天|亩|公里|千米|米|吨|元|美元|亿|万|座|处|台|级|"
    "部分|步|点|位|支|张|批|部|牵头|配合|监测|成|分|局|市|区|县|套|期|轮|档|层|篇|门|间"
)

PATTERN = re.compile(
    rf"""
    (?P<zhdate>(?<!\d)(?P<zy>(?:19|20)\d\d|[〇零一二三四五六七八九]{{4}})年(?:(?:的)?(?P<zm>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:(?P<zd>\d{{1,2}})[日号])?)?)
  | (?P<zhmonth>(?<![\d个第.])(?P<zm2>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!均|度|薪|报|底前)(?:份)?(?:(?P<zd2>\d{{1,2}})[日号])?)
  | (?P<endate>(?<![a-z\d])(?:(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<em>{_MONTH})(?![a-z])\.?(?:\s(?P<ed2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),?)?\s?,?(?:of\s)?(?P<ey>(?:19|20)\d\d)?(?!\d))
  | (?P<part>(?<![a-z])(?P<pn>an?|one|two|three)[\s-](?P<pd>third|quarter|fourth|fifth|tenth)s?(?=\s(?:of|or|to|and|more|less|that|as)\b|[,.;)]|$))
  | (?P<ordinal>(?<![\d])第(?P<zo>\d{{1,4}}(?!\d)(?!\s?[万亿])|{HAN}{{1,5}})
      |(?<![a-z])(?:tasks?|indicators?|items?|nos?\.|numbers?|任务|指标|序号|编号|numbered|\#)(?:分别)?(?:包括|是|为|[:：])?\s?(?P<eo>\d{{1,3}})(?!\s?[家个%项])(?![\d.,]*\d|%)
      |(?<![\d.])(?P<ho>\d{{1,3}})号(?=任务|指标|项|[，。、由的])
      |(?<![\d.])(?P<th>\d{{1,4}})(?:st|nd|rd|th)(?![a-z])
      |(?<![a-z])(?P<ow>{"|".join(ORDINALS)})(?![a-z]|\s(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten)\b)))
  | (?P<fraction>(?P<fd>百|千|万|{HAN}{{1,4}}|\d{{1,5}})分之(?P<fn>(?:{HAN}{{1,9}}(?:点[零〇一二三四五六七八九]{{1,8}})?)|{DIGITS}))
  | (?P<slash>(?<![\d./])(?P<sn>\d{{1,2}})/(?P<sd>[1-9]\d{{0,2}})(?![\d./]))
  | (?P<tenths>(?P<tn>[一二三四五六七八九两]|(?<!\d)\d(?:\.\d)?)成(?![立为果效本员交就长熟功绩都分型像套]))
  | (?P<year>(?<![\d.,/])(?:19|20)\d\d(?![\d]|[.,]\d|\s?%))
  | (?P<mixed>(?<![\d.])\d{{1,6}}亿\s?\d{{1,4}}万)
  | (?P<arabic>(?<![\d.])(?:{DIGITS})(?:\s?(?:{SCALE})(?![a-z]))?(?P<cny>\s(?:CNY|RMB)\s(?P<cs>10,000|100\smillion)(?![\d,]))?)
  | (?P<han>(?:{HAN}{{1,9}}(?:点[零〇一二三四五六七八九]{{1,8}})?(?:万亿|亿|万)?){{1,3}}(?=(?:{_CLASSIFIERS}|多|余|以上|以下)|(?<=[万亿])[、级])(?<!十[一二三四五]五))
  | (?P<word>(?<![a-z-])(?:(?:{NUMBER_WORD})(?:[\s-](?:and\s)?(?:{NUMBER_WORD}|hundred|thousand|million|billion|trillion)){{0,6}}|an?\s(?:dozen|hundred|thousand|million|billion)(?:\s(?:thousand|million|billion))?)(?![a-z]|-year\b))
    """,
    re.VERBOSE | re.IGNORECASE,
)

NO_NUMBER = re.compile(f"{HAN}{{13,}}")  # longer than any number is written, and slow to try as one
