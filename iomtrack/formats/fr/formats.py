"""French as the Organization writes it: 4 novembre 2004; 1er octobre 2004 (S is of iomtrack/ordinals.py).

Numbers are 1 234,5 with narrow no-break spaces.
"""

DATE_FORMAT = "jS F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "jS F Y, H:i"
SHORT_DATE_FORMAT = "jS N Y"
SHORT_DATETIME_FORMAT = "jS N Y, H:i"
MONTH_DAY_FORMAT = "jS F"
YEAR_MONTH_FORMAT = "F Y"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3
