"""What is typed of a programme."""

from datetime import date
from decimal import Decimal

from objectives.actions.programmes import BudgetInput, DocumentInput, DonorInput, ProgrammeInput

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
BUDGET = BudgetInput(Decimal(100), "USD", *YEAR)
CONTENT = ProgrammeInput(
    titles={"en": "Safe return", "fr": "Retour sûr"}, donors=(DonorInput("Lake Fund"),), budgets=(BUDGET,)
)
DOCUMENT = DocumentInput("https://example.org/a.pdf", {"en": "Agreement", "de": "Vertrag"}, ("A09", "A11"))
TITLED = ProgrammeInput(titles={"en": "Safe return"})
