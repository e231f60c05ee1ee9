"""What the learner has done, and where it is kept."""
