"""What every address of the interface for programs shares: tokens, problems, paging, and once-only requests.

It knows nothing of frameworks or reports: `objectives.api` and `reports.api` build on it, `iomtrack.api` composes them.
"""
