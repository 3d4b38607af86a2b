"""Check: rules that find what makes a paper disagree with its data, before anyone reads it."""
