"""The values that cross file boundaries: frozen, typed, in code points.

Every position is a code point of the article's stored text, and every span is half-open `[start, end)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ROLES = ("headline", "subheading", "byline", "dateline", "body", "caption", "footnote", "boilerplate")
"""What a part may be, in the order in which a reader meets them."""

STATUSES = ("untagged", "started", "done", "discuss")
"""How far the researcher is with an article."""

MENTION_STATES = ("suggested", "accepted", "rejected")
"""What became of a mention: only a person accepts or rejects."""

ENTITY_TYPES = (
    "person",
    "place",
    "organisation",
    "system",
    "programme",
    "event",
    "award",
    "technology",
    "date",
    "time",
    "amount",
)
"""The starter set of entity types; a project may have others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the text with one of `ROLES`."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """What `parse` makes of one source: a text in normal form, its metadata and its parts.

    Dates are ISO 8601 to the precision known; `None` means that the source does not say. `warnings` are sentences for
    the import report (for example a repaired encoding).
    """

    text: str
    language: str | None = None
    title: str | None = None
    title_derived: bool = False
    subtitle: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    keywords: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One stored article, whole, as `show` gives it but for its marks."""

    id: int
    uid: str
    source: str
    sha256: str
    language: str | None
    title: str | None
    title_derived: bool
    subtitle: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    url: str | None
    keywords: tuple[str, ...]
    status: str
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """What one line of the article list shows; `tags` are the tags put on the article or on a passage of it."""

    id: int
    source: str
    title: str | None
    title_derived: bool
    outlet: str | None
    published: str | None
    language: str | None
    status: str
    tags: tuple[str, ...]
    notes: int = 0
    length: int = 0
    duplicates: int = 0
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityName:
    """A name of an entity; `language` is ISO 639-1, or None where it belongs to no one language."""

    name: str
    language: str | None
    preferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, place, organisation, system… with its names; `external` holds pairs of scheme and identifier."""

    id: int
    uid: str
    type: str
    name: str
    names: tuple[EntityName, ...]
    part_of: int | None
    note: str
    external: tuple[tuple[str, str], ...]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCount:
    """An entity and how often it stands in the articles asked about (suggested and accepted, never rejected)."""

    entity: Entity
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of an article's text that names an entity or has an entity type.

    `score` is 0 to 1, or None; `value` is a date or amount in normal form.
    """

    id: int
    article: int
    start: int
    end: int
    quote: str
    type: str
    entity: str | None
    entity_id: int | None
    state: str
    origin: str
    score: float | None
    value: str | None = None


AttributeKind = Literal["text", "number", "choice"]
"""What the value of an attribute is."""

AttributeValue = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """What a tagging may say beside its tag: a name and the kind of its values; `choices` are those of a `choice`."""

    name: str
    kind: AttributeKind = "text"
    choices: tuple[str, ...] = ()


TAG_SCOPES = ("article", "passage", "both")
"""What a tag can be put on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookRow:
    """One of the project's trees of tags."""

    id: int
    uid: str
    name: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A node of a codebook; `path` joins the names from the root with `/`, `key` is the key that puts it.

    No two tags of a project have the same path, whatever their codebooks. `scope` is one of `TAG_SCOPES`; the tags right
    under an `exclusive` one, with their branches, exclude one another. A `deprecated` tag stays on what has it and is put
    on nothing more. `examples` are examples in words, a line each; `definition` says what it means, `include` and
    `exclude` when it is put and when not.
    """

    id: int
    uid: str
    parent: int | None
    name: str
    path: str
    colour: str
    key: str | None
    definition: str
    position: int
    attributes: tuple[Attribute, ...] = ()
    codebook: int = 1
    include: str = ""
    exclude: str = ""
    examples: str = ""
    scope: str = "both"
    exclusive: bool = False
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TagUsage:
    """What a tag is on, without those under it: taggings, how many of them are of passages or examples, and whose."""

    taggings: int = 0
    passages: int = 0
    articles: int = 0
    examples: int = 0
    annotators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """A tag put on an article (`start` is None) or on a passage of it; an `example` shows best what the tag means.

    `certainty` is 0 to 100, or None where none is said; `attributes` are values by the names that the tag defines.
    """

    id: int
    uid: str
    article: int
    tag_id: int
    tag: str
    start: int | None
    end: int | None
    quote: str | None
    note: str
    annotator: str
    certainty: int | None = None
    attributes: tuple[tuple[str, AttributeValue], ...] = ()
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A tagged passage with what stands around it, for lists across articles."""

    tagging: Tagging
    title: str | None
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSuggestion:
    """A tag that an article may ask for: how likely, and the words of its text that speak for it, the strongest first.

    `why` are (start, end) in code points of the article's text.
    """

    tag: int
    score: float
    why: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedTags:
    """The tags of the codebook for one article, the likeliest first, as (tag, score)."""

    article: int
    source: str
    tags: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagScores:
    """What lists are sorted by: how useful it is to tag an article next (the larger, the sooner), and its likeliest tags."""

    article: int
    useful: int
    best: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagReliability:
    """How suggestions of a tag did on taggings kept back: from the bar on `offered`, and how true their probabilities are.

    `gap` is the expected calibration error; `bins` are (mean probability, share that was so, count). It is not `trusted`
    where too few articles have the tag.
    """

    tag: int
    tagged: int
    precision: float
    recall: float
    offered: int
    gap: float
    bins: tuple[tuple[float, float, int], ...]
    trusted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsReport:
    """What suggestions of tags were learned from, and how they did on taggings kept back.

    `exclusive` says that each article is held to have one tag; `untagged` how many untagged articles were read too, and
    each of `weights` how much one of them counts for a tag (0: not at all). `bar` is the probability from which on
    precision and recall are counted. `at` is in UTC.
    """

    articles: int
    untagged: int
    exclusive: bool
    tags: tuple[TagReliability, ...]
    weights: tuple[float, ...]
    bar: float
    macro_f1: float
    seconds: float
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note on an article, or on the project where `article` is None."""

    id: int
    article: int | None
    text: str
    annotator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Subject entity, predicate, object entity, and where an article says so (all None for background facts)."""

    id: int
    subject: int
    predicate: str
    object: int
    article: int | None
    start: int | None
    end: int | None
    quote: str | None
    state: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """What a relation may say, with its definition, and how many relations say it."""

    id: int
    uid: str
    name: str
    definition: str
    relations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Every line of an outlet that is like `line`, but for its numbers, always has this role; while `active`."""

    id: int
    uid: str
    outlet: str
    line: str
    role: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One import: when it was (ISO 8601 in UTC), what was given to it, and how many articles it holds that are live."""

    id: int
    at: str
    label: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one commit did, derived from the journal: table name to row ids, and the articles concerned.

    `origin` names the view that asked for it, so that it can leave out its own echo. A change that says nothing of its
    rows (`everything` is true: an import, another process) asks every view to reload.
    """

    label: str
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    articles: frozenset[int] = frozenset()
    origin: str = ""
    everything: bool = False

    def touches(self, *tables: str) -> bool:
        """Say whether the change concerns any of these tables."""
        return self.everything or any(table in self.rows for table in tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One undoable step of the journal; `at` is ISO 8601 in UTC.

    `rows` counts what it touched, `tables` names where; both are only there where the history is asked for by filters.
    """

    id: int
    at: str
    label: str
    annotator: str
    undone: bool
    rows: int = 0
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryQuery:
    """Which changes are wanted: those that concern an article, a tag (also what was tagged with it), an annotator.

    `since` and `until` are ISO 8601 in UTC, `until` is left out itself; `kind` is one of `KINDS` of the history; `words`
    stand in the label, whatever their case.
    """

    article: int | None = None
    tag: int | None = None
    annotator: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup of a project: its file, when and why it was made (`at` is ISO 8601 in UTC), and its bytes."""

    path: str
    at: str
    reason: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvageReport:
    """What was read of a damaged project: articles and rows, how many rows were lost, and what else is to be said."""

    articles: int
    rows: int
    lost: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment of the project's past: right after `change` and the undo or redo `turn`; `at` is ISO 8601 in UTC."""

    change: int
    turn: int
    at: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One thing that a change did, in words, and the article it did it to, if one."""

    sentence: str
    article: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that can be filtered by, how many matching articles have it, and how deep it stands in its tree."""

    value: str
    count: int
    label: str = ""
    depth: int = 0
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """All offered values of one field, most frequent first (trees in their own order)."""

    field: str
    values: tuple[FacetValue, ...]
    more: int = 0


Key = int | str
"""What stands for a value of a facet: the id of a batch, tag or entity, else the value itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The name that an entity goes by, and how it is labelled: in Korean and English, where it has both."""

    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many articles have each value of one field; `more` counts the values that are not here."""

    field: str
    counts: tuple[tuple[Key, int], ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of long work: `done` of `total` (0 where unknown), what is being done, and what it changed."""

    done: int
    total: int
    label: str
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source that could not be read, and why, in one sentence."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCorrection:
    """What a person put right in a source before it comes in: fields with their values, and lines with their roles.

    The positions of `roles` are those of `text`, the source's text as she saw it.
    """

    fields: Mapping[str, str | tuple[str, ...] | None] = field(default_factory=dict)
    roles: tuple[Part, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source in an import, where its article alone does not tell it.

    `fate` is new, updated, failed or unchanged (`count` sources, not named); `lost` says which marks were not found again.
    """

    fate: str
    source: str = ""
    article: int | None = None
    reason: str = ""
    lost: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column of a table with these columns holds which field; a field without one has the empty text."""

    columns: tuple[str, ...]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that was met: its file, its columns, the first rows (cells in their order), and how it is understood.

    `guess` is the mapping (field to column) of its names and contents alone, `fields` the one in force; `by` says where
    that is from: `guess`, `bigkinds`, `remembered` or `given`.
    """

    file: str
    columns: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    guess: Mapping[str, str]
    fields: Mapping[str, str]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, in sources; `duplicates` counts texts that already stood under another source.

    `batch` is the import's id where it brought anything that is kept.
    """

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    failed: tuple[Failure, ...] = ()
    warnings: tuple[Failure, ...] = ()
    seconds: float = 0.0
    batch: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOf:
    """What a source is a copy of: a live article, or (`article` is None) another source that comes in with it.

    `similarity` is 0 to 1; `exact` says that the texts are the same to the letter.
    """

    article: int | None
    source: str
    similarity: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewEntry:
    """What an import would make of one source.

    `fate` is new, updated, unchanged, failed or duplicate (its very text is there already; it comes in all the same);
    `reason` says why it fails. `article` is the one it is, or would be a new version of. `missing` names the fields that
    neither source nor text give, `boilerplate` counts lines of that role, `length` code points. `draft` is as it would be
    stored, rules and corrections applied; None where it was not kept, and where nothing comes in. `file`, `name` and
    `index` say where to read it again; `origin` tells it from all others of the import, also of the same name. `kind` is
    that of its file. `corrected` names what a person put right before it came in, `lost` says which marks of an article
    were not found again in its new version.
    """

    source: str
    file: str
    name: str
    index: int
    fate: str
    reason: str = ""
    article: int | None = None
    title: str | None = None
    title_derived: bool = False
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    missing: tuple[str, ...] = ()
    boilerplate: int = 0
    length: int = 0
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    copy_of: CopyOf | None = None
    draft: ArticleDraft | None = None
    origin: str = ""
    kind: str = ""
    subtitle: str | None = None
    updated: str | None = None
    url: str | None = None
    keywords: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewProgress(Progress):
    """A step of a preview, with the entries and the tables that it brought."""

    entries: tuple[PreviewEntry, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do, in sources by their fate; of very many only the first are in `entries`."""

    entries: tuple[PreviewEntry, ...] = ()
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    duplicate: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """One name that recognition looks for, and the entity behind it.

    `operators` are the ids of entities one of which must stand in the same article for the name to mean this entity
    (empty: it always does); they tell the BIS of one city from the BIS of another.
    """

    entity: int
    type: str
    name: str
    language: str | None
    operators: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMention:
    """A mention that recognition proposes.

    It names a known entity by id (`entity`), or one to be made (`new`, an index into the result's new entities), or
    neither (an amount, a date). `value` is the normalised date or amount, `score` is 0 to 1.
    """

    start: int
    end: int
    type: str
    origin: str
    score: float
    entity: int | None = None
    new: int | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntity:
    """An entity that recognition met for the first time; its first name is the preferred one.

    A system whose name is a general one (smart crosswalk) belongs to who runs it: a known entity by id (`operator`), or
    one to be made (`operator_new`, an index into the result's new entities).
    """

    type: str
    names: tuple[EntityName, ...]
    operator: int | None = None
    operator_new: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What recognition found in one article: mentions that do not overlap, in order, and new entities."""

    mentions: tuple[FoundMention, ...] = ()
    entities: tuple[FoundEntity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRelation:
    """A relation that the wording of a text suggests between two entities, by their ids, and the sentence that says so.

    `score` is 0 to 1: how sure the wording is.
    """

    subject: int
    predicate: str
    object: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectInfo:
    """What a project holds, in numbers."""

    path: str
    version: int
    articles: int
    entities: int
    mentions: int
    taggings: int
    tags: int
    changes: int
    languages: tuple[tuple[str, int], ...]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRelation:
    """A relation with the names of its entities, as exports and `show` give it."""

    relation: Relation
    subject: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """One article with everything that was said of it: what `show --json` and the exports write.

    `statuses` are pairs of annotator and status, `samples` of a sample and the annotator it was drawn for ("": all).
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    taggings: tuple[Tagging, ...] = ()
    notes: tuple[Note, ...] = ()
    relations: tuple[SaidRelation, ...] = ()
    duplicates: tuple[int, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()
    samples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleDraft:
    """A tagging that is an example of its tag: the uid of its article, and its passage (None: the whole) in code points."""

    article: str
    start: int | None
    end: int | None
    quote: str | None
    annotator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastArticle:
    """An article as it was at a moment: its marks then, whether it was in the bin, and how all that differs from now.

    `gone` and `added` say what was there then and is not now, and the other way round; `lost` counts marks whose quote
    is not in the text of today.
    """

    moment: Moment
    marked: MarkedArticle
    deleted: bool = False
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    lost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDraft:
    """A tag of a codebook file, with the tags under it.

    `linked` are the taggings that are its examples, `former` the uids of tags that were merged into it; of a tag at the
    top `codebook` is the uid of its codebook.
    """

    name: str
    colour: str | None = None
    key: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    uid: str | None = None
    attributes: tuple[Attribute, ...] = ()
    children: tuple[TagDraft, ...] = ()
    examples: str = ""
    scope: str = "both"
    exclusive: bool = False
    deprecated: bool = False
    former: tuple[str, ...] = ()
    linked: tuple[ExampleDraft, ...] = ()
    codebook: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookDraft:
    """A codebook of a file, with its tags; `uid` is None where the file knows none."""

    name: str
    uid: str | None = None
    tags: tuple[TagDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookFile:
    """What a codebook file says: its codebooks, which fields of a tag it has a place for, and what had to be left out.

    Of the tags at the `implied` paths, case-folded, it says no more than that others stand under them.
    """

    books: tuple[CodebookDraft, ...]
    fields: frozenset[str]
    losses: tuple[str, ...] = ()
    implied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDifference:
    """One thing about a tag that is another than before; `field` names it, `place` is its path, `codebook` the tree."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFate:
    """What becomes of a tag: `new`, `changed` or `same` when a file comes in; `added`, `removed` and so on in a comparison.

    `tag` is the id of the one that is meant here, None for a new one.
    """

    path: str
    fate: str
    tag: int | None = None
    differences: tuple[TagDifference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookChange:
    """A change of the journal that touched the codebook: what became of tags, and how many taggings it did what to.

    `moved` taggings have another tag than before. `at` is ISO 8601 in UTC.
    """

    id: int
    at: str
    label: str
    annotator: str
    undone: bool
    fates: tuple[TagFate, ...]
    added: int
    moved: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookVersion:
    """A name for the codebooks as they were at a time (ISO 8601 in UTC); `change` is the latest of the journal then.

    It is None where the version comes from another project.
    """

    id: int
    uid: str
    name: str
    note: str
    at: str
    annotator: str
    change: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookVersionDraft:
    """The codebooks of a project as they were at a time, under a name; `at` is ISO 8601 in UTC."""

    uid: str
    name: str
    note: str
    at: str
    annotator: str
    books: tuple[CodebookDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDraft:
    """An entity of a gazetteer or project file; `part_of` and `operated_by` are names, or `type:name` where needed."""

    type: str
    name: str
    names: tuple[EntityName, ...]
    part_of: str | None = None
    operated_by: tuple[str, ...] = ()
    note: str = ""
    external: tuple[tuple[str, str], ...] = ()
    needs_operator: bool = False
    uid: str | None = None
    id: int | None = None
    origin: str = "gazetteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFate:
    """What taking in an entity of a gazetteer would do: `new`, `merged` into `entity` (with these names) or `unchanged`."""

    draft: EntityDraft
    fate: str
    entity: int | None = None
    names: tuple[EntityName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesReport:
    """What taking in names did, in entities, with the rows that are none and what they refer to that is not known."""

    added: int
    merged: int
    unchanged: int
    refused: tuple[Failure, ...]
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatInfo:
    """A format that can be exported (`writes`) or imported (`reads`).

    `suffix` ends the one file it writes (empty: it writes a folder), `flavours` are pairs of name and label, `unit` is what
    its offsets count, `lacks` names what it has no place for.
    """

    name: str
    label: str
    reads: bool
    writes: bool
    suffix: str = ""
    flavours: tuple[tuple[str, str], ...] = ()
    unit: str = "code points"
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What an export is asked for, so that it can be made again.

    `where` is a filter, `include` one of `INCLUDES`, `marks` one of `MARKS`, `text` one of `TEXTS`, `overlaps` one of
    `OVERLAPS`. `level` cuts tags to so many names from the root (0: as they are), `annotators` takes their taggings alone
    (empty: everybody's). `split` are the parts of a hundred for train, dev and test (empty: none), kept together by `group`
    (empty: copies alone). `licence`, `creator` and `title` are for the card.
    """

    format: str
    where: str = ""
    include: str = "accepted"
    flavour: str = ""
    marks: str = "all"
    text: str = "whole"
    level: int = 0
    overlaps: str = "keep"
    one_per_group: bool = False
    done: bool = False
    anonymise: bool = False
    annotators: tuple[str, ...] = ()
    split: tuple[int, ...] = ()
    group: str = ""
    seed: int = 0
    target: str = "spec"
    title: str = ""
    creator: str = ""
    licence: str = ""


INCLUDES = ("accepted", "suggested", "all")
"""Which mentions and relations go out: accepted alone, suggested ones too, or all."""

MARKS = ("all", "mentions", "tags")
"""Whether mentions, tagged passages or both go out as marks of the text."""

TEXTS = ("whole", "body", "paragraph", "sentence")
"""Which text goes out: of the whole article, of its body alone, or a record for each paragraph or sentence."""

OVERLAPS = ("keep", "longest", "priority")
"""What becomes of marks that overlap: all are kept, the longest, or the one that stands first in the codebook."""

TARGETS = ("spec", "nvivo", "atlasti", "maxqda")
"""Whose way of counting a REFI-QDA project follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRecipe:
    """A recipe that is kept with the project under a name."""

    name: str
    recipe: Recipe
    id: int = 0
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export wrote: where, how many articles, records and bytes, and what the format could not hold.

    `writing` and `proving` are seconds of their own, `splits` the records of each part of a split dataset.
    """

    path: str
    articles: int
    bytes: int
    seconds: float
    losses: tuple[str, ...] = ()
    records: int = 0
    writing: float = 0.0
    proving: float = 0.0
    splits: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well a recogniser does for a type (or overall, where `type` is empty): exact spans, 0 to 1, and the counts."""

    type: str
    marked: int
    offered: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WantingType:
    """An entity type with too few accepted mentions to be learned."""

    type: str
    marked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnReport:
    """What the project's own recogniser was taught, and how well it does on articles kept back (cross-validated).

    `articles` hold an accepted mention and count as wholly annotated; `patterns` is what the patterns and the gazetteer
    alone do on the same articles and types; `passed_over` are types that were found there often and never accepted, and
    are not suggested any more; `morphemes` says whether Kiwi took part; `at` is ISO 8601 in UTC.
    """

    articles: int
    mentions: int
    rejected: int
    overall: Score
    types: tuple[Score, ...]
    patterns: Score
    wanting: tuple[WantingType, ...]
    at: str
    passed_over: tuple[str, ...] = ()
    morphemes: bool = False
    trusted: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognizeReport:
    """What a recognition did: of how many articles, how many of these were up to date, and what is in the others.

    `learned` tells of the project's own recogniser, where one took part; `taught` whether it was trained just now.
    """

    articles: int
    up_to_date: int
    mentions: int
    seconds: float
    learned: LearnReport | None = None
    taught: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A promise of the project file that does not hold, in one sentence, with the article concerned if there is one."""

    sentence: str
    article: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A piece of two texts compared: `op` is equal, replace, delete or insert, with what either text says there."""

    op: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Why two articles are taken for copies: how much they share, 0 to 1, and where they differ.

    `similarity` is the Jaccard similarity of their shingles, `containment` the share of the shorter one's shingles that
    stand in the longer one.
    """

    similarity: float
    containment: float
    differences: tuple[Difference, ...]


CONCORDANCE_SORTS = ("uncertain", "name", "left", "right", "article", "score", "-score")
"""How the lines of a concordance can be sorted; see `ConcordanceQuery`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceQuery:
    """Which mentions a concordance shows, and in which order.

    `where` is a filter of articles. What is empty or None narrows nothing: `entities` and `mentions` are ids, `types`
    entity types, `name` any writing of the quote. `sort` is one of `CONCORDANCE_SORTS`: suggestions with the lowest score
    first; the most frequent name first; by what stands left or right of the mention, from the mention outwards; by
    article, the newest first; by score.
    """

    where: str = ""
    states: tuple[str, ...] = ("suggested", "accepted")
    entities: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    name: str | None = None
    mentions: tuple[int, ...] = ()
    sort: str = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceLine:
    """A mention with the text around it, some code points of one line of the article on each side."""

    mention: Mention
    before: str
    after: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None


PASSAGE_SORTS = (
    "published", "article", "tag", "quote", "outlet", "title", "annotator", "certainty", "-certainty", "note", "put"
)  # fmt: skip
"""How tagged passages can be sorted; see `PassageQuery`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageQuery:
    """Which tagged passages a list shows, and in which order.

    `tags` are ids, each with what is under it (none: all); `where` is a filter of articles; `words` must stand in the
    quote, the note or the annotator's name, case, width and composition aside. `sort` is one of `PASSAGE_SORTS`: the
    newest article first; by the number of the article; in the order of the codebook; by what is quoted; by outlet,
    title, annotator; the least or the most certain first; those with a note first; those put last first.
    """

    tags: tuple[int, ...] = ()
    where: str = ""
    words: str = ""
    sort: str = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageLine:
    """A tagged passage with the text around it, and where it stands."""

    tagging: Tagging
    before: str
    after: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None


RELATION_SORTS = ("frequent", "uncertain", "subject", "predicate", "object", "article")
"""The orders in which relations are reviewed; see `RelationQuery`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationQuery:
    """Which relations said in articles are reviewed, and in which order.

    `where` is a filter of articles. What is empty or None narrows nothing: `predicate` is the name of one, `subject` and
    `object` are ids of entities. `sort` is one of `RELATION_SORTS`: what is said in most articles first, the same fact
    together; what rests on the least certain mentions first; by the name of the subject, the predicate or the object; by
    article, the newest first.
    """

    where: str = ""
    states: tuple[str, ...] = ("suggested",)
    predicate: str | None = None
    subject: int | None = None
    object: int | None = None
    sort: str = "frequent"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """A relation with its evidence on one line, and where in it (code points) both are named; None where they are not.

    `times` counts the articles that say the same.
    """

    relation: Relation
    subject: Entity
    object: Entity
    evidence: str
    subject_at: tuple[int, int] | None
    object_at: tuple[int, int] | None
    times: int
    source: str
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCount:
    """How often a name is met among mentions; `name` is its commonest writing, `folded` what all writings share."""

    folded: str
    name: str
    mentions: int


SCOPES = ("article", "outlet", "anywhere")
"""How far it reaches that a name is never marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A name that is never marked: as an entity, as a type, or (both None) as anything; while `active`.

    All writings of `name` are meant. It holds in one article (by its uid), in one outlet, or (both None) anywhere.
    """

    name: str
    type: str | None = None
    entity: int | None = None
    article: str | None = None
    outlet: str | None = None
    active: bool = True
    id: int = 0
    uid: str = ""


MODES = ("lines", "columns")
"""The forms of the list: each article on lines of its own, or in columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A saved view: a filter under a name, with the order (one of `SORTS`) and the form (one of `MODES`) of its list."""

    name: str
    query: str
    sort: str = "-published"
    mode: str = "lines"
    id: int = 0
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A set of articles that was drawn under a name: from what filter, how, by what seed, how many for whom.

    `shares` are pairs of annotator and number; those drawn for everybody stand under "".
    """

    name: str
    query: str = ""
    method: str = ""
    seed: int = 0
    at: str = ""
    articles: int = 0
    shares: tuple[tuple[str, int], ...] = ()
    id: int = 0
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeConflict:
    """What two copies of a project say differently: of a `table` row, in a `column` (empty: whether it is there).

    `here` and `there` are both values in words. Taking theirs writes `value` into the column of the row with this `uid`,
    or with no column takes the row away (`value` None) or brings it back (its columns as JSON). `why` says, where theirs
    cannot be taken, what is in the way.
    """

    table: str
    what: str
    article: int | None
    column: str
    here: str
    there: str
    uid: str = ""
    value: str | int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What a merge brought: counts by word and kind (`added`, `changed`, `removed`), conflicts, what found no place.

    `change` is the label of its step, empty where nothing was to do; `history` says whether both have a common past.
    """

    other: str
    history: bool
    articles: int = 0
    added: tuple[tuple[str, int], ...] = ()
    changed: tuple[tuple[str, int], ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    conflicts: tuple[MergeConflict, ...] = ()
    lost: tuple[str, ...] = ()
    change: str = ""
    dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionDraft:
    """An exclusion as a file carries it: its entity by the uid."""

    name: str
    type: str | None = None
    entity: str | None = None
    article: str | None = None
    outlet: str | None = None
    active: bool = True
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixSpec:
    """What a matrix joins: entities of one type with those of another, and what counts as joined.

    `by` is `co-occurrence` (both are named within one `sentence`, `paragraph` or `article`), `relation` (any predicate) or
    the name of one predicate; background facts, which no article says, are told apart and only where `facts` is set. With
    `roll_up` an entity counts for all that it is part of. Of the articles only those that match `query` count.
    """

    rows: str
    columns: str
    by: str = "co-occurrence"
    within: str = "sentence"
    query: str = ""
    facts: bool = False
    roll_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLine:
    """A row or a column: its entity, and in how many articles it is joined with any of the other side."""

    entity: Entity
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Counts of articles by row and column, the lines joined in most articles first.

    `facts` holds the cells (row, column) that a background fact joins; `more_rows` and `more_columns` count the lines left
    out, `articles` those in which anything is joined.
    """

    spec: MatrixSpec
    rows: tuple[MatrixLine, ...] = ()
    columns: tuple[MatrixLine, ...] = ()
    counts: tuple[tuple[int, ...], ...] = ()
    facts: frozenset[tuple[int, int]] = frozenset()
    more_rows: int = 0
    more_columns: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage that names what was asked about; `[start, end)` lies in the article, in code points.

    `marks` are spans of `text` with the entity type that each names. Evidence of a relation has its predicate, state and
    id; a background fact has no article, and its `text` says it.
    """

    article: int | None
    title: str | None
    outlet: str | None
    published: str | None
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int, str], ...] = ()
    predicate: str = ""
    state: str = ""
    relation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """Some of the evidence, the newest article first, and how many articles have any."""

    items: tuple[Evidence, ...] = ()
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What relations say of two entities: the predicate, which of them is its subject, and in how many articles.

    `state` is `accepted` where any of them is, else `suggested`; `fact` says that a background fact says so too.
    """

    predicate: str
    subject: bool
    state: str
    articles: int
    fact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageItem:
    """An entity joined with that of the page: by relations, and by `articles` in which one sentence names both."""

    entity: Entity
    articles: int
    said: tuple[Said, ...] = ()
    best: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGroup:
    """The entities of one type on a page (or, as `agreement`, the partners of agreements), and how many are left out."""

    type: str
    items: tuple[PageItem, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """All that the project knows of one entity; `months` counts its articles by `2021-03`, or `2021` where no more is known.

    What is part of it is counted in where the page was read so.
    """

    entity: Entity
    whole: Entity | None
    parts: tuple[Entity, ...]
    articles: int
    mentions: int
    months: tuple[tuple[str, int], ...]
    undated: int
    groups: tuple[PageGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """One line of the list of entities; `names` are all its names, the main one left out."""

    id: int
    type: str
    name: str
    names: tuple[str, ...]
    part_of: str | None
    origin: str
    articles: int
    mentions: int
    relations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two entities that may be the same, and why, in a few words; the one met more often comes first."""

    one: EntityLine
    other: EntityLine
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What merging would do: names that come to the one kept, and how much moves to it."""

    kept: Entity
    gone: tuple[Entity, ...]
    names: tuple[str, ...]
    mentions: int
    articles: int
    relations: int
    parts: int
    retyped: int


OCCURRENCE_KINDS = ("exact", "particle", "inside", "overlapping")
"""What an occurrence may be: the words alone, with a Korean particle after them, inside a longer word, or over a mark."""

OCCURRENCE_SCOPES = ("body", "text", "all")
"""Where occurrences are looked for: in the body alone, in all but boilerplate, or everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceQuery:
    """Which words are looked for, and where.

    `words` are writings of which any is found; `where` is a filter of articles, `scope` one of `OCCURRENCE_SCOPES`. What
    overlaps a mention that a person has judged counts as overlapping, or, with a `tag` (its id), what has that tag.
    """

    words: tuple[str, ...]
    where: str = ""
    scope: str = "text"
    tag: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A place in an article where the words stand, quoted as they are written there."""

    article: int
    start: int
    end: int
    quote: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceLine:
    """An occurrence with what stands around it in its line of the article."""

    occurrence: Occurrence
    before: str
    after: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticColumn:
    """One column of a statistic: its heading, the filter's words for it, a tag's colour, and how it is shown.

    `shown` is `bar` for a part of the bar, `line` for a point of a curve, or `number` for what stands in the table alone.
    """

    label: str
    term: str = ""
    colour: str | None = None
    shown: str = "number"
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticRow:
    """One row: its label, the filter's words for its articles (empty where it has none), and a value a column."""

    label: str
    term: str
    values: tuple[float, ...]
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """What is counted of the articles under a filter: a table of which some columns are drawn.

    `articles` is how many articles it is about, `heading` says what the rows are, `note` what was left out or sampled.
    """

    kind: str
    title: str
    query: str
    articles: int
    heading: str
    columns: tuple[StatisticColumn, ...]
    rows: tuple[StatisticRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """Who makes marks: a person, a machine, or the consensus of several; with how many articles she has coded."""

    name: str
    kind: str = "person"
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A tag on an article or on a passage of it, and which annotators put just that; `settled`: in the consensus or not.

    `put` has a place for each annotator in their order: True, False, or None where she has not coded the article.
    """

    article: int
    tag: int
    path: str
    start: int | None
    end: int | None
    quote: str
    put: tuple[bool | None, ...]
    settled: bool | None = None
    colour: str = ""

    @property
    def agreed(self) -> bool:
        """Whether all who coded the article put it."""
        return all(each is not False for each in self.put)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """An article that two or more annotators coded, how many of its taggings they differ on, and whether it is settled."""

    article: int
    title: str
    differing: int
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFigures:
    """How far annotators agree on one thing: all tags, a group of tags that exclude each other, or one tag.

    `kind` is `overall`, `group` or `tag`, `tag` a path (empty where it is about all). `units` are those that two or more
    of the `annotators` rated, `percent` is 0 to 100, the others are 1 where all agree, 0 where chance would do as well,
    and None where they are not defined. `alphas` are by level of measurement, where the tags are numbers; `interval`
    holds 95 in 100 alphas of units drawn anew. `disagreements` are articles. `counts` says in a sentence what is counted.
    """

    kind: str
    tag: str
    units: int
    annotators: tuple[str, ...]
    percent: float | None
    cohen_kappa: float | None
    fleiss_kappa: float | None
    scott_pi: float | None
    krippendorff_alpha: float | None
    gwet_ac1: float | None
    level: str = "nominal"
    interval: tuple[float, float] | None = None
    alphas: tuple[tuple[str, float | None], ...] = ()
    passages: int = 0
    alpha_u: float | None = None
    span_f1: float | None = None
    span_f1_overlap: float | None = None
    disagreements: tuple[int, ...] = ()
    counts: str = ""
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement of several annotators over the articles that match a filter: overall, by groups, tag by tag.

    `articles` are those that two or more of them have coded; `pairs` is the overall figure of each two of them.
    """

    query: str
    annotators: tuple[str, ...]
    articles: int
    overall: AgreementFigures
    groups: tuple[AgreementFigures, ...]
    tags: tuple[AgreementFigures, ...]
    pairs: tuple[AgreementFigures, ...]
    level: str
    resamples: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWord:
    """A word that stands out: how often it is used here and elsewhere, in how many articles, and how sure that is.

    `likelihood` is the log-likelihood ratio G² (Dunning 1993), `ratio` the binary logarithm of the relative frequencies'
    ratio (Hardie 2014): 1 says twice as often here as elsewhere, -1 half as often.
    """

    word: str
    here: int
    elsewhere: int
    articles_here: int
    articles_elsewhere: int
    likelihood: float
    ratio: float
