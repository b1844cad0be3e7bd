"""Full text of evidence: how words are cut, kept and found, the same on both databases (docs/adr/0008-finding.md)."""
