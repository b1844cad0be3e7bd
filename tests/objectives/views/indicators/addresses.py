"""Where the pages of O1.1 stand."""

PAGE = "/frameworks/mc-inf-274/indicators/O1/O1.1/"
NEW, CHANGE, TARGETS = "/frameworks/mc-inf-274/indicators/O1/new/", f"{PAGE}change/", f"{PAGE}targets/"
