"""The accounts of a development installation, one for each role. Production never makes them."""

from __future__ import annotations

from dataclasses import dataclass

from iomtrack.accounts.enums import Role

PASSWORD = "iomtrack-2004"  # noqa: S105 printed on every start; development listens on this machine alone


@dataclass(frozen=True)
class DevelopmentAccount:
    """Who signs in, by which address."""

    label: str
    email: str
    name: str
    role: Role


STAFF = DevelopmentAccount("Staff", "staff@iomtrack.example", "Sample staff member", Role.RECORDER)
FOCAL_POINT = DevelopmentAccount("Focal point", "focal@iomtrack.example", "Sample focal point", Role.FOCAL_POINT)
REVIEWER = DevelopmentAccount("Reviewer", "reviewer@iomtrack.example", "Sample reviewer", Role.REVIEWER)
ADMINISTRATOR = DevelopmentAccount(
    "Administrator", "admin@iomtrack.example", "Sample administrator", Role.ADMINISTRATOR
)
DELEGATE = DevelopmentAccount("Delegate", "delegate@iomtrack.example", "Sample delegate", Role.DELEGATE)
AUDITOR = DevelopmentAccount("Auditor", "auditor@iomtrack.example", "Sample auditor", Role.AUDITOR)
ACCOUNTS = (STAFF, FOCAL_POINT, REVIEWER, ADMINISTRATOR, DELEGATE, AUDITOR)
