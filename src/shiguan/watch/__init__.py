"""The watch: asks sources by schedule, enters what is new, and tells of what is worth telling, each thing once."""
