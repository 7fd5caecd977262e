"""Where pages come from: one file a kind of source, each turning what it holds into raw pages or named faults."""
