"""JSON lines, CSV and Parquet as frames; each span is cut out of the text by Polars itself."""

import sys
from pathlib import Path

import polars as pl
from told import Told

exports = Path(sys.argv[1])
told = Told("polars")


def cut(frame, label):
    length = pl.col("end").cast(pl.Int64) - pl.col("start").cast(pl.Int64)
    return frame.select(
        pl.col("article").cast(pl.String),
        pl.col(label),
        pl.col("text").str.slice(pl.col("start").cast(pl.Int64), length),
    ).rows()


def nested(frame, column, label):
    frame = frame.select(pl.col("id").alias("article"), "text", column).explode(column).drop_nulls(column)
    inner = frame.select("article", "text", pl.col(column).struct.unnest())
    return cut(inner.filter(pl.col("start").is_not_null()), label)


def jsonl():
    frame = pl.read_ndjson(exports / "jsonl" / "set.jsonl", infer_schema_length=None)
    mentions = frame.with_columns(
        pl.col("mentions").list.eval(pl.element().filter(pl.element().struct.field("state") != "rejected"))
    )
    return nested(mentions, "mentions", "type") + nested(frame, "tags", "tag")


def csv():
    folder = exports / "csv" / "set"
    articles = pl.read_csv(folder / "articles.csv", infer_schema=False).select(pl.col("id").alias("article"), "text")
    mentions = pl.read_csv(folder / "mentions.csv", infer_schema=False).join(articles, on="article")
    taggings = pl.read_csv(folder / "taggings.csv", infer_schema=False).join(articles, on="article")
    return cut(mentions, "type") + cut(taggings.filter(pl.col("start").is_not_null()), "tag")


told.read("jsonl", jsonl)
told.read("parquet", lambda: nested(pl.read_parquet(exports / "parquet" / "set.parquet"), "spans", "label"))
told.read("csv", csv)
told.tell()
