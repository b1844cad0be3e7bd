"""What kinds of document IATI knows: its code list DocumentCategory, in the names that the standard gives them.

Codes in A are of an activity, those in B of an organization.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentCategory(models.TextChoices):
    APPRAISAL = "A01", _("Pre- and post-project impact appraisal")
    OBJECTIVES = "A02", _("Objectives, purpose of the activity")
    BENEFICIARIES = "A03", _("Intended ultimate beneficiaries")
    CONDITIONS = "A04", _("Conditions")
    BUDGET = "A05", _("Budget")
    CONTRACT_SUMMARY = "A06", _("Summary information about a contract")
    EVALUATION = "A07", _("Review of performance, and evaluation")
    RESULTS = "A08", _("Results, outcomes and outputs")
    MEMORANDUM = "A09", _("Memorandum of understanding")
    TENDER = "A10", _("Tender")
    CONTRACT = "A11", _("Contract")
    WEB_PAGE = "A12", _("Web page of the activity")
    ANNUAL_REPORT = "B01", _("Annual report")
    STRATEGY = "B02", _("Institutional strategy paper")
    COUNTRY_STRATEGY = "B03", _("Country strategy paper")
    ALLOCATION_POLICY = "B04", _("Aid allocation policy")
    PROCUREMENT_POLICY = "B05", _("Procurement policy and procedure")
    AUDIT = "B06", _("Institutional audit report")
    COUNTRY_AUDIT = "B07", _("Country audit report")
    EXCLUSIONS_POLICY = "B08", _("Exclusions policy")
    INSTITUTIONAL_EVALUATION = "B09", _("Institutional evaluation report")
    COUNTRY_EVALUATION = "B10", _("Country evaluation report")
    SECTOR_STRATEGY = "B11", _("Sector strategy")
    THEMATIC_STRATEGY = "B12", _("Thematic strategy")
    COUNTRY_MEMORANDUM = "B13", _("Memorandum of understanding with a country")
    EVALUATIONS_POLICY = "B14", _("Evaluations policy")
    TERMS = "B15", _("General terms and conditions")
    ORGANIZATION_PAGE = "B16", _("Web page of the organization")
    COUNTRY_PAGE = "B17", _("Web page of a country or region")
    SECTOR_PAGE = "B18", _("Web page of a sector")
