"""What is kept and how: originals, Parquet facts, id dictionaries, manifests, runs; the engines."""
