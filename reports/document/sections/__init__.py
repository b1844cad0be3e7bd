"""The sections and annexes of a report. Each module offers one function: the manuscript in, blocks out."""
