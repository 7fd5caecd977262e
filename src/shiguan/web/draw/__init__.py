"""Pictures laid out on the server: numbers in, places on the paper out; the templates draw them."""
