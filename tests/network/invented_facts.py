"""Facts made by hand: a few actors, and ties and sums of money between them."""

import pandas as pd

from qtnet.extract.vocabulary import MODES
from qtnet.facts import Facts

ACTORS = pd.DataFrame(
    [
        ("EU", "European Union", "bloc", "EU"),
        ("JP", "Japan", "country", "JP"),
        ("Quad", "Quad", "bloc", ""),
        ("TW", "Taiwan", "country", "TW"),
        ("US", "United States", "country", "US"),
        ("itri", "ITRI", "research", "TW"),
        ("tsmc", "TSMC", "company", "TW"),
    ],
    columns=["actor", "name", "kind", "country"],
).assign(aliases="", docs=1)

_TIE = ["doc", "source", "target", "mode", "sign", "domain", "status", "year", "tie", "start", "end", "confidence"]
_MONEY = ["doc", "funder", "recipient", "amount", "currency", "basis", "year", "domain", "status", "funding", "start"]
_MONEY += ["years", "end", "amount_usd", "confidence"]


def tie(source, target, **given):
    row = {"doc": "d1", "mode": "agreement", "domain": "ai", "status": "active", "year": 2022.0, "confidence": 1.0}
    row |= {"source": source, "target": target, **given}
    row["sign"] = MODES[row["mode"]].sign
    row["tie"] = "t" + "-".join(str(row[k]) for k in ("doc", "source", "target", "mode", "domain"))
    # without places of their own, facts rest on quotations of their own
    place = sum(row["tie"].encode())
    return {"start": place, "end": place + 5, **row}


def funding(funder, recipient, **given):
    row = {"doc": "d1", "amount": 5.0, "currency": "USD", "basis": "total", "domain": "ai"}
    row |= {"years": float("nan"), "year": 2022.0}
    row |= {"status": "active", "confidence": 1.0, "amount_usd": 5e6, "start": 0, "end": 5}
    row |= {"funder": funder, "recipient": recipient, **given}
    row["funding"] = "m" + "-".join(str(row[k]) for k in ("doc", "funder", "recipient", "amount"))
    return row


def facts(*ties, money=()):
    empty = pd.DataFrame()
    return Facts(
        documents=empty,
        actors=empty,
        ties=pd.DataFrame(ties, columns=_TIE),
        funding=pd.DataFrame(money, columns=_MONEY),
        actors_resolved=ACTORS,
    )
