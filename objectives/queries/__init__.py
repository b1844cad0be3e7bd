"""Reading: frozen rows and querysets. A total is computed in one function here, for every use of it."""
