"""Read archives on many machines: pages in, readings as Parquet out, for a register to take."""
