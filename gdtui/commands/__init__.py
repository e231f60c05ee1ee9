"""What each command does, once the command line has understood it."""
