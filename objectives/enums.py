"""The closed lists of the domain, and the moves that its state machines allow.

The findings, continuations and measurabilities are those of MC/INF/274, paragraphs 14 to 16.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OfficeKind(models.TextChoices):
    HEADQUARTERS = "headquarters", _("Headquarters")
    REGIONAL = "regional", _("Regional office")
    COUNTRY = "country", _("Country office")
    SUB_OFFICE = "sub_office", _("Sub-office")


class ProgrammeStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", pgettext_lazy("a programme", "Active")
    RETIRED = "retired", _("Retired")


PROGRAMME_MOVES: dict[str, frozenset[str]] = {
    ProgrammeStatus.PROPOSED: frozenset({ProgrammeStatus.ACTIVE, ProgrammeStatus.RETIRED}),
    ProgrammeStatus.ACTIVE: frozenset({ProgrammeStatus.RETIRED}),
    ProgrammeStatus.RETIRED: frozenset({ProgrammeStatus.ACTIVE}),
}


class BudgetKind(models.TextChoices):
    """Whether a budget is the first of its days, or stands in its place (IATI 2.03, code list BudgetType)."""

    ORIGINAL = "original", _("Original")
    REVISED = "revised", _("Revised")


class FrameworkStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")


FRAMEWORK_MOVES: dict[str, frozenset[str]] = {
    FrameworkStatus.DRAFT: frozenset({FrameworkStatus.IN_FORCE}),
    FrameworkStatus.IN_FORCE: frozenset({FrameworkStatus.SUPERSEDED}),
    FrameworkStatus.SUPERSEDED: frozenset(),
}


class WordingLanguage(models.TextChoices):
    """The official languages of the Organization, in which wordings are kept."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")


class ElementKind(models.TextChoices):
    OBJECTIVE = "objective", _("Objective")
    ROLE = "role", _("Role")
    EXPECTED_RESULT = "expected_result", _("Expected result")
    CAPACITY = "capacity", _("Capacity")
    OUTCOME = "outcome", _("Outcome")
    OUTPUT = "output", _("Output")


KIND_PLURALS = {
    ElementKind.OBJECTIVE: _("Objectives"),
    ElementKind.ROLE: _("Roles"),
    ElementKind.EXPECTED_RESULT: _("Expected results"),
    ElementKind.CAPACITY: _("Capacities"),
    ElementKind.OUTCOME: _("Outcomes"),
    ElementKind.OUTPUT: _("Outputs"),
}


class Sensitivity(models.TextChoices):
    """What a report to Member States may say of a record: all of it, or only that it exists and what it adds up to."""

    SHAREABLE = "shareable", _("Can be shared with Member States")
    INTERNAL = "internal", _("Internal")


class LineageKind(models.TextChoices):
    RETAINED = "retained", _("Retained")
    REFINED = "refined", _("Refined")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")
    NEW = "new", _("New")
    DISCONTINUED = "discontinued", _("Discontinued")


class Standing(models.TextChoices):
    MEMBER = "member", _("Member State")
    OBSERVER = "observer", _("Observer State")
    NEITHER = "neither", _("Neither member nor observer")


HELD_STANDINGS = [(one.value, one.label) for one in (Standing.MEMBER, Standing.OBSERVER)]


class OfficialLanguage(models.TextChoices):
    """The languages in which the organization writes to States."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")


class Aggregation(models.TextChoices):
    """How an indicator's figures of a period become one value."""

    SUM = "sum", _("Sum over the period")
    LATEST = "latest", _("Latest value")
    AVERAGE = "average", _("Average")
    MAXIMUM = "maximum", _("Maximum")


class Direction(models.TextChoices):
    """Which way an indicator should move; "none" where the source aims at neither."""

    INCREASE = "increase", _("Increase")
    DECREASE = "decrease", _("Decrease")
    NONE = "none", _("No direction set")


class Qualifier(models.TextChoices):
    """How exact a figure is in its source ("over 4,100 staff members")."""

    EXACT = "exact", _("exactly")
    OVER = "over", _("over")
    ABOUT = "about", _("about")


class Answer(models.TextChoices):
    """What a record says of an indicator. Neither of the last two is 0, and neither counts in any total."""

    VALUE = "value", _("A number")
    NOT_REPORTED = "not_reported", _("Not reported")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class Course(models.TextChoices):
    """How a value stands to its target, in words: all that value, target, baseline and direction can say."""

    REACHED = "reached", _("target reached")
    TOWARDS = "towards", _("moved towards the target")
    UNCHANGED = "unchanged", _("unchanged from the baseline")
    BEHIND = "behind", _("behind the baseline")
    SHORT = "short", _("target not reached")  # and no baseline to move from
    INEXACT = "inexact", _("too inexact to tell")
    NO_DIRECTION = "no_direction", _("no direction set")
    NO_TARGET = "no_target", _("no target")
    NOT_REPORTED = "not_reported", _("not reported")


class DatePrecision(models.TextChoices):
    """How precisely the source dates an entry: footnote 4 of MC/INF/274 gives years alone."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    PERIOD = "period", _("During the period")


class EvidenceStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting review")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TAKEN_OVER = "taken_over", _("Taken over")  # a correction, once what it corrects says what it said
    DISCARDED = "discarded", _("Discarded")


EVIDENCE_MOVES: dict[str, frozenset[str]] = {
    EvidenceStatus.DRAFT: frozenset({EvidenceStatus.SUBMITTED, EvidenceStatus.DISCARDED}),
    EvidenceStatus.SUBMITTED: frozenset({EvidenceStatus.ACCEPTED, EvidenceStatus.RETURNED, EvidenceStatus.TAKEN_OVER}),
    EvidenceStatus.RETURNED: frozenset({EvidenceStatus.SUBMITTED, EvidenceStatus.DISCARDED}),
    EvidenceStatus.ACCEPTED: frozenset({EvidenceStatus.WITHDRAWN}),
    EvidenceStatus.WITHDRAWN: frozenset(),
    EvidenceStatus.TAKEN_OVER: frozenset(),
    EvidenceStatus.DISCARDED: frozenset(),
}
EDITABLE = frozenset({EvidenceStatus.DRAFT, EvidenceStatus.RETURNED})
# what says nothing of its own: it was given up, or what it corrected says it now. Lists show it to who asks for it
SET_ASIDE = (EvidenceStatus.DISCARDED, EvidenceStatus.TAKEN_OVER)


class WordsState(models.TextChoices):
    """Where the words of a programme stand, which a worker writes anew for its entries."""

    WAITING = "waiting", _("Waiting")
    WRITING = "writing", _("Being written")
    WRITTEN = "written", _("Written")
    STOPPED = "stopped", _("Could not be written")


class ScanState(models.TextChoices):
    """Where an attached file stands with the virus scanner."""

    WAITING = "waiting", _("Waiting to be scanned")
    SCANNING = "scanning", _("Being scanned")
    CLEAN = "clean", _("Nothing found")
    INFECTED = "infected", _("Infected, and removed")
    FAILED = "failed", _("Could not be scanned")
    UNSCANNED = "unscanned", _("Not scanned")


SCAN_MOVES: dict[str, frozenset[str]] = {
    ScanState.WAITING: frozenset({ScanState.SCANNING}),
    ScanState.SCANNING: frozenset(
        {ScanState.CLEAN, ScanState.INFECTED, ScanState.FAILED, ScanState.UNSCANNED, ScanState.WAITING}
    ),
    ScanState.CLEAN: frozenset(),
    ScanState.INFECTED: frozenset(),
    ScanState.FAILED: frozenset({ScanState.WAITING}),
    ScanState.UNSCANNED: frozenset({ScanState.WAITING}),
}


class PeriodStatus(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


PERIOD_MOVES: dict[str, frozenset[str]] = {
    PeriodStatus.OPEN: frozenset({PeriodStatus.CLOSED}),
    PeriodStatus.CLOSED: frozenset(),
}


class AssessmentStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting approval")
    APPROVED = "approved", _("Approved")


class AssessmentStage(models.TextChoices):
    """Where an assessment stands, as people are told: a draft that came back is another thing than a first one."""

    DRAFT = "draft", _("Draft")
    RETURNED = "returned", pgettext_lazy("an assessment", "Returned")
    REOPENED = "reopened", _("Reopened")
    SUBMITTED = "submitted", _("Awaiting approval")
    APPROVED = "approved", _("Approved")


ASSESSMENT_MOVES: dict[str, frozenset[str]] = {
    AssessmentStatus.DRAFT: frozenset({AssessmentStatus.SUBMITTED}),
    AssessmentStatus.SUBMITTED: frozenset({AssessmentStatus.APPROVED, AssessmentStatus.DRAFT}),
    AssessmentStatus.APPROVED: frozenset({AssessmentStatus.DRAFT}),
}


class Errand(models.TextChoices):
    """What can wait for a person before a period's report can be composed."""

    REVIEW = "review", _("Entries to review")
    APPROVE = "approve", _("Assessment to approve")
    ASSESS = "assess", _("Assessment to write")
    RETURNED = "returned", _("Entries that came back")
    DRAFTS = "drafts", _("Drafts to submit")
    EVIDENCE = "evidence", _("No accepted evidence")
    FIGURES = "figures", _("Figures not reported")


class Finding(models.TextChoices):
    """Section IV's own words for how far an element was attained."""

    MET = "met", _("Met")
    ONGOING = "ongoing", _("Ongoing by nature")
    PARTLY_MET = "partly_met", _("Partly met")
    DIFFICULT_TO_MEASURE = "difficult_to_measure", _("Difficult to measure")
    NOT_ATTAINABLE = "not_attainable", _("Not possible to attain completely")
    NOT_MET = "not_met", _("Not met")


class Continuation(models.TextChoices):
    """What becomes of an element after the period (paragraphs 14 and 16)."""

    REMAINS_RELEVANT = "remains_relevant", _("Remains relevant")
    COMPLETED = "completed", _("Completed")
    REVISED = "revised", _("Revised")
    REFINED = "refined", _("Refined")


class Measurability(models.TextChoices):
    QUANTIFIABLE = "quantifiable", _("Quantifiable")
    DIFFICULT = "difficult", _("Difficult to quantify")


class Basis(models.TextChoices):
    """Whether a judgement was made of this element by name, or follows from a statement about all of its kind."""

    SPECIFIC = "specific", _("Of this element")
    GENERAL = "general", _("By a general statement")
