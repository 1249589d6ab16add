"""Parquet: one table of records with nested marks, for pandas, R, DuckDB and Polars; needs pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from store.dataset.form import HOLDS, PULSE, Format, whole_proof
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.errors import UserError
from store.formats.huggingface import row

_GROUP = 1_000


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise UserError("Parquet needs pyarrow; install it (the extra “parquet”) or choose another format.") from error
    return arrow, parquet


def _schema(arrow: Any) -> Any:
    text, number = arrow.string(), arrow.int32()

    def table(**columns: Any) -> Any:
        return arrow.list_(arrow.struct(list(columns.items())))

    kinds = dict.fromkeys(
        (
            "id",
            "uid",
            "source",
            "language",
            "title",
            "subtitle",
            "outlet",
            "published",
            "url",
            "status",
            "text",
            "split",
        ),
        text,
    )
    kinds |= dict.fromkeys(("authors", "keywords", "tags"), arrow.list_(text))
    kinds["parts"] = table(role=text, start=number, end=number)
    kinds["spans"] = table(
        id=text, start=number, end=number, label=text, kind=text, quote=text, entity=text, link=text, state=text,
        score=arrow.float64(), annotator=text, note=text, value=text,
        certainty=number, attributes=text,
    )  # fmt: skip
    kinds["taggings"] = table(tag=text, annotator=text, note=text, certainty=number, attributes=text)
    kinds["relations"] = table(
        subject=text, predicate=text, object=text, head=text, child=text, start=number, end=number, state=text
    )
    kinds["notes"] = table(text=text, annotator=text)
    return arrow.schema(list(kinds.items()))


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    arrow, parquet = _arrow()
    schema = _schema(arrow)
    out = io.BytesIO()
    waiting: list[dict[str, Any]] = []
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for item in items:
            waiting.append({**row(item), "split": item.split or None})
            if len(waiting) == _GROUP:
                writer.write_table(arrow.Table.from_pylist(waiting, schema=schema))
                waiting.clear()
                yield PULSE
        writer.write_table(arrow.Table.from_pylist(waiting, schema=schema))
    yield Piece(dataset.file, out.getvalue())


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    _, parquet = _arrow()
    with files.open(dataset.file) as stream:
        for batch in parquet.ParquetFile(stream).iter_batches(_GROUP):
            for value in batch.to_pylist():
                text = value["text"]
                spans = tuple((s["start"], s["end"], s["label"], text[s["start"] : s["end"]]) for s in value["spans"])
                yield Proof(value["id"], text, spans, tuple(value["tags"]))


FORMAT = Format(
    name="parquet",
    label="Parquet: one table with nested marks (needs pyarrow)",
    write=_write,
    read=_read,
    promise=whole_proof,
    suffix=".parquet",
    holds=frozenset(HOLDS),
)
"""One file."""
