"""Long work for a reader: done in a process of its own, its progress shown, its result kept for a while."""
