"""What is typed into an assessment, what was kept of it, and how it is sent back."""

from dataclasses import replace

from objectives.actions import assessment as actions
from objectives.actions.assessment import AssessmentInput
from objectives.models import Assessment

JUDGEMENT = AssessmentInput(
    finding="ongoing",
    narrative="The work went on.",
    language="en",
    challenges="Roads were closed.",
    measurability="quantifiable",
    continuation="remains_relevant",
)
FRENCH = replace(JUDGEMENT, language="fr", narrative="Le travail a continué.", challenges="")


def texts():
    return list(Assessment.objects.get().texts.values_list("language", "narrative", "challenges"))


def send_back(*, assessment, by):
    return actions.send_back(assessment=assessment, reason="Name the offices.", by=by)


def reopen(*, assessment, by):
    return actions.reopen(assessment=assessment, reason="A figure was corrected.", by=by)
