"""The mathematics of the lesson."""
