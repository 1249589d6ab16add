"""The store: what a caller holds of one project."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType

from store import db as files
from store import guarding
from store.adjudicating import Adjudication
from store.annotators import Annotators
from store.article_statuses import ArticleStatuses
from store.articles import Articles
from store.batches import Batches
from store.bin import Bin
from store.blind import blind_as, own, seen, set_blind
from store.bulk import Bulk
from store.codebook import Codebook
from store.codebook_drafts import CodebookDrafts
from store.codebook_history import CodebookHistory
from store.codebook_imports import CodebookImports
from store.codebook_versions import CodebookVersions
from store.codebooks import Codebooks
from store.concordance import Concordance
from store.corrections import Corrections
from store.cuts import Cuts
from store.database import Database
from store.duplicates import Duplicates
from store.edges import Edges
from store.entities import Entities
from store.entity_page import EntityPages
from store.evidence import Evidences
from store.examples import Examples
from store.exclusions import Exclusions
from store.facets import LIMIT, query_term
from store.gazetteers import Gazetteers
from store.history import History
from store.journal import Journal
from store.learned import Learned
from store.mappings import Mappings
from store.marked import Marked
from store.matrix import Matrices
from store.mentions import Mentions
from store.merge_preview import MergePreviews
from store.moments import Moments
from store.naming import Naming
from store.notes import Notes
from store.occurrences import Occurrences
from store.passage_suggestions import PassageSuggestions
from store.passages import Passages
from store.past import Past
from store.predicates import Predicates
from store.recipes import Recipes
from store.recognized import Recognized
from store.records import Facet, ProjectInfo
from store.rejections import Rejections
from store.relating import Relating
from store.relation_review import RelationReview
from store.relations import Relations
from store.reshaping import Reshaping
from store.retagging import Retagging
from store.roster import Roster
from store.rules import Rules
from store.sampling import Samples
from store.schema import FORMAT
from store.search import Search
from store.settings import Settings
from store.sources import Sources
from store.statistics import Statistics
from store.suggestions import Suggestions
from store.taggings import Taggings
from store.units import Units
from store.views import Views
from store.watching import Watch


class Store:
    """One open project file on one connection; use it on one thread only and `connect()` another for another thread."""

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db
        files.watch(db, Watch(db))
        self.journal = Journal(db)
        self.history = History(db)
        self.annotators = Annotators(db, self.journal)
        self.settings = Settings(db, self.journal)
        self.mappings = Mappings(db, self.journal, self.settings)
        self.sources = Sources(db)
        self.search = Search(db)
        self.views = Views(db, self.journal)
        self.recipes = Recipes(db, self.journal)
        self._hold_articles(db)
        self._hold_codebook(db)
        self._hold_entities(db)
        self._hold_marks(db)
        self._hold_evidence(db)
        self.journal.before_commit(self._feed_what_changed)

    def _hold_articles(self, db: Database) -> None:
        """Hold what there is to read: articles, what they are grouped and put right by, imports."""
        self.cuts = Cuts(db)
        self.statuses = ArticleStatuses(db)
        self.rejections = Rejections(db)
        self.samples = Samples(db, self.journal, self.search)
        self.duplicates = Duplicates(db)
        self.corrections = Corrections(db)
        self.articles = Articles(db, self.journal, self.duplicates, self.corrections)
        self.rules = Rules(db, self.journal, self.corrections)
        self.batches = Batches(db, self.journal)

    def _hold_codebook(self, db: Database) -> None:
        """Hold the tags, what is done with them, and their history."""
        self.codebook = Codebook(db, self.journal)
        self.codebooks = Codebooks(db, self.journal, self.codebook)
        self.examples = Examples(db, self.journal)
        self.codebook_drafts = CodebookDrafts(db, self.codebook, self.codebooks, self.examples)
        self.codebook_imports = CodebookImports(
            db, self.journal, self.codebook, self.codebooks, self.codebook_drafts, self.examples
        )
        self.codebook_history = CodebookHistory(db)
        self.retagging = Retagging(db, self.journal, self.codebook, self.search)
        self.codebook_versions = CodebookVersions(db, self.journal, self.codebook_drafts)

    def _hold_entities(self, db: Database) -> None:
        """Hold entities and relations, and how they are renamed, merged and split."""
        self.notes = Notes(db, self.journal, self.annotators)
        self.entities = Entities(db, self.journal, self.search)
        self.naming = Naming(db, self.journal, self.entities)
        self.reshaping = Reshaping(db, self.journal, self.entities)
        self.predicates = Predicates(db, self.journal)
        self.relations = Relations(db, self.journal, self.search)
        self.gazetteers = Gazetteers(db, self.journal, self.entities, self.relations)
        self.relating = Relating(db, self.relations)

    def _hold_marks(self, db: Database) -> None:
        """Hold what is marked in texts, and how it is reviewed."""
        self.mentions = Mentions(db, self.journal, self.annotators, self.entities, self.search)
        self.exclusions = Exclusions(db, self.journal, self.annotators)
        self.concordance = Concordance(db, self.search)
        self.relation_review = RelationReview(db, self.search, self.entities)
        self.occurrences = Occurrences(db, self.journal, self.annotators, self.entities, self.codebook, self.search)
        self.taggings = Taggings(db, self.journal, self.annotators, self.codebook, self.search)
        self.edges = Edges(db, self.journal)
        self.adjudication = Adjudication(db, self.journal, self.search, self.codebook, self.annotators)
        self.passages = Passages(db, self.journal, self.annotators, self.codebook, self.search)

    def _hold_evidence(self, db: Database) -> None:
        """Hold what is told of all of that: matrices, pages, the past, statistics."""
        self.units = Units(db, self.search, self.cuts)
        self.matrices = Matrices(db, self.entities, self.units)
        self.evidence = Evidences(db, self.units)
        self.pages = EntityPages(db, self.entities, self.units, self.cuts, self.evidence)
        self.recognized = Recognized(db)
        self.roster = Roster(db)
        self.merge_previews = MergePreviews(db, self.entities)
        self.marked = Marked(
            self.articles,
            self.mentions,
            self.taggings,
            self.notes,
            self.relations,
            self.entities,
            self.statuses,
            self.samples,
            self.rejections,
        )
        self.moments = Moments(db)
        self.past = Past(db, self.journal, self.moments, self.marked)
        self.learned = Learned(db)
        self.suggestions = Suggestions(db, self.journal, self.annotators, self.codebook, self.taggings, self.settings)
        self.passage_suggestions = PassageSuggestions(
            db, self.journal, self.annotators, self.codebook, self.taggings, self.suggestions
        )
        self.statistics = Statistics(db, self.search, self.codebook)
        self.bin = Bin(db, self.journal, self.search, self.duplicates)
        self.bulk = Bulk(self.journal, self.articles, self.bin, self.taggings, self.notes, self.codebook)

    @property
    def annotator(self) -> str:
        """The name under which marks are made now."""
        return self.journal.annotator

    @annotator.setter
    def annotator(self, name: str) -> None:
        """Let marks be made under another name from here on."""
        self.journal.annotator = name
        if self.blind:
            set_blind(self.db, name)

    @property
    def blind(self) -> bool:
        """Whether only the marks of the annotator of now can be seen (see `store.blind`)."""
        return blind_as(self.db) is not None

    @blind.setter
    def blind(self, blind: bool) -> None:
        """Let only the marks of the annotator of now be seen, or those of everybody."""
        set_blind(self.db, self.annotator if blind else None)

    def connect(self) -> Store:
        """Open the same project on a connection of its own, for another thread."""
        other = open_project(self.path)
        other.annotator = self.annotator
        other.blind = self.blind
        return other

    def close(self) -> None:
        """Close the connection; the store is not used any more."""
        self.db.conn.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether the project is open for reading alone, because its file or folder cannot be written."""
        return guarding.is_read_only(self.db)

    def trouble(self) -> str:
        """Say in a sentence if the file was moved, deleted or replaced while it is open; empty where all is well."""
        return guarding.trouble(self.db)

    def data_version(self) -> int:
        """Give a number that changes when another connection or process wrote to the project."""
        return int(self.db.conn.execute("pragma data_version").fetchone()[0])

    def rows_ever(self) -> int:
        """Count the rows that were ever made in tables that are no caches: more of them where more was done or came in."""
        return int(self.db.conn.execute("select coalesce(sum(seq), 0) from sqlite_sequence").fetchone()[0])

    def facets(
        self,
        query: str = "",
        *,
        fields: Sequence[str] | None = None,
        limit: int = LIMIT,
        by_type: bool = False,
        apart: Collection[str] = (),
    ) -> tuple[Facet, ...]:
        """Count the values of each field among the articles that match, entities by their type where that is wanted.

        The fields in `apart` are counted as if the filter had no term of theirs. Raises QueryError for a query that
        breaks.
        """
        return self.search.facets(query, fields=fields, limit=limit, by_type=by_type, apart=apart)

    def facet_term(self, field: str, value: str) -> str:
        """Give the filter's words for one value of a facet, such as `lang:ko`."""
        return query_term(field, value)

    def info(self) -> ProjectInfo:
        """Say what the project holds, in numbers; `size` is in bytes."""

        def count(sql: str) -> int:
            return int(self.db.conn.execute(seen(self.db, sql)).fetchone()[0])

        binned = "select id from article where removed > 0"
        languages = self.db.conn.execute(
            "select coalesce(language, ''), count(*) from article where removed = 0 group by 1 order by 2 desc, 1"
        )
        return ProjectInfo(
            path=str(self.path),
            version=FORMAT,
            articles=self.articles.count(),
            entities=count("select count(*) from entity"),
            # Those in the bin are few, and counted apart: to look at the article of each mention takes many times as long.
            mentions=count("select count(*) from mention where state <> 'rejected'")
            - count(f"select count(*) from mention where state <> 'rejected' and article in ({binned})"),
            taggings=count("select count(*) from tagging")
            - count(f"select count(*) from tagging where article in ({binned})"),
            tags=count("select count(*) from tag"),
            changes=count(
                f"select count(*) from change where state in ('done', 'kept') and {own(self.db, 'annotator')}"
            ),
            languages=tuple((language, number) for language, number in languages),
            size=count("select page_count * page_size from pragma_page_count, pragma_page_size"),
        )

    def _feed_what_changed(self, change: int, after: int) -> None:
        # The caches follow what is searched in and compared: titles and parts; a status set on thousands must not re-index them.
        rows = self.db.conn.execute(
            "select distinct article from change_row where change = ? and id > ? and (tbl = 'part' or (tbl = 'article'"
            " and (before is null or after is null"
            " or json_extract(before, '$.title', '$.title_derived') is not json_extract(after, '$.title', '$.title_derived'))))",
            (change, after),
        ).fetchall()
        articles = [int(row[0]) for row in rows]
        self.search.feed_many(articles)
        for article in articles:
            self.duplicates.feed(article)


def open_project(path: Path | str) -> Store:
    """Open a project file; raises UserError, one sentence, if it is none, damaged or made by a newer Galpi."""
    path = Path(path)
    return Store(path, files.connect(path))
