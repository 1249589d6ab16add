"""The kinds of datasets that are read, by the names of the formats that write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from store.interchange.brat import brat_looks, read_brat
from store.interchange.cas import read_cas
from store.interchange.conll import read_conll
from store.interchange.conllu import read_conllu
from store.interchange.doccano import read_doccano
from store.interchange.document import Bundle, Codebook, Found, Reader, TagLook
from store.interchange.fasttext import read_fasttext
from store.interchange.huggingface import read_huggingface
from store.interchange.labelstudio import labelstudio_looks, read_labelstudio
from store.interchange.prodigy import read_prodigy
from store.interchange.refi import read_refi, refi_looks, refi_memos
from store.interchange.tokens import read_gliner, read_tokens
from store.interchange.webannotation import read_webannotation

_READERS: Mapping[str, Reader] = {
    "brat": read_brat,
    "doccano": read_doccano,
    "labelstudio": read_labelstudio,
    "prodigy": read_prodigy,
    "huggingface": read_huggingface,
    "conll": read_conll,
    "conllu": read_conllu,
    "tokens": read_tokens,
    "gliner": read_gliner,
    "fasttext": read_fasttext,
    "refi": read_refi,
    "webannotation": read_webannotation,
    "cas": read_cas,
}
_LOOKS: Mapping[str, Codebook] = {"brat": brat_looks, "labelstudio": labelstudio_looks, "refi": refi_looks}

DATASETS = tuple(_READERS)
"""The kinds of sources that are datasets of other tools."""


def read_bundle(bundle: Bundle, kind: str) -> Iterator[Found]:
    """Give the documents of a dataset; raises UserError where it is none of that kind."""
    return _READERS[kind](bundle)


def looks_of(bundle: Bundle, kind: str) -> Mapping[str, TagLook]:
    """Give what a dataset says of its labels: colours, definitions and the like."""
    return _LOOKS[kind](bundle) if kind in _LOOKS else {}


def memos_of(bundle: Bundle, kind: str) -> tuple[tuple[str, str], ...]:
    """Give what a dataset notes of itself and not of one document: texts with who wrote them."""
    return refi_memos(bundle) if kind == "refi" else ()
