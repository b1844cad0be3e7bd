"""An invented year under MC/INF/274, so that every screen has something to show. All of it is marked as sample.

The plan (plan.py) is pure: the same day gives the same year. load.py writes it, through the actions.
"""
