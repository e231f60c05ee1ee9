"""Judging the challenge: cases, verdict, the library of known mistakes."""
