"""The report of the proving ground, from results alone: a page, a PDF and the table in the README.

Whatever wins is printed as it is.
"""
