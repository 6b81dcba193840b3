"""The fault harness: a daemon that is killed again and again among hostile servers, and a judge of what became of it."""
