"""Titles that a rendered file and its audit must agree on."""

APPENDIX = "Numbers and their origins"
