"""The shape of a project file: ordered migrations, each applied once and recorded by sqlite-utils.

A migration that has landed is never edited; the next one changes what it made. `transform()` of sqlite-utils drops
triggers, so no table here may depend on a persistent trigger.
"""

from __future__ import annotations

from store.database import Database, Migrations

FORMAT = 1
"""The version of the file format, kept in `PRAGMA user_version`; a newer one is refused."""

APPLICATION_ID = 0x47414C50
"""`GALP`, kept in `PRAGMA application_id`, so that no other SQLite file is taken for a project."""

JOURNALED = (
    "batch", "article", "author", "keyword", "part", "entity", "entity_name", "mention", "tag", "tagging", "note",
    "predicate", "relation", "annotator", "setting", "correction", "rule", "exclusion", "saved_view",
    "article_status", "sample", "sample_article", "codebook", "codebook_version",
    "tag_rejection", "recipe",
)  # fmt: skip
"""The tables whose rows the journal can bring back: INTEGER and TEXT columns only, and an AUTOINCREMENT key."""

migrations = Migrations("galpi")


def _run(db: Database, script: str) -> None:
    # Not executescript(): it would commit the transaction that the migration stands in.
    for statement in script.split(";"):
        if statement.strip():
            db.conn.execute(statement)


@migrations()
def create_corpus(db: Database) -> None:
    """Make the tables of what was imported: batches, sources, articles, their texts and parts."""
    _run(
        db,
        """
        create table batch(
            id integer primary key autoincrement, uid text unique not null, at text not null, label text not null,
            removed integer not null default 0
        ) strict;
        create table source(
            id integer primary key autoincrement, name text not null, origin text not null, sha256 text not null,
            encoding text, bytes blob not null, article integer not null, current integer not null default 1
        ) strict;
        create index source_name on source(name);
        create index source_article on source(article);
        create table article(
            id integer primary key autoincrement, uid text unique not null, batch integer not null, source text not null,
            sha256 text not null, language text, title text, title_derived integer not null default 0, subtitle text,
            outlet text, published text, updated text, url text, status text not null default 'untagged',
            length integer not null, text_sha256 text not null, removed integer not null default 0
        ) strict;
        create index article_source on article(source);
        create index article_text_sha256 on article(text_sha256, removed);
        create index article_published on article(removed, published desc, id);
        create index article_batch on article(batch);
        create index article_outlet on article(outlet);
        create table article_text(article integer primary key, text text not null) strict;
        create table author(
            id integer primary key autoincrement, article integer not null, position integer not null, name text not null
        ) strict;
        create index author_article on author(article);
        create index author_name on author(name);
        create table keyword(
            id integer primary key autoincrement, article integer not null, position integer not null, name text not null
        ) strict;
        create index keyword_article on keyword(article);
        create table part(
            id integer primary key autoincrement, article integer not null, role text not null,
            start integer not null, "end" integer not null
        ) strict;
        create index part_article on part(article, start);
    """,
    )


@migrations()
def create_marks(db: Database) -> None:
    """Make the tables of what people and machines say about articles."""
    _run(
        db,
        """
        create table annotator(
            id integer primary key autoincrement, uid text unique not null, name text unique not null,
            kind text not null default 'person'
        ) strict;
        create table entity(
            id integer primary key autoincrement, uid text unique not null, type text not null, name text not null,
            part_of integer, note text not null default '', external text not null default '{}',
            origin text not null, needs_operator integer not null default 0
        ) strict;
        create index entity_type on entity(type, name);
        create index entity_part_of on entity(part_of);
        create table entity_name(
            id integer primary key autoincrement, uid text unique not null, entity integer not null, name text not null,
            language text, preferred integer not null default 0, folded text not null
        ) strict;
        create index entity_name_entity on entity_name(entity);
        create index entity_name_folded on entity_name(folded);
        create table mention(
            id integer primary key autoincrement, uid text unique not null, article integer not null,
            start integer not null, "end" integer not null, quote text not null, type text not null, entity integer,
            state text not null, origin text not null, score integer, value text, annotator integer
        ) strict;
        create index mention_article on mention(article, start);
        create index mention_entity on mention(entity, state, article);
        create index mention_type on mention(type, state, article);
        create table tag(
            id integer primary key autoincrement, uid text unique not null, parent integer, name text not null,
            colour text not null, key text, definition text not null default '', include text not null default '',
            exclude text not null default '', position integer not null
        ) strict;
        create table tagging(
            id integer primary key autoincrement, uid text unique not null, article integer not null,
            tag integer not null, start integer, "end" integer, quote text, note text not null default '',
            annotator integer not null, origin text not null default 'person', at text not null
        ) strict;
        create index tagging_article on tagging(article, start);
        create index tagging_tag on tagging(tag, article);
        create table note(
            id integer primary key autoincrement, uid text unique not null, article integer, text text not null,
            annotator integer not null, at text not null
        ) strict;
        create index note_article on note(article);
        create table predicate(
            id integer primary key autoincrement, uid text unique not null, name text unique not null
        ) strict;
        create table relation(
            id integer primary key autoincrement, uid text unique not null, subject integer not null,
            predicate integer not null, object integer not null, article integer, start integer, "end" integer,
            quote text, state text not null, origin text not null
        ) strict;
        create index relation_subject on relation(subject);
        create index relation_object on relation(object);
        create index relation_article on relation(article);
        create table setting(
            id integer primary key autoincrement, uid text unique not null, name text unique not null, value text not null
        ) strict;
    """,
    )


@migrations()
def create_journal(db: Database) -> None:
    """Make the tables of the journal: one row a change, one row for each row that it touched."""
    _run(
        db,
        """
        create table change(
            id integer primary key autoincrement, at text not null, label text not null, annotator text not null,
            state text not null default 'done', origin text not null default ''
        ) strict;
        create table change_row(
            id integer primary key autoincrement, change integer not null, tbl text not null, row integer not null,
            article integer, before text, after text
        ) strict;
        create index change_row_change on change_row(change);
    """,
    )


@migrations()
def create_index(db: Database) -> None:
    """Make the full-text index: a cache, fed with bigrams by the application, rebuilt when its version is old.

    `indexed` remembers what the contentless index was fed with, because deleting from it needs the same words again.
    """
    _run(
        db,
        """
        create virtual table article_fts using fts5(
            title, body, boilerplate, content='', tokenize="unicode61 remove_diacritics 0"
        );
        create table indexed(
            article integer primary key, title text not null, parts text not null, version integer not null
        ) strict;
    """,
    )


@migrations()
def create_duplicates(db: Database) -> None:
    """Make the groups of copies, and what finds them: a cache, rebuilt when its version is old.

    A group bears the id of the article that all its members are compared with. `duplicate_anchor` leads from a shingle
    of a sketch to the articles that chose it; near copies of a group's first leave none there.
    """
    _run(
        db,
        """
        create table duplicate_group(article integer primary key, grp integer not null) strict;
        create index duplicate_group_grp on duplicate_group(grp);
        create table duplicate_sketch(
            article integer primary key, version integer not null, digest integer not null, shingles blob not null
        ) strict;
        create table duplicate_anchor(
            shingle integer not null, article integer not null, primary key (shingle, article)
        ) strict, without rowid;
    """,
    )


@migrations()
def create_corrections(db: Database) -> None:
    """Make the tables of what a person put right: fields and roles of single articles, and rules for an outlet's lines.

    A correction of a role has the line it is about (`start`, `end`, `quote`) and the role as its value; one of a field
    has its value, of several values as a JSON list.
    """
    _run(
        db,
        """
        create table correction(
            id integer primary key autoincrement, uid text unique not null, article integer not null, field text not null,
            value text, start integer, "end" integer, quote text
        ) strict;
        create index correction_article on correction(article, field);
        create table rule(
            id integer primary key autoincrement, uid text unique not null, outlet text not null, folded text not null,
            line text not null, pattern text not null, role text not null, active integer not null default 1
        ) strict;
        create unique index rule_pattern on rule(folded, pattern);
    """,
    )


@migrations()
def define_predicates(db: Database) -> None:
    """Let predicates have a definition, as tags have: they are part of the codebook."""
    _run(db, "alter table predicate add column definition text not null default ''")


@migrations()
def create_outcomes(db: Database) -> None:
    """Make the table of what an import met beside its new articles: failures, new versions, warnings, lost marks.

    `lost` and `warnings` hold a sentence a line. It is a record of what was, which no undo changes.
    """
    _run(
        db,
        """
        create table outcome(
            id integer primary key, batch integer not null, fate text not null, source text not null, article integer,
            reason text not null, lost text not null, warnings text not null, count integer not null
        ) strict;
        create index outcome_batch on outcome(batch);
    """,
    )


@migrations()
def create_exclusions(db: Database) -> None:
    """Make the table of names that are never marked: as an entity, a type or anything; in an article, an outlet, anywhere.

    An article is meant by its uid, so that what is said of one that comes in later holds too.
    """
    _run(
        db,
        """
        create table exclusion(
            id integer primary key autoincrement, uid text unique not null, name text not null, folded text not null,
            type text, entity integer, article_uid text, outlet text, active integer not null default 1
        ) strict;
        create index exclusion_folded on exclusion(folded);
    """,
    )


@migrations()
def create_cuts(db: Database) -> None:
    """Make the cache of where sentences and paragraphs begin, and let the index of mentions tell where each stands.

    `sentences` and `paragraphs` are positions in code points, 32 bits each, the lowest byte first.
    """
    _run(
        db,
        """
        create table cut(
            article integer primary key, version integer not null, sentences blob not null, paragraphs blob not null
        ) strict;
        drop index mention_entity;
        create index mention_entity on mention(entity, article, state, start);
    """,
    )


@migrations()
def tune_index(db: Database) -> None:
    """Let the full-text index gather more in memory before it writes, and merge what it wrote less often."""
    db.conn.execute("insert into article_fts(article_fts, rank) values ('hashsize', 8388608)")
    db.conn.execute("insert into article_fts(article_fts, rank) values ('automerge', 8)")


@migrations()
def create_recognized(db: Database) -> None:
    """Make the cache of what recognition has done: each article with its recogniser and its state, and the names then known.

    An article is up to date where its row says what holds now: rows of articles that hold a name that has changed are
    taken away. `recognized_name` has the names by their id, exclusions by their negative one; `generation` counts how
    often it was brought up to date.
    """
    _run(
        db,
        """
        create table recognized(
            id integer primary key autoincrement, article integer unique not null, version text not null,
            said text not null, marks text not null
        ) strict;
        create table recognized_name(
            id integer primary key, entity integer not null, form text not null, digest text not null
        ) strict;
        create table recognized_state(id integer primary key check (id = 1), generation integer not null) strict;
        insert into recognized_state(id, generation) values (1, 0)
    """,
    )


@migrations()
def read_tokens_as_they_are(db: Database) -> None:
    """Make the full-text index anew, to take its tokens as they come: they are in normal form already.

    A tokenizer that knows the letters of one version of Unicode would drop those that are younger.
    """
    _run(
        db,
        """
        drop table article_fts;
        create virtual table article_fts using fts5(title, body, boilerplate, content='', tokenize='ascii');
        insert into article_fts(article_fts, rank) values ('hashsize', 16777216);
        insert into article_fts(article_fts, rank) values ('automerge', 16);
        delete from indexed;
    """,
    )


@migrations()
def create_learned(db: Database) -> None:
    """Make the place of the recogniser that the project has taught: a cache of one row, used only while it is trusted.

    `fingerprint` tells the marks it was trained on from those of today; `report` is JSON.
    """
    _run(
        db,
        """
        create table learned(
            id integer primary key check (id = 1), version integer not null, at text not null, fingerprint text not null,
            trusted integer not null, report text not null, model blob not null
        ) strict;
    """,
    )


@migrations()
def merge_index_in_small_steps(db: Database) -> None:
    """Let the full-text index merge a little with each write, and never all of a level at once, which takes many seconds."""
    db.conn.execute("insert into article_fts(article_fts, rank) values ('crisismerge', 64)")


@migrations()
def tell_how_full_the_bin_is(db: Database) -> None:
    """Tell SQLite that nearly all articles are out of the bin: it would look through all of them for a handful of ids."""
    db.conn.execute("analyze batch")  # makes the table of statistics, which no one else may make
    db.conn.execute("delete from sqlite_stat1")
    db.conn.execute(
        "insert into sqlite_stat1(tbl, idx, stat) values ('article', 'article_published', '1000000 1000000 10 1')"
    )
    db.conn.execute("analyze sqlite_schema")  # lets this connection know of it


@migrations()
def create_views(db: Database) -> None:
    """Make the table of saved views: a filter under a name, with the order and the form of its list."""
    _run(
        db,
        """
        create table saved_view(
            id integer primary key autoincrement, uid text unique not null, name text not null, folded text unique not null,
            query text not null, sort text not null, mode text not null
        ) strict;
    """,
    )
