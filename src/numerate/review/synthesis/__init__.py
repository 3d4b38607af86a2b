"""What a synthesis computes from the extraction: flow, agreement, votes, themes, appraisal."""
