"""Python imports this by itself where this folder is on PYTHONPATH: the site then lives on one and the same day.

IOMTRACK_PICTURES_CLOCK holds how many seconds to add to the machine's own time; it goes on from there.
"""

import os
import time

import time_machine

if ahead := os.environ.get("IOMTRACK_PICTURES_CLOCK"):
    time_machine.travel(time.time() + float(ahead), tick=True).start()
