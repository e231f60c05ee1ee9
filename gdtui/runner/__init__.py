"""The learner's code, in a process of its own."""
