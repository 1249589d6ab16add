"""JSON lines, CSV and Parquet by SQL; each span is cut out of the text by DuckDB itself."""

import sys
from pathlib import Path

import duckdb
from told import Told

exports = Path(sys.argv[1])
told = Told("duckdb")
NATIVE = """with a as (from read_json_auto('{path}', maximum_object_size=100000000)),
    m as (select id, text, unnest(mentions) as x from a), t as (select id, text, unnest(tags) as x from a)
    select id::varchar, x.type, substring(text, x.start::bigint + 1, x."end"::bigint - x.start::bigint) from m
    where x.state <> 'rejected'
    union all select id::varchar, x.tag, substring(text, x.start::bigint + 1, x."end"::bigint - x.start::bigint) from t
    where x.start is not null"""
NESTED = """select id::varchar, x.label, substring(text, x.start::bigint + 1, x."end"::bigint - x.start::bigint)
    from (select id, text, unnest(spans) as x from {read})"""
TABLES = """with a as (from read_csv('{path}/articles.csv', all_varchar=true))
    select a.id, m.type, substring(a.text, m.start::bigint + 1, m."end"::bigint - m.start::bigint)
    from read_csv('{path}/mentions.csv', all_varchar=true) m join a on a.id = m.article
    union all select a.id, t.tag, substring(a.text, t.start::bigint + 1, t."end"::bigint - t.start::bigint)
    from read_csv('{path}/taggings.csv', all_varchar=true) t join a on a.id = t.article where t.start is not null"""

for name, sql in (
    ("jsonl", NATIVE.format(path=exports / "jsonl" / "set.jsonl")),
    ("huggingface", NESTED.format(read=f"read_json_auto('{exports / 'huggingface' / 'set' / 'data'}/*.jsonl')")),
    ("parquet", NESTED.format(read=f"read_parquet('{exports / 'parquet' / 'set.parquet'}')")),
    ("csv", TABLES.format(path=exports / "csv" / "set")),
    ("frictionless", TABLES.format(path=exports / "frictionless" / "set")),
):
    told.read(name, lambda sql=sql: duckdb.sql(sql).fetchall())
told.tell()
