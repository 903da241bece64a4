"""Written text: folding, tokens and stems, offsets kept."""
