"""A wording of the first strategy, amended."""

AMENDED = (
    "to keep the rivers clean from source to mouth, and to bring back those that are not",
    "to keep the rivers and lakes clean, and to bring back those that are not",
)
AMENDMENT = (
    "\namendments:\n",
    """
amendments:
  - element: SO-2
    number: 1
    effective_on: 2027-01-01
    before: to keep the rivers clean from source to mouth, and to bring back those that are not
    after: to keep the rivers and lakes clean, and to bring back those that are not
    reason: Lakes had been forgotten.
    symbol: RLC/DEC/36
    paragraph: '2'
""",
)
