"""`make run`: one command that sets up what is missing and serves, on the machine of whoever types it."""
