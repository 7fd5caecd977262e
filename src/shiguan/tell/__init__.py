"""What the register knows: answers computed from its records, each with what it rests on."""
